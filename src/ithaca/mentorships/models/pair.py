from django.db import models
from django.db.models import Q

from ithaca.agreements.models import Agreement
from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.states import MENTORSHIP, EndKind, MentorshipState
from ithaca.programmes.models import Participation, Programme
from ithaca.vault.models import Room


class Mentorship(Record):
    """A pair. It does not know how the two met."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="mentorships")
    mentor = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    mentee = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=MentorshipState.PROPOSED)
    room = models.OneToOneField(Room, null=True, on_delete=models.PROTECT, related_name="+")
    agreement = models.OneToOneField(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    mentor_agreed_at = models.DateTimeField(null=True)
    mentee_agreed_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    willingness_confirmed_at = models.DateTimeField(null=True)
    official_end_at = models.DateTimeField(null=True)  # the programme's number of contacts was reached
    goes_on_since = models.DateTimeField(null=True)  # joint decision to go on past the official end
    returns_on = models.DateField(null=True)  # the day on which a pause is meant to be over
    return_reminded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_kind = models.CharField(
        max_length=20, blank=True, choices=[(kind.value, kind.value) for kind in EndKind]
    )
    # Of the last video call, offered for the next one.
    video_link = models.CharField(max_length=300, blank=True)
    # Kept by the actions of meetings, goals and plans, so that steering reads one row a pair.
    contacts = models.PositiveSmallIntegerField(default=0)
    missed = models.PositiveSmallIntegerField(default=0)
    goals_set = models.PositiveSmallIntegerField(default=0)
    goals_reached = models.PositiveSmallIntegerField(default=0)
    reviews_held = models.PositiveSmallIntegerField(default=0)
    actions_set = models.PositiveSmallIntegerField(default=0)
    actions_done = models.PositiveSmallIntegerField(default=0)
    introductions_offered = models.PositiveSmallIntegerField(default=0)
    introductions_made = models.PositiveSmallIntegerField(default=0)
    feedback_given = models.PositiveSmallIntegerField(default=0)
    last_contact_at = models.DateTimeField(null=True)
    next_meeting_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(MENTORSHIP),
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                condition=~Q(state__in=["ended", "declined"]),
                name="one_running_pair",
            ),
            models.CheckConstraint(condition=Q(state="ended") ^ Q(end_kind=""), name="ended_says_how"),
        ]
        indexes = [models.Index(fields=["programme", "state"], name="mentorship_by_state")]

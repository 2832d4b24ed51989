from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.agreements.models import Agreement
from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.states import (
    GOAL,
    MEETING,
    MENTORSHIP,
    PROPOSAL,
    TOPIC,
    EndKind,
    GoalState,
    MeetingState,
    MentorshipState,
    ProposalState,
    TopicState,
)
from ithaca.programmes.models import Participation, Programme
from ithaca.vault.models import ContentObject, Room


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
    ended_at = models.DateTimeField(null=True)
    end_kind = models.CharField(
        max_length=20, blank=True, choices=[(kind.value, kind.value) for kind in EndKind]
    )
    # Kept by the actions of meetings and goals, so that steering reads one row a pair.
    contacts = models.PositiveSmallIntegerField(default=0)
    missed = models.PositiveSmallIntegerField(default=0)
    goals_set = models.PositiveSmallIntegerField(default=0)
    goals_reached = models.PositiveSmallIntegerField(default=0)
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


class Meeting(Record):
    """A contact of the pair. The calendar knows its id as UID for ever; each change raises the sequence."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="meetings")
    state = models.CharField(max_length=10, default=MeetingState.PLANNED)
    contact_type = models.CharField(max_length=12)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()  # planned, then really held
    place = models.CharField(
        max_length=300, blank=True
    )  # a place or a link; both of the pair and the mail see it
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True)
    missed_by = models.CharField(max_length=8, blank=True)  # mentor | mentee | both
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            state_constraint(MEETING),
            models.CheckConstraint(condition=Q(state="missed") ^ Q(missed_by=""), name="missed_says_by_whom"),
        ]
        ordering = ["starts_at"]


class Goal(Record):
    """State and dates of a goal whose text stands in the room."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="goals")
    content = models.OneToOneField(ContentObject, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=GoalState.SET)
    due_on = models.DateField(null=True)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [state_constraint(GOAL)]


class Proposal(Record):
    """A decision that takes both: to go on past the official end, to close, or to end early."""

    class Kind(models.TextChoices):
        GO_ON = "go on", "go on"
        CLOSE = "close", "close"
        END_EARLY = "end early", "end early"

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=12, default=ProposalState.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(PROPOSAL),
            models.UniqueConstraint(
                fields=["mentorship"], condition=Q(state="open"), name="one_open_proposal"
            ),
        ]


class PrivateTopic(Record):
    """Private ground that the talk has entered. Its texts stand in a room of their own, whose key can be destroyed."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="topics")
    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=TopicState.MARKED)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [state_constraint(TOPIC)]

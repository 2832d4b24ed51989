from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.states import MEETING, MeetingState


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
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_by_state")]
        ordering = ["starts_at"]

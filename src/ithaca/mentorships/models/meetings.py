from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.states import MEETING, MeetingState


class Meeting(Record):
    """A contact of the pair. The calendar knows its id as UID for ever; each change raises the sequence."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="meetings")
    state = models.CharField(max_length=10, default=MeetingState.PROPOSED)
    contact_type = models.CharField(max_length=12)
    starts_at = models.DateTimeField()  # while only proposed: the first of the dates
    time_zone = models.CharField(max_length=60, default="UTC")  # the IANA zone in which it was chosen
    minutes = models.PositiveSmallIntegerField()  # planned, then really held
    # An address, a telephone number or a link; both of the pair and the mail see it.
    place = models.CharField(max_length=300, blank=True)
    caller = models.CharField(max_length=8, blank=True)  # by telephone: mentor | mentee
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Whoever waits for the other to choose one of the dates; empty where there are none to choose from.
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    missed_by = models.CharField(max_length=8, blank=True)  # mentor | mentee | both
    confirmed_at = models.DateTimeField(null=True)  # by the one who did not record it
    disputed_at = models.DateTimeField(null=True)
    chosen_slot = models.UUIDField(null=True)  # which of the offered dates became this one, until it moves
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            state_constraint(MEETING),
            models.CheckConstraint(
                condition=Q(state__in=["missed", "disputed"]) ^ Q(missed_by=""), name="missed_says_by_whom"
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(offered_by__isnull=False), name="proposed_says_by_whom"
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_by_state")]
        ordering = ["starts_at"]


class Slot(Record):
    """A date that somebody offers for a meeting, until one is chosen or others are offered."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "starts_at"], name="slot_once")]
        ordering = ["starts_at"]


class Attendance(Record):
    """What somebody last answered to an invitation, by choosing the date here or from a calendar."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"
        TENTATIVE = "tentative", "tentative"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=9, choices=Answer.choices)
    sequence = models.PositiveIntegerField()  # of the invitation that is answered: a change asks anew
    stamped_at = models.DateTimeField(null=True)  # by the clock of the calendar; empty: answered here

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_attendance")]

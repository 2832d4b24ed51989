from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.mentorships.models.meetings import Meeting


class SummaryReading(Record):
    """Somebody has said that they have read the summary of a meeting, and in which version."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="summary_read_once")]

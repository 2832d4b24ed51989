from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record
from ithaca.mentorships.models.meetings import Meeting
from ithaca.vault.models import ContentObject


class Feedback(Record):
    """What one of the two says, or is asked to say, of a meeting: once a meeting. The words stand in the room."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)  # by the other
    given_at = models.DateTimeField(null=True)
    content = models.OneToOneField(ContentObject, null=True, on_delete=models.PROTECT, related_name="+")

    @property
    def stands(self) -> bool:
        """Given, and not destroyed by the giver since."""
        return self.content is not None and self.content.destroyed_at is None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "giver"], name="one_feedback_per_meeting"),
            models.CheckConstraint(
                condition=Q(content=None, given_at=None) | Q(content__isnull=False, given_at__isnull=False),
                name="given_feedback_has_words",
            ),
        ]

from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.mentorships.models.pair import Mentorship


class Reading(Record):
    """How far one of the two has read the pair's messages. The words stand in the room."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_until = models.DateTimeField(null=True)  # when the newest message that was seen came in
    waiting_since = models.DateTimeField(null=True)  # when the first unread one came in
    announced_at = models.DateTimeField(null=True)  # told once by mail, until it is read

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentorship", "person"], name="one_reading_per_member")
        ]
        indexes = [models.Index(fields=["announced_at", "waiting_since"], name="reading_to_announce")]

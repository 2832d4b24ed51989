from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.mentorships.models.pair import Mentorship
from ithaca.vault.models import Room


class Reading(Record):
    """How far one of the two has read the messages of a room of the pair, a private topic's too. The words stand there."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="readings")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_until = models.DateTimeField(null=True)  # when the newest message that was seen came in
    waiting_since = models.DateTimeField(null=True)  # when the first unread one came in
    announced_at = models.DateTimeField(null=True)  # told once by mail, until it is read

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="one_reading_per_room")]
        indexes = [models.Index(fields=["announced_at", "waiting_since"], name="reading_to_announce")]

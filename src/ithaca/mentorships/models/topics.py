from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.states import TOPIC, TopicState
from ithaca.vault.models import Room


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

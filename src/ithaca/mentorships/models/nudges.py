from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.mentorships.models.pair import Mentorship


class Nudge(Record):
    """A kind word that the coordination has sent to both of a pair: which of the ready ones, by whom, when."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="nudges")
    words = models.CharField(max_length=20)  # a key of nudges.WORDS
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

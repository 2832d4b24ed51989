from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record
from ithaca.seals.models.files import SealFile

PERSON = settings.AUTH_USER_MODEL


class Decision(Record):
    """What was decided, by whom and why: by the network's administrators, or the minutes of the committee."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=20)  # the verb of the state table
    level = models.CharField(max_length=40, blank=True)  # that was awarded
    reasons = models.TextField()  # the programme reads them
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]


class Vote(Record):
    """How a member of the committee would decide; with the minutes it becomes part of the decision."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=20)  # award | refuse, on an appeal uphold | dismiss
    reasons = models.TextField()  # the committee reads them
    decision = models.ForeignKey(Decision, null=True, on_delete=models.CASCADE, related_name="votes")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "person"], condition=Q(decision=None), name="one_open_vote_a_person"
            ),
        ]
        ordering = ["created_at", "id"]


class Appeal(Record):
    """Why a programme thinks that a decision is wrong."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="appeals")
    grounds = models.TextField()
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]

from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.seals.models.files import SealFile

PERSON = settings.AUTH_USER_MODEL


class Cause(models.TextChoices):
    """Why a seal does not count for the time being."""

    NETWORK = "network", "network"  # its administrators say so
    MEMBERSHIP = "membership", "membership"  # the organisation is no full member
    RESTING = "resting", "resting"  # the other network's seal on which it rests does not count


class Hold(Record):
    """One reason for which a seal is suspended. It is in force again once none of them stands any more."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="holds")
    cause = models.CharField(max_length=12, choices=Cause.choices)
    reasons = models.TextField(blank=True)  # the programme reads them
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "cause"], condition=models.Q(lifted_at=None), name="held_once_for_a_cause"
            )
        ]

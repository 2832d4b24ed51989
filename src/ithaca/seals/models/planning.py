from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record, state_constraint
from ithaca.seals.models.files import SealFile
from ithaca.seals.states import IMPROVEMENT, ImprovementState

PERSON = settings.AUTH_USER_MODEL


class Improvement(Record):
    """What a programme means to do about one standard: until which step, who, by when."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="improvements")
    standard = models.CharField(max_length=40)
    step = models.CharField(max_length=40)  # of its scale, to be reached
    words = models.TextField()  # what is to be done
    owner = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=10, default=ImprovementState.PLANNED)
    since = models.DateTimeField()
    progress = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])  # in per cent

    class Meta:
        constraints = [
            state_constraint(IMPROVEMENT),
            models.UniqueConstraint(
                fields=["file", "standard"],
                condition=Q(state__in=["planned", "going"]),
                name="one_open_improvement_per_standard",
            ),
        ]
        indexes = [models.Index(fields=["state", "due"], name="improvement_by_due")]


class ImprovementChange(Record):
    """One line of an improvement's history: how it stood after a change, by whom, and what they said of it."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10)
    progress = models.PositiveSmallIntegerField()
    due = models.DateField()
    owner = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True)

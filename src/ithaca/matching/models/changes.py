from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.matching.models.runs import Run


class RunChange(Record):
    """
    What somebody changed in a run by hand: how the pairs of the people concerned stood before, and how after.

    It says who changed what, and it is what undoing needs; undoing is a change of its own.
    """

    class Verb(models.TextChoices):
        MOVE = "move"
        LOCK = "lock"
        UNLOCK = "unlock"
        UNDO = "undo"

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()  # the revision of the run that it made
    verb = models.CharField(max_length=6, choices=Verb.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # {mentee's id: {"mentor", "score", "parts", "locked", "by_hand"}, or null for nobody}
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="undone_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="change_numbers_are_unique")]

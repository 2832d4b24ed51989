from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.programmes.models import Programme


class PolicyVersion(Record):
    """
    What counts in a programme's matching, and what excludes. Never changed: a new version replaces it.

    Without a number it is no version: a run tries it out, and it comes into force only if somebody adopts it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="policies")
    number = models.PositiveIntegerField(null=True)
    content = models.JSONField()  # see `matching.policy.Policy`
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="policy_numbers_are_unique")
        ]

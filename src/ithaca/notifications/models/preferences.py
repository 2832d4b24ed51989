from django.conf import settings
from django.db import models

from ithaca.notifications.rules import DIGEST_AT, QUIET_FROM, QUIET_TO


class Preferences(models.Model):
    """How somebody wishes to get mail. Without a row: the defaults."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    deliveries = models.JSONField(default=dict)  # {kind: delivery}, only what was chosen
    quiet_from = models.TimeField(null=True, default=QUIET_FROM)  # both empty: no quiet hours
    quiet_to = models.TimeField(null=True, default=QUIET_TO)
    digest_at = models.TimeField(default=DIGEST_AT)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_to=None)
                | models.Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="quiet_hours_have_both_ends",
            )
        ]

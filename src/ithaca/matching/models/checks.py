from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.programmes.models import Participation


class SafeguardingCheck(Record):
    """That a coordinator has seen somebody's safeguarding check, and until when it is valid; never a copy of it."""

    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="safeguarding_check"
    )
    seen_on = models.DateField()
    valid_until = models.DateField(null=True)  # empty: without an end
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

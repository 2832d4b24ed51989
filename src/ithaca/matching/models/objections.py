from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.programmes.models import Programme


class Objection(Record):
    """What somebody in a programme has against how matching treats them; read and answered by the coordination."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="objections")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=3000)
    answer = models.TextField(max_length=3000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["programme", "answered_at"], name="objection_by_answer")]

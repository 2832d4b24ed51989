from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record


class Reminder(Record):
    """That somebody was reminded of one thing. Its key is why nobody ever is twice."""

    about = models.CharField(max_length=40)  # the name of the rule
    subject_id = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Of several about one subject: the date it is for, first, second …
    which = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_id", "person", "about", "which"], name="reminded_once")
        ]

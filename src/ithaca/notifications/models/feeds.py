from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record


class CalendarFeed(Record):
    """A person's private calendar address. Whoever has it reads the calendar: it can be renewed and switched off."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    shows_place = models.BooleanField(default=False)  # places and links, which say more than that one is busy

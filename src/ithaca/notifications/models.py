from django.conf import settings
from django.db import models

from ithaca.kernel import clock
from ithaca.kernel.records import Record, state_constraint
from ithaca.notifications.states import MESSAGE, MessageState


class Message(Record):
    """A mail on its way. `key` makes it one message however often its cause is worked through."""

    key = models.CharField(max_length=120, unique=True)
    person_id = models.UUIDField(null=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)  # an iCalendar object, sent as invite.ics
    calendar_method = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [state_constraint(MESSAGE)]
        indexes = [models.Index(fields=["state", "next_try_at"], name="message_due")]


class CalendarFeed(Record):
    """A person's private calendar address. Whoever has it reads the calendar: it can be renewed and switched off."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True)
    shows_place = models.BooleanField(default=False)  # places and links, which say more than that one is busy

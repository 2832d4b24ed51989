from django.db import models

from ithaca.kernel import clock
from ithaca.kernel.records import Record, state_constraint
from ithaca.notifications.kinds import Kind
from ithaca.notifications.states import MESSAGE, MessageState


class Message(Record):
    """A mail on its way. `key` makes it one message however often its cause is worked through."""

    key = models.CharField(max_length=160, unique=True)
    person_id = models.UUIDField(null=True)
    to = models.EmailField()
    language = models.CharField(max_length=5, default="fr")
    kind = models.CharField(max_length=20, default=Kind.ACCOUNT)
    urgent = models.BooleanField(default=False)  # does not wait for the end of quiet hours
    programme_id = models.UUIDField(null=True)
    path = models.CharField(max_length=300, blank=True)  # where it leads; a digest groups by it
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)  # empty: made from the text
    calendar = models.TextField(blank=True)  # an iCalendar object, sent as invite.ics
    calendar_method = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When it is due; of a message that is held, when its reader's digest is.
    next_try_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [state_constraint(MESSAGE)]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="message_due"),
            models.Index(fields=["person_id", "state"], name="message_by_person"),
        ]

"""Reads of the outbox: the demo's mailbox, and how things stand for `ithaca doctor`."""

from django.db.models import QuerySet

from ithaca.accounts.queries import real_people
from ithaca.notifications.models import Message
from ithaca.notifications.states import MessageState


def messages_to_demo_people() -> QuerySet[Message]:
    """The latest first. Also to addresses without an account: invitations of the demo."""
    real = real_people().values("pk")
    return Message.objects.exclude(person_id__in=real).order_by("-created_at", "-id")


def waiting() -> QuerySet[Message]:
    return Message.objects.filter(state=MessageState.WAITING)


def given_up() -> QuerySet[Message]:
    return Message.objects.filter(state=MessageState.GIVEN_UP)

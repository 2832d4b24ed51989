"""Messages that offer to take back what was just done, in place of asking "are you sure?" beforehand."""

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_MARK = "undo:"


def undoable(request: HttpRequest, text: str, *, undo_url: str) -> None:
    """Says what was done and offers a button that posts to `undo_url`."""
    messages.success(request, text, extra_tags=f"{_MARK}{undo_url}")


def undo_address(message: Message) -> str:
    """Where the message's undo button posts to; empty where there is none."""
    tags = message.extra_tags or ""
    return tags.removeprefix(_MARK) if tags.startswith(_MARK) else ""

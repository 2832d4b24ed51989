"""The HTML of a mail, made from its text when it is sent: so every mail has both, and they say the same."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from ithaca.notifications.models import Message


@dataclass(frozen=True)
class Part:
    """A paragraph, a link that stands alone, or what stands at the foot."""

    kind: str
    text: str


def as_html(message: Message) -> str:
    with translation.override(message.language):
        parts = [_part(text) for text in message.text.strip().split("\n\n") if text.strip()]
        return render_to_string(
            "notifications/mail/letter.html",
            {"subject": message.subject, "language": message.language, "parts": parts},
        )


def _part(text: str) -> Part:
    if text.startswith("--\n"):
        return Part("foot", text[3:])
    alone = text.strip()
    return (
        Part("link", alone)
        if alone.startswith(("https://", "http://")) and " " not in alone
        else Part("text", text)
    )

"""The HTML of a mail, made from its text when it is sent: so every mail has both, and they say the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from ithaca.notifications.models import Message

ALONE = re.compile(r"https?://\S+")
AT_THE_END = re.compile(r"(.+?)\s*:\s*(https?://\S+)")  # "To get fewer of these mails: https://…"


@dataclass(frozen=True)
class Part:
    """A paragraph, a link that stands alone, or a line at the foot, which may be a link."""

    kind: str
    text: str
    url: str = ""


def as_html(message: Message) -> str:
    with translation.override(message.language):
        paragraphs = [text.strip() for text in message.text.split("\n\n") if text.strip()]
        parts = [part for text in paragraphs for part in _parts(text)]
        return render_to_string(
            "notifications/mail/letter.html",
            {
                "subject": message.subject,
                "language": message.language,
                "parts": [part for part in parts if part.kind != "foot"],
                "foot": [part for part in parts if part.kind == "foot"],
            },
        )


def _parts(text: str) -> Iterator[Part]:
    if text.startswith("--\n"):
        for line in text.splitlines()[1:]:
            found = AT_THE_END.fullmatch(line)
            ours = found and found[2].startswith(f"{settings.BASE_URL}/")
            yield Part("foot", found[1], found[2]) if found and ours else Part("foot", line)
    elif ALONE.fullmatch(text) and text.startswith(f"{settings.BASE_URL}/"):
        yield Part("link", text, text)
    else:
        yield Part("text", text)

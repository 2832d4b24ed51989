"""The address at which a calendar answers: signed for one person and one meeting, so that nobody answers for another."""

import base64
import re
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "ithaca.calendars.reply"
TOKEN = re.compile(r"\+([a-z2-7]{26})@", re.IGNORECASE)


def reply_token(meeting_id: UUID, person_id: UUID) -> str:
    """16 bytes in lower-case base32: addresses may lose their capitals on the way."""
    digest = salted_hmac(SALT, f"{meeting_id}:{person_id}", algorithm="sha256").digest()[:16]
    return base64.b32encode(digest).decode().rstrip("=").lower()


def reply_address(meeting_id: UUID, person_id: UUID) -> str:
    """`reply+TOKEN@host`; empty where no mailbox is read."""
    if not settings.REPLIES_URL:
        return ""
    local, _at, host = parseaddr(settings.REPLIES_ADDRESS)[1].rpartition("@")
    return f"{local}+{reply_token(meeting_id, person_id)}@{host}"


def tokens_in(*texts: str) -> set[str]:
    """Everything in these addresses that may be a token."""
    return {token.lower() for text in texts for token in TOKEN.findall(text)}


def signed_for(tokens: set[str], meeting_id: UUID, person_id: UUID) -> bool:
    right = reply_token(meeting_id, person_id)
    return any(constant_time_compare(token, right) for token in tokens)

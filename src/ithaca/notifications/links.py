"""Links in mail that switch a kind of mail off without signing in (RFC 8058): signed, for one person and one kind."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from ithaca.notifications.kinds import Kind

_signer = Signer(salt="ithaca.notifications.off")


def off_token(person_id: UUID, what: str) -> str:
    return _signer.sign(f"{person_id.hex}.{what}")


def off_url(person_id: UUID, what: str) -> str:
    return settings.BASE_URL + reverse("notifications:off", args=[off_token(person_id, what)])


def read_token(token: str) -> tuple[UUID, Kind] | None:
    """Whose, and which kind; None where the link was not made here."""
    try:
        person, what = _signer.unsign(token).split(".", 1)
    except (BadSignature, ValueError):
        return None
    return (UUID(person), Kind(what)) if what in set(Kind) - {Kind.ACCOUNT} else None

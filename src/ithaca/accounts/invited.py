"""An address that a personal link has proven: whoever opened the link got the mail that carries it."""

from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest

KEPT = "invited"


def remember(request: HttpRequest, email: str, name: str = "") -> None:
    """Keeps the address, and the name if it is known, of the personal link that is being opened, for the sign-up that
    leads back to it."""
    request.session[KEPT] = {"path": request.path, "email": email, "name": name}


def proven_address(request: HttpRequest) -> str:
    """The address, as long as the way leads back to that link; a sign-up for anything else has to confirm its own."""
    kept = request.session.get(KEPT) or {}
    here = bool(kept) and get_next_redirect_url(request) == kept["path"]
    return str(kept["email"]) if here else ""


def known_name(request: HttpRequest) -> str:
    """How whoever sent the link calls the person; theirs to change."""
    return str((request.session.get(KEPT) or {}).get("name", "")) if proven_address(request) else ""


def forget(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)

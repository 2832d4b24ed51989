"""The server's half of the split key. It lives in the session and nowhere else, and only while it is used."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase

from ithaca.kernel import clock
from ithaca.vault import rules

KEY = "vault_half"


def keep(session: SessionBase, half: str) -> None:
    """Takes the half that a browser made at unlocking."""
    session[KEY] = {"half": half, "used_at": clock.now().isoformat()}


def take(session: SessionBase) -> str | None:
    """The half, unless half an hour went by without a use; each use counts as one."""
    kept = session.get(KEY)
    if kept is None:
        return None
    if clock.now() - datetime.fromisoformat(kept["used_at"]) > rules.IDLE:
        drop(session)
        return None
    keep(session, kept["half"])
    return str(kept["half"])


def drop(session: SessionBase) -> None:
    """Locks: without this half the other opens nothing."""
    session.pop(KEY, None)

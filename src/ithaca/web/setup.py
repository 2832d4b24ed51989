"""The first start: a one-time token on the console opens the page that makes the first account."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ithaca.accounts import actions as accounts
from ithaca.accounts.models import Person
from ithaca.accounts.queries import nobody_yet
from ithaca.organisations.actions import create_organisation
from ithaca.organisations.models import Organisation


@dataclass(frozen=True)
class FirstPerson:
    name: str
    email: str
    password: str
    language: str
    time_zone: str


def _file() -> Path:
    return Path(settings.DATA_DIR) / "set-up-token"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def setup_link() -> str | None:
    """A fresh link to the set-up page, or None where somebody has an account. Older links stop working."""
    if not nobody_yet():
        _file().unlink(missing_ok=True)
        return None
    token = secrets.token_urlsafe(24)
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().touch(mode=0o600)
    _file().write_text(_digest(token))
    return str(settings.BASE_URL) + reverse("web:set_up", args=[token])


def opens(token: str) -> bool:
    """Whether the token is the one on the console, and still needed."""
    kept = _file().read_text() if _file().exists() else ""
    return secrets.compare_digest(kept, _digest(token)) and nobody_yet()


def set_up_installation(
    first: FirstPerson, *, id: UUID, organisation: str, country: str
) -> tuple[Person, Organisation]:
    """Makes the person who runs the installation, and their organisation; the token is then used up."""
    with transaction.atomic():
        person = accounts.create_person(
            email=first.email,
            name=first.name,
            language=first.language,
            time_zone=first.time_zone,
            password=first.password,
            confirmed=True,
        )
        accounts.make_operator(person)
        person.refresh_from_db()
        made = create_organisation(actor=person, id=id, name=organisation, country=country)
    _file().unlink(missing_ok=True)
    return person, made

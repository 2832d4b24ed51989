"""Passkeys: django-allauth's, as a way to sign in beside the password, never asked for on top of it."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.entrance import confirmed_lately
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal

MOST = 20
NotConfirmed = ReauthenticationRequired


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """A passkey replaces the password; whoever has both signs in with either."""

    def is_mfa_enabled(self, user: Person, types: Any = None) -> bool:
        """Never on top of a password; asked for passkeys alone, it is about confirming who somebody is."""
        return types == [Authenticator.Type.WEBAUTHN] and has_passkey(user)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Ithaca"}

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        return _("Passkey")


@dataclass(frozen=True)
class Passkey:
    """One passkey of a person. `way` is how the vault calls what it opens."""

    id: int
    name: str
    credential_id: bytes
    created_at: datetime
    last_used_at: datetime | None

    @property
    def way(self) -> str:
        digest = hashlib.sha256(self.credential_id).digest()[:16]
        return "passkey:" + urlsafe_b64encode(digest).decode().rstrip("=")


def _shown(row: Authenticator) -> Passkey:
    wrapped = row.wrap()
    data = wrapped.authenticator_data.credential_data
    return Passkey(row.pk, wrapped.name, bytes(data.credential_id), row.created_at, row.last_used_at)


def passkeys_of(person: Person) -> list[Passkey]:
    """The person's passkeys, oldest first."""
    rows = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("pk")
    return [_shown(row) for row in rows]


def has_passkey(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists())


def confirmation_options(person: Person) -> str:
    """What a browser needs to have the person confirm with a passkey who they are, as JSON; empty without any."""
    return json.dumps(auth.begin_authentication(person), default=dict) if has_passkey(person) else ""


def begin_passkey(request: HttpRequest) -> dict[str, Any]:
    """What a browser needs to make a passkey; raises NotConfirmed until the person has proven who they are."""
    if not confirmed_lately(request):
        raise NotConfirmed
    options = flows.begin_registration(request, request.user, passwordless=True)
    return {name: dict(value) if hasattr(value, "items") else value for name, value in options.items()}


@transaction.atomic
def add_passkey(request: HttpRequest, *, name: str, credential: dict[str, Any]) -> Passkey:
    """Keeps the passkey that a browser has made; the person is told by mail."""
    assert isinstance(request.user, Person)
    if len(passkeys_of(request.user)) >= MOST:
        raise Refusal(_("You have twenty passkeys already. Remove one that you no longer use."))
    if "prf" in str(credential.get("clientExtensionResults", "")):
        raise Refusal(_("Your browser sent too much; nothing was kept. Reload the page and try again."))
    try:
        auth.parse_registration_response(credential)
        binding = auth.complete_registration(credential)
    except (ValidationError, ValueError, KeyError):
        raise Refusal(_("The passkey could not be checked. Reload the page and try again.")) from None
    if not binding.is_user_verified():
        raise Refusal(_("This passkey does not ask who you are. Choose one with a PIN, a finger or a face."))
    row, _none = flows.add_authenticator(
        request, name=name.strip()[:60] or _("Passkey"), credential=credential
    )
    return _shown(row)


@transaction.atomic
def rename_passkey(*, person: Person, passkey_id: int, name: str) -> Passkey:
    """Gives a passkey another name; an empty one changes nothing."""
    row = _own(person, passkey_id)
    wrapped = row.wrap()
    wrapped.name = name.strip()[:60] or wrapped.name
    row.save(update_fields=["data"])
    return _shown(row)


@transaction.atomic
def remove_passkey(request: HttpRequest, *, passkey_id: int) -> None:
    """Forgets a passkey; one that is not the person's own is not there."""
    assert isinstance(request.user, Person)
    flows.remove_authenticator(request, _own(request.user, passkey_id))


def _own(person: Person, passkey_id: int) -> Authenticator:
    rows = Authenticator.objects.select_for_update().filter(user=person, type=Authenticator.Type.WEBAUTHN)
    row = rows.filter(pk=passkey_id).first()
    if row is None:
        raise Denied(Permission.USE_OWN_ACCOUNT.value)
    return row

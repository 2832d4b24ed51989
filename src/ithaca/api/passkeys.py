"""The person's passkeys: made, listed and removed; what one opens of the vault goes with it."""

from base64 import urlsafe_b64encode
from collections.abc import Collection
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from ithaca.accounts import passkeys
from ithaca.accounts.passkeys import Passkey
from ithaca.accounts.who import viewer
from ithaca.api.access import own
from ithaca.api.vault_shapes import LedgerIn, Shape, WrapIn, moment
from ithaca.kernel.errors import Refusal
from ithaca.vault import actions, sentences
from ithaca.vault.queries import ways_of

router = Router(tags=["passkeys"])
Name = Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")]


class PasskeyIn(Schema):
    """With the wrap that it opens, where its authenticator has given a secret: kept both, or neither."""

    name: Name = ""
    credential: dict[str, Any]
    wrap: WrapIn | None = None


class NameIn(Schema):
    name: Name


class RemovalIn(Schema):
    """With the ledger that no longer knows of the way, where the passkey opens the vault."""

    ledger: LedgerIn | None = None


def _shape(passkey: Passkey, opening: Collection[str]) -> Shape:
    return {
        "opens": passkey.way in opening,
        "id": passkey.id,
        "name": passkey.name,
        "way": passkey.way,
        "credential": urlsafe_b64encode(passkey.credential_id).decode().rstrip("="),
        "created": moment(passkey.created_at),
        "used": moment(passkey.last_used_at),
    }


def _not_confirmed() -> Status[Shape]:
    return Status(403, {"code": "confirm-identity", "message": sentences.confirm_identity()})


@router.get("")
@own
def passkeys_of(request: HttpRequest) -> list[Shape]:
    person = viewer(request)
    opening = ways_of(person)
    return [_shape(one, opening) for one in passkeys.passkeys_of(person)]


@router.post("/options", response={200: dict, 403: dict})
@own
def begin_passkey(request: HttpRequest) -> Shape | Status[Shape]:
    viewer(request)
    try:
        return passkeys.begin_passkey(request)
    except passkeys.NotConfirmed:
        return _not_confirmed()


@router.post("", response={200: dict, 403: dict})
@own
def add_passkey(request: HttpRequest, body: PasskeyIn) -> Shape | Status[Shape]:
    person = viewer(request)
    try:
        with transaction.atomic():
            made = passkeys.add_passkey(request, name=body.name, credential=body.credential)
            if wrap := body.wrap:
                actions.put_wrap(
                    actor=person,
                    way=made.way,
                    file=wrap.file,
                    ledger=wrap.ledger,
                    generation=wrap.generation,
                )
        return _shape(made, ways_of(person))
    except passkeys.NotConfirmed:
        return _not_confirmed()


@router.post("/{int:passkey_id}/name")
@own
def rename_passkey(request: HttpRequest, passkey_id: int, body: NameIn) -> Shape:
    person = viewer(request)
    renamed = passkeys.rename_passkey(person=person, passkey_id=passkey_id, name=body.name)
    return _shape(renamed, ways_of(person))


@router.post("/{int:passkey_id}/removal", response={204: None, 403: dict})
@own
def remove_passkey(request: HttpRequest, passkey_id: int, body: RemovalIn) -> Status[None] | Status[Shape]:
    person = viewer(request)
    found = next((one for one in passkeys.passkeys_of(person) if one.id == passkey_id), None)
    try:
        with transaction.atomic():
            if found and found.way in ways_of(person):
                if (kept := body.ledger) is None:
                    raise Refusal(sentences.passkey_opens_vault())
                actions.remove_wrap(
                    actor=person, way=found.way, ledger=kept.ledger, generation=kept.generation
                )
            passkeys.remove_passkey(request, passkey_id=passkey_id)
    except passkeys.NotConfirmed:
        return _not_confirmed()
    return Status(204, None)

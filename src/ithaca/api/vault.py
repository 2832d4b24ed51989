"""The vault over HTTP: facts and ciphertext for the members of a room, 404 for everybody else."""

import uuid
from collections.abc import Iterable

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import AwareDatetime

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.entrance import confirmed_lately
from ithaca.accounts.models import Person
from ithaca.accounts.passkeys import passkeys_of
from ithaca.accounts.who import viewer
from ithaca.api import vault_shapes as shapes
from ithaca.api.access import in_room, own
from ithaca.api.vault_shapes import Shape
from ithaca.api.writing import written
from ithaca.certification.handover import share_a_file
from ithaca.kernel.errors import Refusal
from ithaca.programmes.queries import share_programme
from ithaca.seals.queries.documents import share_documents
from ithaca.vault import actions, halves, queries, rules, sentences
from ithaca.vault.sealed import SealedRoomIn

router = Router(tags=["vault"])


def _passkey_ways(person: Person) -> set[str]:
    return {one.way for one in passkeys_of(person)}


def _require_passkeys(person: Person, ways: Iterable[str]) -> None:
    """A passkey that does not sign in is no way to open anything: it would leave its owner with the kit alone."""
    asked = {way for way in ways if rules.is_passkey(way)}
    if asked and not asked <= _passkey_ways(person):
        raise Refusal(sentences.unknown_passkey())


@router.get("/keyring")
@own
def get_keyring(request: HttpRequest) -> Shape:
    person = viewer(request)
    keyring = queries.keyring_of(person)
    if keyring is None:
        raise Denied(Permission.USE_OWN_VAULT.value)
    return shapes.keyring(keyring, list(queries.cards_of([person.id])))


@router.post("/keyring", response={204: None})
@own
def set_up_keyring(request: HttpRequest, body: shapes.KeyringIn) -> Status[None]:
    _require_passkeys(viewer(request), body.wraps)
    actions.set_up_keyring(actor=viewer(request), sealed=body.sealed())
    return Status(204, None)


@router.post("/keyring/renewal", response={204: None, 403: dict})
@own
def renew_keyring(request: HttpRequest, body: shapes.RenewalIn) -> Status[None] | Status[Shape]:
    if not confirmed_lately(request):
        return Status(403, {"code": "confirm-identity", "message": sentences.confirm_identity()})
    _require_passkeys(viewer(request), body.wraps)
    actions.renew_keyring(actor=viewer(request), sealed=body.sealed(), generation=body.generation)
    return Status(204, None)


@router.get("/keyring/former-wraps")
@own
def former_wraps(request: HttpRequest) -> list[Shape]:
    return [shapes.former_wrap(one) for one in queries.former_wraps_of(viewer(request))]


@router.put("/keyring/ledger", response={204: None})
@own
def save_ledger(request: HttpRequest, body: shapes.LedgerIn) -> Status[None]:
    actions.save_ledger(actor=viewer(request), ledger=body.ledger, generation=body.generation)
    return Status(204, None)


@router.put("/keyring/wraps/{way}", response={204: None, 403: dict})
@own
def put_wrap(request: HttpRequest, way: str, body: shapes.WrapIn) -> Status[None] | Status[Shape]:
    _require_passkeys(viewer(request), [way])
    if way in queries.ways_of(viewer(request)) and not confirmed_lately(request):
        return Status(403, {"code": "confirm-identity", "message": sentences.confirm_identity()})
    actions.put_wrap(
        actor=viewer(request), way=way, file=body.file, ledger=body.ledger, generation=body.generation
    )
    return Status(204, None)


@router.delete("/keyring/wraps/{way}", response={204: None, 403: dict})
@own
def remove_wrap(request: HttpRequest, way: str, body: shapes.LedgerIn) -> Status[None] | Status[Shape]:
    person = viewer(request)
    if not confirmed_lately(request):
        return Status(403, {"code": "confirm-identity", "message": sentences.confirm_identity()})
    if way in _passkey_ways(person):
        raise Refusal(sentences.passkey_still_signs_in())
    actions.remove_wrap(actor=person, way=way, ledger=body.ledger, generation=body.generation)
    return Status(204, None)


@router.post("/keyring/wraps/{way}/proof", response={204: None})
@own
def prove_wrap(request: HttpRequest, way: str) -> Status[None]:
    actions.prove_wrap(actor=viewer(request), way=way)
    return Status(204, None)


@router.get("/cards/{uuid:person_id}")
@own
def cards(request: HttpRequest, person_id: uuid.UUID) -> list[Shape]:
    """The key cards of oneself and of those with whom one has something to do."""
    person = viewer(request)
    known = person_id == person.pk or queries.have_met(person, person_id)
    asked = (share_programme, share_a_file, share_documents)
    if not (known or any(share(person, person_id) for share in asked)):
        raise Denied(Permission.USE_OWN_VAULT.value)
    return [shapes.card(card) for card in queries.cards_of([person_id])]


@router.get("/session-half")
@own
def get_half(request: HttpRequest) -> Shape:
    half = halves.take(request.session)
    if half is None:
        raise Denied(Permission.USE_OWN_VAULT.value)
    return {"half": half}


@router.put("/session-half", response={204: None})
@own
def keep_half(request: HttpRequest, body: shapes.HalfIn) -> Status[None]:
    halves.keep(request.session, body.half)
    return Status(204, None)


@router.delete("/session-half", response={204: None})
@own
def drop_half(request: HttpRequest) -> Status[None]:
    halves.drop(request.session)
    return Status(204, None)


@router.get("/rooms")
@own
def rooms(request: HttpRequest) -> list[Shape]:
    return [shapes.summary(room) for room in queries.rooms_of(viewer(request))]


@router.post("/rooms", response={204: None})
@own
def create_own_room(request: HttpRequest, body: SealedRoomIn) -> Status[None]:
    """A room of one's own. Rooms of several people come from the actions of directory and mentorships."""
    actions.create_own_room(actor=viewer(request), sealed=body.sealed(), purpose=body.purpose)
    return Status(204, None)


@router.get("/rooms/{uuid:room_id}", response={200: dict, 204: None})
@in_room
def room(
    request: HttpRequest, room_id: uuid.UUID, known: str = "", since: AwareDatetime | None = None
) -> Shape | Status[None]:
    """The room; nothing where it is as `known` says, and no files of before `since`."""
    version = queries.room_version(viewer(request), room_id)
    if known == version:
        return Status(204, None)
    return {"version": version, **shapes.room(queries.room_state(viewer(request), room_id, since))}


@router.post("/rooms/{uuid:room_id}/epochs")
@in_room
def begin_epoch(request: HttpRequest, room_id: uuid.UUID, body: shapes.EpochIn) -> Shape:
    epoch = actions.begin_epoch(actor=viewer(request), room_id=room_id, sealed=body.sealed())
    return {"number": epoch.number, "recipient": epoch.recipient}


@router.delete("/rooms/{uuid:room_id}/objects/{uuid:object_id}", response={204: None})
@in_room
def destroy(
    request: HttpRequest, room_id: uuid.UUID, object_id: uuid.UUID, body: shapes.DestructionIn
) -> Status[None]:
    if queries.purpose_of(room_id) == rules.SEAL:
        raise Refusal(sentences.begun_with_a_fact())  # what was handed in stays
    signed = body.destruction
    actions.destroy_content(actor=viewer(request), room_id=room_id, object_id=object_id, destruction=signed)
    return Status(204, None)


@router.get("/rooms/{uuid:room_id}/objects/{uuid:object_id}/revisions")
@in_room
def history(request: HttpRequest, room_id: uuid.UUID, object_id: uuid.UUID) -> list[Shape]:
    found = queries.history(viewer(request), room_id, object_id)
    return [shapes.revision_with_file(revision) for revision in found]


@router.post("/rooms/{uuid:room_id}/objects/{uuid:object_id}/revisions", response={200: dict, 409: dict})
@in_room
def write(
    request: HttpRequest, room_id: uuid.UUID, object_id: uuid.UUID, body: shapes.RevisionIn
) -> Shape | Status[Shape]:
    by_itself = body.kind not in rules.FACT_KINDS or body.number > 1
    if not by_itself or queries.purpose_of(room_id) == rules.SEAL:
        raise Refusal(sentences.begun_with_a_fact())
    person, sealed = viewer(request), body.sealed(object_id)
    return written(person, lambda: actions.write_revision(actor=person, room_id=room_id, sealed=sealed))


@router.get("/rooms/{uuid:room_id}/drafts")
@in_room
def drafts(request: HttpRequest, room_id: uuid.UUID) -> list[Shape]:
    found = queries.drafts_of(viewer(request), room_id)
    return [
        {"object": str(d.object_id), "file": shapes.text(d.file), "at": shapes.moment(d.saved_at)}
        for d in found
    ]


@router.put("/rooms/{uuid:room_id}/drafts/{uuid:object_id}", response={204: None})
@in_room
def save_draft(
    request: HttpRequest, room_id: uuid.UUID, object_id: uuid.UUID, body: shapes.DraftIn
) -> Status[None]:
    actions.save_draft(actor=viewer(request), room_id=room_id, object_id=object_id, file=body.file)
    return Status(204, None)


@router.delete("/rooms/{uuid:room_id}/drafts/{uuid:object_id}", response={204: None})
@in_room
def discard_draft(request: HttpRequest, room_id: uuid.UUID, object_id: uuid.UUID) -> Status[None]:
    actions.discard_draft(actor=viewer(request), room_id=room_id, object_id=object_id)
    return Status(204, None)

"""Frozen copies over HTTP: shown by a text's author to one reader, read by that one, taken back."""

import uuid

from django.http import FileResponse, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.api.access import own, permitted
from ithaca.api.pairs import own_pair, pair
from ithaca.api.vault_shapes import Shape, moment, text
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships import queries as pairs
from ithaca.vault import actions, depot, queries
from ithaca.vault.handing_over import Shown
from ithaca.vault.models import FrozenCopy
from ithaca.vault.sealed import Base64url, SealedCopy

router = Router(tags=["copies"])


class CopyIn(Schema):
    id: uuid.UUID
    reader: uuid.UUID
    object: uuid.UUID
    revision: int = Field(ge=1)
    file: Base64url


def copy_shape(copy: FrozenCopy) -> Shape:
    return {
        "id": str(copy.id),
        "owner": {"person": str(copy.owner_id), "name": copy.owner.name},
        "reader": {"person": str(copy.reader_id), "name": copy.reader.name},
        "source": {
            "room": str(copy.content.room_id),
            "object": str(copy.content_id),
            "kind": copy.content.kind,
            "revision": copy.revision,
            "sha256": copy.sha256,
        },
        "released": moment(copy.created_at),
        "opened": moment(copy.opened_at),
        "revoked": moment(copy.revoked_at),
    }


def piece_shape(shown: Shown) -> Shape:
    """How one piece that was handed in stands for one reader."""
    piece = shown.piece
    return {
        "item": str(piece.item),
        "object": str(piece.object),
        "kind": piece.kind,
        "revision": piece.revision,
        "sha256": piece.sha256,
        "standing": shown.standing.value,
        "copy": copy_shape(shown.copy) if shown.copy else None,
    }


@router.get("/readers/{uuid:mentorship_id}")
@pair
def readers(request: HttpRequest, mentorship_id: uuid.UUID) -> list[Shape]:
    """To whom one may show a text of this pair, and who of them has the keys to read it."""
    found = pairs.copy_readers(own_pair(request, mentorship_id))
    ready = queries.with_keyring(found)
    return [{"person": str(one.pk), "name": one.name, "has_keyring": one.pk in ready} for one in found]


@router.post("/of/{uuid:mentorship_id}")
@pair
def release(request: HttpRequest, mentorship_id: uuid.UUID, body: CopyIn) -> Shape:
    row = own_pair(request, mentorship_id)
    sealed = SealedCopy(body.id, body.object, body.revision, body.file)
    copy = mentorships.show_copy(actor=viewer(request), mentorship=row, reader_id=body.reader, sealed=sealed)
    return {"id": str(copy.pk)}


@router.get("/released")
@own
def released(request: HttpRequest) -> list[Shape]:
    """What one has shown to others."""
    return [copy_shape(copy) for copy in queries.copies_released_by(viewer(request))]


@router.get("/received")
@own
def received(request: HttpRequest) -> list[Shape]:
    return [copy_shape(copy) for copy in queries.copies_released_to(viewer(request))]


@router.get("/received/judged")
@own
def judged(request: HttpRequest) -> list[Shape]:
    """Of portfolios, as long as one judges them: read where they are judged, and taken along in an export."""
    return [copy_shape(copy) for copy in queries.copies_judged_by(viewer(request))]


@router.post("/{uuid:copy_id}/opening")
@permitted(Permission.READ_COPY)
def open_copy(request: HttpRequest, copy_id: uuid.UUID) -> Shape:
    return {"file": text(actions.open_copy(actor=viewer(request), copy_id=copy_id).file)}


@router.get("/{uuid:copy_id}/document")
@permitted(Permission.READ_COPY)
def shown_document(request: HttpRequest, copy_id: uuid.UUID) -> FileResponse:
    """The sealed bytes of the file that a copy tells of, whose key stands in the copy."""
    row = queries.shown_document(viewer(request), copy_id)
    return FileResponse(depot.read(row.id), content_type="application/octet-stream")


@router.post("/{uuid:copy_id}/revocation", response={204: None})
@permitted(Permission.REVOKE_COPY)
def revoke(request: HttpRequest, copy_id: uuid.UUID) -> Status[None]:
    actions.revoke_copy(actor=viewer(request), copy_id=copy_id)
    return Status(204, None)

"""Documents of a room as sealed bytes: sent in parts, fetched as a stream."""

import uuid

from django.http import FileResponse, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.who import viewer
from ithaca.api.access import in_room
from ithaca.api.vault_shapes import Shape
from ithaca.vault import actions, depot, queries

router = Router(tags=["attachments"])
ONE = "/{uuid:room_id}/{uuid:attachment_id}"


class CompleteIn(Schema):
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


@router.put(ONE + "/parts/{int:number}")
@in_room
def receive_part(request: HttpRequest, room_id: uuid.UUID, attachment_id: uuid.UUID, number: int) -> Shape:
    parts = actions.receive_part(
        actor=viewer(request), room_id=room_id, attachment_id=attachment_id, number=number, data=request.body
    )
    return {"parts": parts}


@router.post(ONE + "/complete", response={204: None})
@in_room
def complete(
    request: HttpRequest, room_id: uuid.UUID, attachment_id: uuid.UUID, body: CompleteIn
) -> Status[None]:
    actions.complete_attachment(
        actor=viewer(request), room_id=room_id, attachment_id=attachment_id, sha256=body.sha256
    )
    return Status(204, None)


@router.get(ONE)
@in_room
def fetch(request: HttpRequest, room_id: uuid.UUID, attachment_id: uuid.UUID) -> FileResponse:
    row = queries.attachment(viewer(request), room_id, attachment_id)
    if row.completed_at is None:
        raise Denied(Permission.OPEN_ROOM.value)
    return FileResponse(depot.read(row.id), content_type="application/octet-stream")

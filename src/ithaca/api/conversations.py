"""The pair's messages over HTTP: how far somebody has read. The messages themselves are texts of the room."""

import uuid

from django.http import HttpRequest
from ninja import Router, Schema, Status

from ithaca.accounts.who import viewer
from ithaca.api.pairs import own_pair, pair
from ithaca.mentorships import actions

router = Router(tags=["conversations"])


class ReadIn(Schema):
    message: uuid.UUID


@router.post("/{uuid:mentorship_id}/reading", response={204: None})
@pair
def mark_read(request: HttpRequest, mentorship_id: uuid.UUID, body: ReadIn) -> Status[None]:
    row = own_pair(request, mentorship_id)
    actions.mark_read(actor=viewer(request), mentorship=row, message_id=body.message)
    return Status(204, None)

"""Feedback on meetings over HTTP: asked as a fact, given as a sealed text of the room."""

import uuid

from django.http import HttpRequest
from ninja import Router, Schema, Status

from ithaca.accounts.who import viewer
from ithaca.api.pairs import first_revision, own_pair, pair
from ithaca.mentorships import actions
from ithaca.vault.sealed import SealedObjectIn

router = Router(tags=["feedback"])
ONE = "/{uuid:mentorship_id}/{uuid:meeting_id}"


class FeedbackIn(Schema):
    object: SealedObjectIn


@router.post(ONE + "/request", response={204: None})
@pair
def ask(request: HttpRequest, mentorship_id: uuid.UUID, meeting_id: uuid.UUID) -> Status[None]:
    row = own_pair(request, mentorship_id)
    actions.ask_feedback(actor=viewer(request), mentorship=row, meeting_id=meeting_id)
    return Status(204, None)


@router.post(ONE, response={204: None})
@pair
def give(
    request: HttpRequest, mentorship_id: uuid.UUID, meeting_id: uuid.UUID, body: FeedbackIn
) -> Status[None]:
    row = own_pair(request, mentorship_id)
    sealed = first_revision(body.object, row)
    actions.give_feedback(actor=viewer(request), mentorship=row, meeting_id=meeting_id, sealed=sealed)
    return Status(204, None)

"""Private topics over HTTP: marked by either, opened, closed and destroyed by the mentee."""

import uuid

from django.http import HttpRequest
from ninja import Router, Schema

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.api.access import permitted
from ithaca.api.pairs import own_pair, pair
from ithaca.api.vault_shapes import Shape, moment
from ithaca.mentorships import actions
from ithaca.mentorships.models import PrivateTopic
from ithaca.vault.sealed import SealedRoomIn

router = Router(tags=["topics"])
decide = permitted(Permission.DECIDE_ON_PRIVATE_TOPIC)
ONE = "/{uuid:mentorship_id}/{uuid:topic_id}"


class TopicIn(Schema):
    id: uuid.UUID
    room: SealedRoomIn


def shape(topic: PrivateTopic) -> Shape:
    return {
        "id": str(topic.pk),
        "room": str(topic.room_id),
        "state": topic.state,
        "marked_by": str(topic.marked_by_id),
        "marked": moment(topic.created_at),
        "consented": moment(topic.consented_at),
        "withdrawn": moment(topic.withdrawn_at),
        "destroyed": moment(topic.destroyed_at),
    }


@router.post("/{uuid:mentorship_id}")
@pair
def mark(request: HttpRequest, mentorship_id: uuid.UUID, body: TopicIn) -> Shape:
    row = own_pair(request, mentorship_id)
    sealed = body.room.sealed()
    return shape(actions.mark_topic(actor=viewer(request), id=body.id, mentorship=row, sealed=sealed))


@router.post(ONE + "/consent")
@decide
def consent(request: HttpRequest, mentorship_id: uuid.UUID, topic_id: uuid.UUID) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.consent_to_topic(actor=viewer(request), topic_id=topic_id, mentorship=row)
    return {"done": True}


@router.post(ONE + "/withdrawal")
@decide
def withdraw(request: HttpRequest, mentorship_id: uuid.UUID, topic_id: uuid.UUID) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.withdraw_topic(actor=viewer(request), topic_id=topic_id, mentorship=row)
    return {"done": True}


@router.post(ONE + "/destruction")
@decide
def destroy(request: HttpRequest, mentorship_id: uuid.UUID, topic_id: uuid.UUID) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.destroy_topic(actor=viewer(request), topic_id=topic_id, mentorship=row)
    return {"done": True}


@router.post(ONE + "/taking-back")
@pair
def take_back(request: HttpRequest, mentorship_id: uuid.UUID, topic_id: uuid.UUID) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.take_topic_back(actor=viewer(request), topic_id=topic_id, mentorship=row)
    return {"done": True}

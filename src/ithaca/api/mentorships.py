"""Mentorships over HTTP, for the room: facts of the pair, and what is written together with a fact."""

import uuid
from collections import defaultdict
from datetime import date

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema, Status

from ithaca import catalogue
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.agreements import queries as agreements
from ithaca.agreements.actions import Signed
from ithaca.api import plans, topics
from ithaca.api.pairs import first_revision, own_pair, pair
from ithaca.api.vault_shapes import RevisionIn, Shape, moment
from ithaca.api.writing import written
from ithaca.directory.queries import request_of_mentorship
from ithaca.mentorships import actions, policies, queries
from ithaca.mentorships.models import Feedback, Mentorship
from ithaca.mentorships.states import RUNNING
from ithaca.programmes.texts import localised
from ithaca.vault.queries import left_at
from ithaca.vault.sealed import SealedObjectIn, SealedRoomIn

router = Router(tags=["mentorships"])


class RoomIn(Schema):
    room: SealedRoomIn


class AgreementIn(Schema):
    id: uuid.UUID
    object: SealedObjectIn


class SignatureIn(Schema):
    revision: int
    revision_sha256: str
    jws: str


class GoalIn(Schema):
    id: uuid.UUID
    due_on: date | None = None
    object: SealedObjectIn


class GoalChangeIn(Schema):
    """By when, and the goal's next version, which says why."""

    due_on: date | None = None
    revision: RevisionIn


class GoalMoveIn(Schema):
    """Why, sealed, where somebody says it."""

    object: SealedObjectIn | None = None


@router.get("/{uuid:mentorship_id}")
@pair
def get_mentorship(request: HttpRequest, mentorship_id: uuid.UUID) -> Shape:
    row = own_pair(request, mentorship_id)
    person = viewer(request)
    other = queries.counterpart(row, person)
    asked = request_of_mentorship(row)
    return {
        "id": str(row.pk),
        "state": row.state,
        "role": policies.role_of(person, row),
        "counterpart": {"person": str(other.pk), "name": other.name},
        "room": str(row.room_id) if row.room_id else None,
        "left": moment(left_at(person, row.room_id)) if row.room_id else None,
        "programme": {
            "slug": row.programme.slug,
            "name": localised(row.programme.name, person.language),
        },
        "cv_asked": row.programme.cv_asked,
        "agreement": _agreement(row),
        "agreement_template": _template(row),
        "meetings": _meetings(row),
        "goals": _goals(row),
        **plans.shapes(row),
        **_conversations(row, person),
        "request": {"object": str(asked.content_id)} if asked else None,
        "former": _former(row, person),
    }


def _conversations(row: Mentorship, person: Person) -> Shape:
    """Private topics, and how far somebody has read the messages there and in the shared room."""
    private = queries.topics(row)
    rooms = {one.room_id for one in private} | ({row.room_id} if row.room_id else set())
    read, new = queries.read_until(person, rooms), queries.unread_by_room(person, rooms)
    return {
        "topics": [
            {
                **topics.shape(one),
                "read_until": moment(read.get(one.room_id)),
                "unread": new.get(one.room_id, 0),
            }
            for one in private
        ],
        "read_until": moment(read.get(row.room_id)) if row.room_id else None,
    }


def _former(row: Mentorship, person: Person) -> list[Shape]:
    """Where the mentee of a running mentorship may take texts of their own along from."""
    if policies.role_of(person, row) != "mentee" or row.state not in RUNNING:
        return []
    return [
        {
            "room": str(one.room_id),
            "counterpart": {"person": str(one.mentor.person_id), "name": one.mentor.person.name},
        }
        for one in queries.former_of(person)
    ]


def _meetings(row: Mentorship) -> list[Shape]:
    said = defaultdict(list)
    for one in queries.feedback(row):
        said[one.meeting_id].append(_feedback(one))
    return [
        {
            "id": str(m.pk),
            "state": m.state,
            "contact_type": m.contact_type,
            "starts_at": m.starts_at.isoformat(),
            "minutes": m.minutes,
            "feedback": said[m.pk],
        }
        for m in queries.meetings(row)
    ]


def _feedback(one: Feedback) -> Shape:
    return {
        "giver": str(one.giver_id),
        "asked": moment(one.asked_at),
        "given": moment(one.given_at) if one.stands else None,
        "object": str(one.content_id) if one.stands else None,
    }


def _goals(row: Mentorship) -> list[Shape]:
    return [
        {
            "id": str(g.pk),
            "object": str(g.content_id),
            "state": g.state,
            "due_on": g.due_on.isoformat() if g.due_on else None,
        }
        for g in queries.goals(row)
    ]


def _agreement(row: Mentorship) -> Shape | None:
    agreement = row.agreement
    if agreement is None:
        return None
    return {
        "id": str(agreement.pk),
        "object": str(agreement.content_id),
        "effective_at": agreement.effective_at.isoformat() if agreement.effective_at else None,
        "effective_revision": agreement.effective_revision,
        "signatures": [
            {
                "person": str(s.person_id),
                "revision": s.revision,
                "revision_sha256": s.revision_sha256,
                "signed_at": s.created_at.isoformat(),
                "jws": s.jws,
            }
            for s in agreements.signatures(agreement)
        ],
    }


def _template(row: Mentorship) -> list[Shape]:
    document = catalogue.agreement(str(catalogue.programme(row.programme.template).agreement))
    parts = document.text(get_language() or "fr").parts
    return [
        {"slug": slug, "title": part.title, "question": part.question, "hint": part.hint}
        for slug, part in parts.items()
    ]


@router.post("/{uuid:mentorship_id}/room")
@pair
def post_room(request: HttpRequest, mentorship_id: uuid.UUID, body: RoomIn) -> Shape:
    row = own_pair(request, mentorship_id)
    room = actions.attach_room(actor=viewer(request), mentorship=row, sealed=body.room.sealed())
    return {"room": str(room.pk)}


@router.post("/{uuid:mentorship_id}/room/leaving")
@pair
def post_leaving(request: HttpRequest, mentorship_id: uuid.UUID) -> Shape:
    actions.leave_room(actor=viewer(request), mentorship=own_pair(request, mentorship_id))
    return {"left": True}


@router.post("/{uuid:mentorship_id}/agreement")
@pair
def post_agreement(request: HttpRequest, mentorship_id: uuid.UUID, body: AgreementIn) -> Shape:
    row = own_pair(request, mentorship_id)
    sealed = first_revision(body.object, row)
    made = actions.write_agreement(actor=viewer(request), id=body.id, mentorship=row, sealed=sealed)
    return {"id": str(made.pk)}


@router.post("/{uuid:mentorship_id}/agreement/sign")
@pair
def post_signature(request: HttpRequest, mentorship_id: uuid.UUID, body: SignatureIn) -> Shape:
    row = own_pair(request, mentorship_id)
    signed = Signed(body.revision, body.revision_sha256, body.jws)
    actions.sign_agreement(actor=viewer(request), mentorship=row, signed=signed)
    return {"signed": True}


@router.post("/{uuid:mentorship_id}/goals")
@pair
def post_goal(request: HttpRequest, mentorship_id: uuid.UUID, body: GoalIn) -> Shape:
    row = own_pair(request, mentorship_id)
    sealed = first_revision(body.object, row)
    goal = actions.set_goal(
        actor=viewer(request), id=body.id, mentorship=row, sealed=sealed, due_on=body.due_on
    )
    return {"id": str(goal.pk)}


@router.post(
    "/{uuid:mentorship_id}/goals/{uuid:goal_id}/change/{uuid:object_id}", response={200: dict, 409: dict}
)
@pair
def post_goal_change(
    request: HttpRequest,
    mentorship_id: uuid.UUID,
    goal_id: uuid.UUID,
    object_id: uuid.UUID,
    body: GoalChangeIn,
) -> Shape | Status[Shape]:
    row, person = own_pair(request, mentorship_id), viewer(request)
    sealed = body.revision.sealed(object_id)
    return written(
        person,
        lambda: actions.change_goal(
            actor=person, mentorship=row, goal_id=goal_id, due_on=body.due_on, sealed=sealed
        ),
    )


@router.post("/{uuid:mentorship_id}/goals/{uuid:goal_id}/{verb}")
@pair
def post_goal_verb(
    request: HttpRequest, mentorship_id: uuid.UUID, goal_id: uuid.UUID, verb: str, body: GoalMoveIn
) -> Shape:
    row = own_pair(request, mentorship_id)
    sealed = first_revision(body.object, row) if body.object else None
    actions.move_goal(actor=viewer(request), mentorship=row, goal_id=goal_id, verb=verb, sealed=sealed)
    return {"moved": True}

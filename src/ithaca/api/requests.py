"""Requests over HTTP, for the room: facts and sealed rooms."""

import uuid

from django.http import HttpRequest
from ninja import Router, Schema

from ithaca.access.permissions import Permission
from ithaca.access.rules import require
from ithaca.accounts.who import viewer
from ithaca.api.access import permitted
from ithaca.api.vault_shapes import Shape
from ithaca.directory import actions, policies, queries, rules, sentences
from ithaca.directory.entries import takes_mentees
from ithaca.directory.models import Profile, Request
from ithaca.directory.states import RequestState
from ithaca.kernel.errors import Refusal
from ithaca.programmes.models import Programme
from ithaca.programmes.texts import localised
from ithaca.vault.sealed import SealedRoomIn

router = Router(tags=["requests"])


class RequestIn(Schema):
    id: uuid.UUID
    mentor: uuid.UUID
    room: SealedRoomIn


class AnswerIn(Schema):
    accept: bool


def _programme(programme: Programme, language: str) -> Shape:
    return {"slug": programme.slug, "name": localised(programme.name, language)}


@router.get("/new")
@permitted(Permission.SEND_REQUEST)
def get_new(request: HttpRequest, mentor: uuid.UUID) -> Shape:
    """Whom a request would go to; refused where it is not possible."""
    person = viewer(request)
    scoped = policies.mentor_by_id(person, mentor)
    found = scoped.subject
    require(scoped.roles, Permission.SEND_REQUEST)
    mentee = policies.require_mentee(person, found.programme)
    reason = rules.obstacle(queries.standing(mentee, found))
    if reason is not None:
        raise Refusal(sentences.obstacle(reason))
    profile = queries.profile_of(found)
    return {
        "mentor": {
            "participation": str(found.pk),
            "person": str(found.person_id),
            "name": found.person.name,
            "headline": profile.headline if profile else "",
            "available": takes_mentees(found),
            "reply_days": found.programme.reply_days,
        },
        "mentee": {"participation": str(mentee.pk), "person": str(person.pk), "name": person.name},
        "programme": _programme(found.programme, person.language),
    }


@router.post("")
@permitted(Permission.SEND_REQUEST)
def post_request(request: HttpRequest, body: RequestIn) -> Shape:
    person = viewer(request)
    mentor = policies.mentor_by_id(person, body.mentor).subject
    row = actions.send_request(actor=person, id=body.id, mentor=mentor, sealed=body.room.sealed())
    return {"id": str(row.pk)}


@router.get("/{uuid:request_id}")
@permitted(Permission.SEE_REQUEST)
def get_request(request: HttpRequest, request_id: uuid.UUID) -> Shape:
    person = viewer(request)
    row = policies.request_by_id(person, request_id).subject
    policies.require(person, row, Permission.SEE_REQUEST)
    as_mentor = person.pk == row.mentor.person_id
    other = row.mentee.person if as_mentor else row.mentor.person
    over = row.state in (RequestState.DECLINED, RequestState.LAPSED, RequestState.WITHDRAWN)
    offered = [] if as_mentor or not over else queries.suggestions(row)
    return {
        "id": str(row.pk),
        "state": row.state,
        "role": "mentor" if as_mentor else "mentee",
        "counterpart": {"person": str(other.pk), "name": other.name},
        "room": str(row.room_id),
        "object": str(row.content_id),
        "sent_at": row.created_at.isoformat(),
        "reply_by": row.reply_by.isoformat(),
        "programme": _programme(row.programme, person.language),
        "mentorship": str(row.mentorship_id) if row.mentorship_id else None,
        "suggestions": [_suggestion(profile) for profile in offered],
    }


def _suggestion(profile: Profile) -> Shape:
    person = profile.participation.person
    return {
        "participation": str(profile.participation_id),
        "person": str(person.pk),
        "name": person.name,
        "headline": profile.headline,
    }


@router.post("/{uuid:request_id}/answer")
@permitted(Permission.ANSWER_REQUEST)
def post_answer(request: HttpRequest, request_id: uuid.UUID, body: AnswerIn) -> Shape:
    person = viewer(request)
    row: Request = policies.request_by_id(person, request_id).subject
    if not body.accept:
        actions.decline_request(actor=person, request=row)
        return {"mentorship": None}
    return {"mentorship": str(actions.accept_request(actor=person, request=row).pk)}

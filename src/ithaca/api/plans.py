"""Action plans, reviews of goals, introductions and summaries read, over HTTP: the facts; the words come sealed."""

import uuid
from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.api.access import permitted
from ithaca.api.pairs import first_revision, own_pair, pair
from ithaca.api.vault_shapes import Shape, moment
from ithaca.mentorships import actions, queries
from ithaca.mentorships.models import Action, GoalReview, Introduction, Mentorship, SummaryReading
from ithaca.vault.sealed import SealedObjectIn

router = Router(tags=["plans"])
offer = permitted(Permission.OFFER_INTRODUCTION)
answer = permitted(Permission.ANSWER_INTRODUCTION)
ONE = "/{uuid:mentorship_id}"


class TaskIn(Schema):
    owner: str
    due_on: date | None = None
    goal: uuid.UUID | None = None
    meeting: uuid.UUID | None = None

    def task(self) -> actions.Task:
        return actions.Task(self.owner, self.due_on, self.goal, self.meeting)


class ActionIn(TaskIn):
    id: uuid.UUID
    object: SealedObjectIn


class ReviewIn(Schema):
    object: SealedObjectIn
    moves: dict[uuid.UUID, Literal["reach", "drop"]] = {}


class IntroductionIn(Schema):
    id: uuid.UUID
    object: SealedObjectIn


def shapes(row: Mentorship) -> Shape:
    """All of it, for the facts of a pair."""
    return {
        "actions": [_action(one) for one in queries.actions(row)],
        "reviews": [_review(one) for one in queries.reviews(row)],
        "introductions": [_introduction(one) for one in queries.introductions(row)],
        "readings": [_reading(one) for one in queries.readings(row)],
    }


def _action(one: Action) -> Shape:
    return {
        "id": str(one.pk),
        "object": str(one.content_id),
        "state": one.state,
        "owner": one.owner,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "goal": str(one.goal_id) if one.goal_id else None,
        "meeting": str(one.meeting_id) if one.meeting_id else None,
        "done": moment(one.done_at),
    }


def _review(one: GoalReview) -> Shape:
    return {
        "id": str(one.pk),
        "object": str(one.content_id) if one.content_id else None,
        "due_on": one.due_on.isoformat(),
        "held": moment(one.held_at),
    }


def _introduction(one: Introduction) -> Shape:
    return {
        "id": str(one.pk),
        "object": str(one.content_id),
        "state": one.state,
        "offered": moment(one.created_at),
        "answered": moment(one.answered_at),
        "made": moment(one.made_at),
        "thanked": moment(one.thanked_at),
    }


def _reading(one: SummaryReading) -> Shape:
    return {
        "meeting": str(one.meeting_id),
        "person": str(one.person_id),
        "revision": one.revision,
        "at": moment(one.read_at),
    }


@router.post(f"{ONE}/actions")
@pair
def post_action(request: HttpRequest, mentorship_id: uuid.UUID, body: ActionIn) -> Shape:
    row = own_pair(request, mentorship_id)
    sealed = first_revision(body.object, row)
    made = actions.add_action(
        actor=viewer(request), id=body.id, mentorship=row, sealed=sealed, task=body.task()
    )
    return {"id": str(made.pk)}


@router.post(ONE + "/actions/{uuid:action_id}")
@pair
def post_action_facts(
    request: HttpRequest, mentorship_id: uuid.UUID, action_id: uuid.UUID, body: TaskIn
) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.change_action(actor=viewer(request), mentorship=row, action_id=action_id, task=body.task())
    return {"changed": True}


@router.post(ONE + "/actions/{uuid:action_id}/{verb}")
@pair
def post_action_verb(
    request: HttpRequest, mentorship_id: uuid.UUID, action_id: uuid.UUID, verb: str
) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.move_action(actor=viewer(request), mentorship=row, action_id=action_id, verb=verb)
    return {"moved": True}


@router.post(f"{ONE}/reviews")
@pair
def post_review(request: HttpRequest, mentorship_id: uuid.UUID, body: ReviewIn) -> Shape:
    row = own_pair(request, mentorship_id)
    sealed = first_revision(body.object, row)
    held = actions.hold_review(actor=viewer(request), mentorship=row, sealed=sealed, moves=body.moves)
    return {"id": str(held.pk)}


@router.post(f"{ONE}/introductions")
@offer
def post_introduction(request: HttpRequest, mentorship_id: uuid.UUID, body: IntroductionIn) -> Shape:
    row = own_pair(request, mentorship_id)
    sealed = first_revision(body.object, row)
    made = actions.offer_introduction(actor=viewer(request), id=body.id, mentorship=row, sealed=sealed)
    return {"id": str(made.pk)}


@router.post(ONE + "/introductions/{uuid:introduction_id}/offer/{verb}")
@offer
def post_offer_verb(
    request: HttpRequest, mentorship_id: uuid.UUID, introduction_id: uuid.UUID, verb: str
) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.carry_introduction(
        actor=viewer(request), mentorship=row, introduction_id=introduction_id, verb=verb
    )
    return {"moved": True}


@router.post(ONE + "/introductions/{uuid:introduction_id}/answer/{verb}")
@answer
def post_answer_verb(
    request: HttpRequest, mentorship_id: uuid.UUID, introduction_id: uuid.UUID, verb: str
) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.answer_introduction(
        actor=viewer(request), mentorship=row, introduction_id=introduction_id, verb=verb
    )
    return {"moved": True}


@router.post(ONE + "/summaries/{uuid:meeting_id}/reading")
@pair
def post_reading(request: HttpRequest, mentorship_id: uuid.UUID, meeting_id: uuid.UUID) -> Shape:
    row = own_pair(request, mentorship_id)
    actions.confirm_summary(actor=viewer(request), mentorship=row, meeting_id=meeting_id)
    return {"read": True}

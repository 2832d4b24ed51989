"""What the demo's pairs plan besides their meetings: actions, progress, reviews, introductions."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.cli.demo.texts import ACTIONS, INTRODUCTIONS, PROGRESS, REVIEW
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, queries
from ithaca.mentorships.actions import Task
from ithaca.vault.client import Place
from ithaca.vault.sealed import SealedRevision

if TYPE_CHECKING:
    from ithaca.cli.demo.stories import Telling


def _sealed(
    telling: "Telling", author: uuid.UUID, kind: str, content: dict[str, str], about: uuid.UUID | None = None
) -> SealedRevision:
    place = Place(str(new_id()), kind, about=str(about) if about else None)
    keyring = telling.world.keyrings[author]
    return telling.room.sealed_revision(keyring, place, content, at=clock.now().isoformat())


def after_meeting(telling: "Telling", number: int, meeting_id: uuid.UUID) -> None:
    """One action a meeting; those of before are done by now."""
    row = telling.row
    for action in queries.actions(row):
        if action.state == "open" and number % 2:
            actions.move_action(actor=telling.mentee, mentorship=row, action_id=action.pk, verb="finish")
    goals = queries.goals(row)
    text = ACTIONS[(telling.seed + number) % len(ACTIONS)]
    task = Task(
        owner=("mentee", "both", "mentor")[number % 3],
        due_on=(clock.now() + timedelta(days=10 + 5 * number)).date(),
        goal_id=goals[number % len(goals)].pk if goals else None,
        meeting_id=meeting_id,
    )
    sealed = _sealed(telling, telling.mentee.pk, "action", {"text": text})
    actions.add_action(actor=telling.mentee, id=new_id(), mentorship=row, sealed=sealed, task=task)
    if number and goals and goals[0].state == "set":
        note = _sealed(telling, telling.mentee.pk, "progress", PROGRESS, about=goals[0].pk)
        actions.move_goal(
            actor=telling.mentee, mentorship=row, goal_id=goals[0].pk, verb="start", sealed=note
        )
    if number == 2:
        _introduce(telling)


def _introduce(telling: "Telling") -> None:
    """The mentor opens a door; how far that went differs from pair to pair."""
    row, mentor, mentee = telling.row, telling.mentor, telling.mentee
    content = INTRODUCTIONS[telling.seed % len(INTRODUCTIONS)]
    sealed = _sealed(telling, mentor.pk, "introduction", content)
    one = actions.offer_introduction(actor=mentor, id=new_id(), mentorship=row, sealed=sealed)
    steps = (("accept", mentee), ("make", mentor), ("thank", mentee))[: telling.seed % 4]
    for verb, actor in steps:
        move = actions.carry_introduction if actor is mentor else actions.answer_introduction
        move(actor=actor, mentorship=row, introduction_id=one.pk, verb=verb)


def review(telling: "Telling") -> None:
    """Goals looked at together, once, half-way."""
    content = {"text": REVIEW} | {f"choice-{goal.pk}": "keep" for goal in queries.goals(telling.row)}
    sealed = _sealed(telling, telling.mentee.pk, "review", content)
    actions.hold_review(actor=telling.mentee, mentorship=telling.row, sealed=sealed, moves={})

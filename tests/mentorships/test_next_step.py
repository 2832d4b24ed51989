"""What now: each rule by itself, and their order."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from ithaca.accounts.models import Person
from ithaca.agreements.models import Agreement
from ithaca.mentorships.models import Meeting, Mentorship, Proposal
from ithaca.mentorships.next_step import (
    RULES,
    Situation,
    anytime,
    conclusion,
    development,
    launch,
    meetings,
    next_step,
)
from ithaca.programmes.models import Participation, Programme

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ME, OTHER = Person(id=uuid.uuid4(), name="Inès"), Person(id=uuid.uuid4(), name="Marc")


def situation(
    *, state: str = "development", role: str = "mentee", row: dict[str, Any] | None = None, **more: Any
) -> Situation:
    people = {role: ME, ("mentor" if role == "mentee" else "mentee"): OTHER}
    programme = Programme(cv_asked=True, most_contacts=12)
    places = {who: Participation(programme=programme, person=one, role=who) for who, one in people.items()}
    pair = Mentorship(programme=programme, state=state, **places, **(row or {}))
    return Situation(row=pair, role=role, me=ME.pk, name="Marc", now=NOW, **more)


def meeting(days: float, **more: Any) -> Meeting:
    return Meeting(starts_at=NOW + timedelta(days=days), minutes=60, **more)


def by(person: Person) -> Proposal:
    return Proposal(kind="close", proposed_by=person)


MET = {"contacts": 1}
COMING = meeting(9)
WILLING = {**MET, "willingness_confirmed_at": NOW}
AIMED = {"contacts": 2, "goals_set": 1}
CASES = [
    (anytime.proposed_to_me, {"state": "proposed"}),
    (anytime.proposed_and_agreed, {"state": "proposed", "row": {"mentee_agreed_at": NOW}}),
    (anytime.resting, {"state": "paused", "planned": [meeting(-1)], "proposal": by(OTHER)}),
    (anytime.decision_to_answer, {"proposal": by(OTHER), "planned": [meeting(-1)]}),
    (anytime.meeting_to_record, {"planned": [meeting(-1), meeting(3)], "proposal": by(ME)}),
    (anytime.own_proposal_waits, {"proposal": by(ME), "planned": [meeting(1)]}),
    (meetings.contact_to_confirm, {"unsettled": [meeting(-1, state="to confirm", recorded_by=OTHER)]}),
    (meetings.absence_to_settle, {"unsettled": [meeting(-9, state="disputed", recorded_by=ME)], "planned": [meeting(-1)]}),
    (meetings.date_to_choose, {"unsettled": [meeting(2, offered_by=OTHER)], "planned": [meeting(9)]}),
    (anytime.newer_agreement_to_sign, {"row": AIMED, "planned": [meeting(2)], "signed_newest": frozenset({OTHER.pk})}),
    (anytime.newer_agreement_to_sign, {"state": "launch", "planned": [meeting(2)], "signed_newest": frozenset({OTHER.pk})}),
    (meetings.declined_in_calendar, {"planned": [COMING], "declined": frozenset({COMING.pk})}),
    (meetings.own_dates_wait, {"state": "launch", "unsettled": [meeting(2, offered_by=ME)]}),
    (meetings.own_dates_wait, {"row": {"contacts": 2}, "unsettled": [meeting(2, offered_by=ME)]}),
    (meetings.all_meetings_held, {"row": {"contacts": 12, "official_end_at": NOW, "goes_on_since": NOW}}),
    (launch.mentee_plans_first, {"state": "launch"}),
    (launch.send_cv, {"state": "launch", "planned": [meeting(2)]}),
    (launch.send_cv, {"state": "launch", "role": "mentor"}),
    (launch.mentor_plans_first, {"state": "launch", "role": "mentor", "cv_sent": frozenset({ME.pk})}),
    (launch.prepare_first_meeting, {"state": "launch", "planned": [meeting(2)], "cv_sent": frozenset({ME.pk})}),
    (launch.willingness, {"state": "launch", "row": MET}),
    (launch.sign_agreement, {"state": "launch", "row": WILLING}),
    (launch.other_signs, {"state": "launch", "row": {**WILLING, "agreement": Agreement()}, "signed_newest": frozenset({ME.pk})}),
    (conclusion.close_well, {"state": "separation", "row": {"official_end_at": NOW}}),
    (conclusion.official_end, {"row": {**AIMED, "official_end_at": NOW}, "planned": [meeting(1)]}),
    (development.plan_next, {"row": {"contacts": 2}}),
    (development.review_goals, {"row": AIMED, "planned": [meeting(2)], "review_due": True}),
    (development.meeting_soon, {"row": {"contacts": 2}, "planned": [meeting(2)], "open_duties": 3}),
    (development.first_goal, {"row": {"contacts": 2}, "planned": [meeting(9)], "open_duties": 3}),
    (development.checklist, {"row": AIMED, "planned": [meeting(9)], "open_duties": 3}),
    (development.prepare_next, {"row": AIMED, "planned": [meeting(9)]}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts"), CASES, ids=[rule.__name__ for rule, _facts in CASES])
def test_the_rule_that_fits_is_the_first_to_answer(rule: Any, facts: dict[str, Any]) -> None:
    at = situation(**facts)
    assert next(one for one in RULES if one(at) is not None) is rule
    assert next_step(at) == rule(at)


@pytest.mark.parametrize(("proposer", "words"), [(OTHER, "find a moment"), (ME, "Find a moment")])
def test_an_early_end_is_talked_about_before_anybody_waits_for_a_click(proposer: Person, words: str) -> None:
    asked = Proposal(kind="end early", proposed_by=proposer)
    with translation.override("en"):
        assert words in next_step(situation(proposal=asked)).text
        asked.proposer_talked_at = NOW
        assert words not in next_step(situation(proposal=asked)).text


def test_every_rule_has_its_case() -> None:
    assert {rule for rule, _facts in CASES} == set(RULES)


def test_the_mentee_is_waited_for_and_the_mentor_is_not() -> None:
    assert next_step(situation(state="launch")).waits
    assert not next_step(situation(state="launch", role="mentor", cv_sent=frozenset({ME.pk}))).waits


def test_where_no_cv_is_asked_for_nobody_is_asked() -> None:
    at = situation(state="launch", planned=[meeting(2)])
    at.row.programme.cv_asked = False
    assert launch.send_cv(at) is None


def test_there_is_always_a_step() -> None:
    for state in ("launch", "development", "separation", "paused"):
        for role in ("mentor", "mentee"):
            assert next_step(situation(state=state, role=role)).title

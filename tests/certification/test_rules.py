"""Who judges whom, what a level asks for: rules that hold whatever the file."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from ithaca.catalogue import shelves
from ithaca.certification import rules
from ithaca.certification.rules import Compared, Conflict, Mark, Ties
from ithaca.certification.states import DECIDED, FILE, FileState

FRAMEWORK = shelves.framework("business-mentor")
PEOPLE = [UUID(int=n) for n in range(1, 7)]
GROUPS = st.frozensets(st.sampled_from(PEOPLE))
TIES = st.builds(
    Ties,
    candidate=st.sampled_from(PEOPLE),
    mentorships=GROUPS,
    dependent=GROUPS,
    trainers=GROUPS,
    declared=GROUPS,
    assessed=GROUPS,
    decided=GROUPS,
)
ALL = list(FRAMEWORK.abilities)
JUNIOR, MASTER = FRAMEWORK.level("junior"), FRAMEWORK.level("master")


@given(TIES, st.sampled_from(PEOPLE))
def test_nobody_bound_to_the_candidate_judges(ties: Ties, person: UUID) -> None:
    bound = {ties.candidate} | ties.mentorships | ties.dependent | ties.trainers | ties.declared
    worked = ties.assessed | ties.decided
    for against in (rules.against_assessing, rules.against_deciding):
        assert bool(against(person, ties)) == (person in bound | worked)


@given(TIES, st.sampled_from(PEOPLE), GROUPS)
def test_more_ties_never_let_anybody_in(ties: Ties, person: UUID, more: frozenset[UUID]) -> None:
    before = set(rules.against_assessing(person, ties))
    for name in ("mentorships", "dependent", "trainers", "declared", "assessed", "decided"):
        wider = replace(ties, **{name: getattr(ties, name) | more})
        assert before <= set(rules.against_assessing(person, wider))


def test_a_declared_conflict_is_told_like_any_dependence() -> None:
    person = uuid4()
    assert Ties(uuid4(), dependent=frozenset({person})).bound(person) == [Conflict.DEPENDENT]


def manifest(**changes: Any) -> dict[str, Any]:
    """Everything proven by documents of three pairs."""
    items = [
        {
            "id": str(UUID(int=100 + n)),
            "kind": kind,
            "made_on": "2026-03-01",
            "abilities": ALL,
            "file": file,
            "validated": [],
        }
        for n, (kind, file) in enumerate(
            (kind, file) for kind in (each.slug for each in FRAMEWORK.kinds) for file in "ABC"
        )
    ]
    return {
        "frozen_at": "2026-06-01T10:00:00+00:00",
        "items": items,
        "facts": {},
        "coverage": {},
        **changes,
    }


def marks(mark: str = Mark.MET, *slugs: str) -> dict[str, str]:
    return dict.fromkeys(slugs or ALL, mark)


def shown(*validated: tuple[UUID, str], **changes: Any) -> dict[str, rules.Shown]:
    return rules.shown_in(manifest(**changes), FRAMEWORK, validated)


SHOWN = shown()


def test_a_full_portfolio_lacks_only_what_a_referent_must_see() -> None:
    wanting = {slug for slug, each in shown().items() if not each.suffices}
    assert wanting == {slug for slug, ability in FRAMEWORK.abilities.items() if ability.referent}
    assert wanting
    stands = [(UUID(int=100 + n), slug) for slug in wanting for n in range(len(FRAMEWORK.kinds) * 3)]
    assert all(each.suffices for each in shown(*stands).values())
    assert rules.lacking(FRAMEWORK, MASTER, shown(*stands), marks()) == []


def test_three_client_files_come_from_three_pairs() -> None:
    threefold = [slug for slug, ability in FRAMEWORK.abilities.items() if ability.files == 3]
    one = manifest()
    for each in one["items"]:
        each["file"] = "A"
    found = rules.shown_in(one, FRAMEWORK, [])
    assert threefold
    assert not any(found[slug].suffices for slug in threefold)
    assert all(shown()[slug].suffices for slug in threefold if not FRAMEWORK.abilities[slug].referent)


def test_what_had_expired_when_it_was_handed_in_shows_nothing() -> None:
    old = manifest()
    for each in old["items"]:
        each["made_on"] = "2001-01-01"
    assert rules.to_rate(rules.shown_in(old, FRAMEWORK, [])) == []


def test_a_fact_shows_what_it_is_listed_for_alone() -> None:
    found = rules.shown_in(manifest(items=[], facts={"introductions": 2}), FRAMEWORK, [])
    assert rules.to_rate(found) == ["c3d"]


@given(st.dictionaries(st.sampled_from(ALL), st.sampled_from(list(Mark))), st.sampled_from(ALL))
def test_a_better_mark_never_costs_the_certificate(given_marks: dict[str, str], slug: str) -> None:
    before = rules.lacking(FRAMEWORK, JUNIOR, SHOWN, given_marks)
    after = rules.lacking(FRAMEWORK, JUNIOR, SHOWN, {**given_marks, slug: Mark.MET})
    assert {(gap.what, gap.subject) for gap in after} <= {(gap.what, gap.subject) for gap in before}


@given(st.sets(st.sampled_from(ALL)), st.sampled_from(FRAMEWORK.levels))
def test_the_award_is_the_thresholds_and_nothing_else(met: set[str], level: Any) -> None:
    found, evidence = SHOWN, {slug for slug, each in SHOWN.items() if each.suffices}
    counted = met & evidence
    enough = len(counted) * 100 >= level.threshold.proven_percent * len(ALL)
    for competence in FRAMEWORK.competences:
        part = sum(each.slug in counted for each in competence.abilities)
        floor = level.threshold.proven_percent_in_each_competence
        enough &= part * 100 >= floor * len(competence.abilities)
    assert (rules.lacking(FRAMEWORK, level, found, dict.fromkeys(met, Mark.MET)) == []) == enough


def test_partly_is_not_met() -> None:
    assert rules.lacking(FRAMEWORK, JUNIOR, SHOWN, marks(Mark.PARTLY))[0].has == 0


def test_a_difference_is_settled_once_all_agree() -> None:
    one, other = PEOPLE[:2]
    differing = Compared("c1a", {one: Mark.MET, other: Mark.PARTLY})
    assert (differing.differs, differing.result) == (True, None)
    half = replace(differing, settled=Mark.PARTLY, agreed=frozenset({one}))
    assert half.result is None
    assert replace(half, agreed=frozenset({one, other})).result == Mark.PARTLY
    assert Compared("c1b", {one: Mark.MET, other: Mark.MET}).result == Mark.MET
    assert rules.unsettled([differing, half]) == ["c1a", "c1a"]


def test_renewal_asks_for_hours_and_practice_since() -> None:
    found = rules.towards_renewal(JUNIOR, training_hours=11, mentorships=0)
    assert [(gap.what, gap.has, gap.wants) for gap in found] == [
        ("training_hours", 11, 12),
        ("mentorships_completed", 0, 1),
    ]


def test_what_was_handed_in_with_consent_holds_with_consent_alone() -> None:
    """Whoever is spoken of says no: the mentor can't get around it by saying that it speaks of nobody."""
    for handed_in, now, holds in (
        ("given", "given", True),
        ("given", "withdrawn", False),
        ("given", "not needed", False),
        ("given", None, False),  # removed
        ("not needed", "not needed", True),
        ("not needed", "waiting", False),
        ("not needed", "given", True),
    ):
        item = {"id": str(PEOPLE[0]), "abilities": ["c1a"], "consent": handed_in}
        whole = manifest(items=[item], coverage={"c1a": "proven", "c1b": "proven"})
        found = rules.in_force(whole, {PEOPLE[0]: now} if now else {})
        assert (bool(found["items"]), "c1a" in found["coverage"]) == (holds, holds)
        assert "c1b" in found["coverage"]


def test_a_usual_time_is_told_from_five_files_on() -> None:
    days = [timedelta(days=n) for n in (2, 3, 10, 4)]
    assert rules.usual(days) is None
    assert rules.usual([*days, timedelta(days=90)]) == 4
    assert rules.usual([timedelta(hours=1)] * 5) == 1


def test_no_way_leads_to_a_certificate_but_a_decision() -> None:
    into = {each.verb for each in FILE.transitions if each.target == FileState.CERTIFIED}
    assert into == {"certify", "lift conditions", "reinstate"}
    assert all(FILE.sources(verb) == {FileState.DECIDING} for verb in ("certify", "refuse"))
    assert set(DECIDED) == {
        each.target
        for each in FILE.transitions
        if each.sources == {FileState.DECIDING} and each.verb != "leave"
    }

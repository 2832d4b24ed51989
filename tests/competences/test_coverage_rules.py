"""Coverage, counting and expiry, held to what they promise for any portfolio."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ithaca import catalogue
from ithaca.competences import rules
from ithaca.competences.rules import Coverage, Evidence, Practice, Status, Step
from ithaca.kernel.periods import months_later

FRAMEWORK = catalogue.framework("business-mentor")
TODAY = date(2026, 11, 21)
PAIRS = [UUID(int=n) for n in range(1, 6)]
ONE, THREE_FILES, REFERENT = (FRAMEWORK.abilities[slug] for slug in ("c1a", "c3a", "c15a"))

evidence = st.builds(
    Evidence,
    kind=st.sampled_from(sorted(FRAMEWORK.validity)),
    made_on=st.dates(TODAY - timedelta(days=3000), TODAY),
    mentorship=st.sampled_from([None, *PAIRS]),
    validated=st.booleans(),
)
portfolios = st.lists(evidence, max_size=8)
abilities = st.sampled_from(list(FRAMEWORK.abilities.values()))
steps = st.sampled_from([None, *FRAMEWORK.scale])


def cover(
    ability: catalogue.framework, items: Collection[Evidence], step: str | None = None, today: date = TODAY
) -> Coverage:
    return rules.cover(FRAMEWORK, ability, items, step=step, today=today)


def paper(
    kind: str = "document", *, pair: int | None = None, days_ago: int = 10, validated: bool = False
) -> Evidence:
    return Evidence(
        kind, TODAY - timedelta(days=days_ago), PAIRS[pair] if pair is not None else None, validated
    )


def test_one_fitting_piece_proves_and_another_kind_does_not() -> None:
    assert cover(ONE, [paper()]).status == Status.PROVEN
    assert cover(ONE, [paper("network")]).status == Status.MISSING


def test_three_files_are_counted_across_distinct_mentorships() -> None:
    same = [paper(pair=0), paper(pair=0), paper(pair=0)]
    found = cover(THREE_FILES, same)
    assert (found.status, found.files, found.lacks_files) == (Status.CLAIMED, 1, 2)
    assert cover(THREE_FILES, [paper(pair=n) for n in range(3)]).status == Status.PROVEN
    assert cover(THREE_FILES, [paper(), paper(), paper()]).files == 0


def test_a_referent_mentor_must_have_validated_where_the_framework_asks() -> None:
    said = cover(REFERENT, [paper("journal")])
    assert (said.status, said.lacks_referent) == (Status.CLAIMED, True)
    assert cover(REFERENT, [paper("journal", validated=True)]).status == Status.PROVEN


def test_old_evidence_expires_and_what_one_says_alone_is_a_claim() -> None:
    old = paper(days_ago=365 * 6)
    assert cover(ONE, [old]).status == Status.EXPIRED
    assert cover(ONE, [old, paper()]).status == Status.PROVEN
    assert cover(ONE, [], "practising").status == Status.CLAIMED
    assert cover(ONE, [], "discovering").status == Status.MISSING


def test_a_fact_of_the_product_proves_what_it_is_listed_for() -> None:
    agreement = Evidence("contract", TODAY, fact="agreements", mentorships=frozenset(PAIRS[:1]))
    assert cover(FRAMEWORK.abilities["c5b"], [agreement]).status == Status.PROVEN
    assert "contract" in FRAMEWORK.abilities["c5a"].evidence
    assert cover(FRAMEWORK.abilities["c5a"], [agreement]).status == Status.MISSING


@given(abilities, portfolios, evidence, steps)
def test_adding_evidence_never_takes_a_proof_away(ability, items, more, step) -> None:  # type: ignore[no-untyped-def]
    if cover(ability, items, step).status == Status.PROVEN:
        assert cover(ability, [*items, more], step).status == Status.PROVEN


@given(abilities, portfolios, steps, st.integers(0, 4000))
def test_time_alone_never_proves_anything(ability, items, step, days) -> None:  # type: ignore[no-untyped-def]
    later = TODAY + timedelta(days=days)
    if cover(ability, items, step, later).status == Status.PROVEN:
        assert cover(ability, items, step).status == Status.PROVEN


@given(abilities, portfolios, steps)
def test_the_day_on_which_a_proof_ends_is_the_first_without_it(ability, items, step) -> None:  # type: ignore[no-untyped-def]
    found = cover(ability, items, step)
    if found.status == Status.PROVEN and found.until:
        assert cover(ability, items, step, found.until).status != Status.PROVEN
        assert cover(ability, items, step, found.until - timedelta(days=1)).status == Status.PROVEN


@given(abilities, portfolios, steps, st.randoms())
def test_the_order_of_a_portfolio_does_not_matter(ability, items, step, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(items)
    random.shuffle(shuffled)
    one, other = cover(ability, items, step), cover(ability, shuffled, step)
    assert (one.status, one.files, one.until) == (other.status, other.files, other.until)


@given(portfolios)
def test_files_are_never_more_than_pairs_or_pieces(items: list[Evidence]) -> None:
    count = rules.distinct_files(items)
    assert count <= min(len(items), len(PAIRS))
    assert rules.distinct_files([*items, *items]) == count


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(1, 600), st.integers(1, 600))
def test_more_months_reach_further(day: date, months: int, more: int) -> None:
    assert day < months_later(day, months) < months_later(day, months + more)


@given(portfolios, portfolios, st.integers(0, 9), st.integers(0, 9))
def test_a_level_once_in_reach_stays_so_when_more_is_added(items, more, done, extra) -> None:  # type: ignore[no-untyped-def]
    level = FRAMEWORK.level("junior")

    def missing(with_items: list[Evidence], mentorships: int) -> list[rules.Gap]:
        covers = {slug: cover(each, with_items) for slug, each in FRAMEWORK.abilities.items()}
        return rules.gaps(FRAMEWORK, level, covers, Practice(mentorships, 600, 4, 420))

    if not missing(items, done):
        assert not missing([*items, *more], done + extra)


def test_a_level_says_what_it_still_asks_for() -> None:
    covers = {slug: cover(each, []) for slug, each in FRAMEWORK.abilities.items()}
    found = rules.gaps(FRAMEWORK, FRAMEWORK.level("junior"), covers, Practice(0, 59, 1, 0))
    whats = [gap.what for gap in found]
    assert whats[:4] == ["mentorships_completed", "hours", "training_hours", "proven_percent"]
    assert whats.count("proven_percent_in_competence") == 15


@pytest.mark.parametrize(
    ("slug", "items", "step", "next_step"),
    [
        ("c1a", [paper(days_ago=365 * 6)], None, Step.RENEW),
        ("c1a", [paper(days_ago=365 * 5 - 20)], None, Step.RENEW_SOON),
        ("c3a", [paper(pair=0)], None, Step.ADD_FILES),
        ("c15a", [paper("journal")], None, Step.ASK_REFERENT),
        ("c1a", [], "mastering", Step.SHOW),
        ("c1a", [], None, Step.BEGIN),
    ],
)
def test_what_to_do_next(slug: str, items: list[Evidence], step: str | None, next_step: Step) -> None:
    found = rules.next_steps([cover(FRAMEWORK.abilities[slug], items, step)], TODAY)
    assert [each for each, _ in found] == [next_step]


def test_what_is_proven_asks_for_nothing() -> None:
    assert rules.next_steps([cover(ONE, [paper()])], TODAY) == []

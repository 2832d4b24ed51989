"""From the database to the engine: who is in a run, and which pairs no run ever makes."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from ithaca.engine import scoring
from ithaca.matching.examples import examples
from ithaca.matching.people import Gathering, Someone, line_of
from ithaca.matching.policy import CRITERIA, Policy, Rules, Weights
from ithaca.matching.pool import Scope, gather
from ithaca.matching.problem import TooMany, problem_of
from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Position
from ithaca.programmes.models import Cohort, Invitation
from tests import factories
from tests.cast import Cast
from tests.matching.crowd import make_people, make_profile

EVERYTHING = Weights(**dict.fromkeys(CRITERIA, 1))


def excluded(gathering: Gathering, policy: Policy, mentee: str, mentor: str) -> tuple[str, ...]:
    problem = problem_of(gathering, policy)
    left = [each.name for each in gathering.mentees].index(mentee)
    right = [each.name for each in gathering.mentors].index(mentor)
    return scoring.exclusions(problem, left, right)


def between(cast: Cast, policy: Policy | None = None) -> tuple[str, ...]:
    policy = policy or Policy()
    return excluded(gather(cast.programme, policy, Scope()), policy, "Inès Benali", "Marc Delorme")


@pytest.mark.django_db
def test_the_line_counts_at_any_depth_and_over_organisations(cast: Cast) -> None:
    assert between(cast) == ()
    boss = Position.objects.create(organisation=cast.organisation, person=cast.mentor)
    middle = Position.objects.create(
        organisation=cast.organisation, email="milieu@example.org", name="Milieu", manager=boss
    )
    Position.objects.create(organisation=cast.organisation, person=cast.mentee, manager=middle)
    assert between(cast) == ("independent_line",)


@pytest.mark.django_db
def test_two_managers_and_circles_are_said_by_pairs(cast: Cast) -> None:
    other = factories.make_organisation("Autre Maison")
    make = Position.objects.create
    here = make(organisation=cast.organisation, person=cast.mentor)
    make(organisation=cast.organisation, person=cast.mentee, manager=here)
    chief = make(organisation=other, email="chef@example.org", name="Chef")
    also = make(organisation=other, person=cast.mentee, manager=chief)
    assert between(cast) == ("independent_line",)
    Position.objects.filter(pk=chief.pk).update(manager=also)
    assert between(cast) == ("independent_line",)


@pytest.mark.django_db
def test_units_count_where_the_policy_says_so(cast: Cast) -> None:
    for person in (cast.mentor, cast.mentee):
        Position.objects.create(organisation=cast.organisation, person=person, unit="Qualité")
    assert between(cast) == ()
    assert between(cast, Policy(rules=Rules(other_unit=True))) == ("other_unit",)


@pytest.mark.django_db
def test_a_declared_conflict_and_a_no_keep_two_people_apart(cast: Cast) -> None:
    cast.organisation.conflicts.create(person=cast.mentor, other=cast.mentee)
    assert between(cast) == ("declared_conflicts",)
    cast.organisation.conflicts.all().delete()
    Mentorship.objects.create(
        programme=cast.programme,
        mentor=cast.mentoring,
        mentee=cast.being_mentored,
        state="ended",
        end_kind="excluded",
    )
    assert between(cast) == ("refused_before",)


@pytest.mark.django_db
def test_without_a_common_language_there_is_no_pair(cast: Cast) -> None:
    make_profile(cast.mentoring, languages=["en"])
    make_profile(cast.being_mentored, languages=["fr"])
    assert between(cast) == ("common_language",)


@pytest.mark.django_db
def test_nobody_is_paired_with_themselves(cast: Cast) -> None:
    factories.make_participation(cast.mentor, cast.programme, "mentee")
    found = gather(cast.programme, Policy(), Scope())
    assert "same_person" in excluded(found, Policy(), "Marc Delorme", "Marc Delorme")


@pytest.mark.django_db
def test_who_has_a_mentor_or_an_open_proposal_is_not_in_a_run_and_places_are_kept(cast: Cast) -> None:
    cast.mentoring.pairs = 1
    cast.mentoring.save()
    cast.being_mentored.pairs = 1
    cast.being_mentored.save()
    found = gather(cast.programme, Policy(), Scope())
    assert [each.name for each in found.mentees] == ["Paul Tremblay"]
    assert {each.name: each.capacity for each in found.mentors} == {"Marc Delorme": 1, "Nadia Keller": 2}
    Mentorship.objects.create(
        programme=cast.programme, mentor=cast.mentoring, mentee=cast.second_being_mentored, state="proposed"
    )
    found = gather(cast.programme, Policy(), Scope())
    assert found.mentees == []
    assert [each.name for each in found.mentors] == ["Nadia Keller"]


@pytest.mark.django_db
def test_a_cohort_and_invited_people(cast: Cast) -> None:
    cohort = Cohort.objects.create(programme=cast.programme, name="Automne")
    cast.mentoring.cohort = cohort
    cast.mentoring.save()
    cast.programme.levels = ["Cadre", "Direction"]
    cast.programme.save()
    Invitation.objects.create(
        programme=cast.programme,
        email="Lou@Example.org",
        name="Lou Vidal",
        role="mentee",
        token="x",
        state="prepared",
        cohort=cohort,
        prepared={"expertise": ["leadership"], "level": "Direction", "wishes": ["MARC@example.org"]},
    )
    alone = gather(cast.programme, Policy(), Scope(cohort=cohort.pk))
    assert ([each.name for each in alone.mentees], len(alone.mentors)) == ([], 1)
    policy = Policy(weights=EVERYTHING)
    found = gather(cast.programme, policy, Scope(cohort=cohort.pk, with_invited=True))
    assert [(each.name, each.level, each.wishes) for each in found.mentees] == [
        ("Lou Vidal", 1, ("marc@example.org",))
    ]
    parts = scoring.parts(problem_of(found, policy), 0, 0)
    assert parts["wishes_of_mentees"] == 100


@pytest.mark.django_db
def test_somebody_inside_in_one_role_may_be_invited_in_the_other(cast: Cast) -> None:
    for role in ("mentor", "mentee"):
        Invitation.objects.create(
            programme=cast.programme,
            email=cast.mentee.email,
            role=role,
            token=role,
            state="prepared",
            prepared={"level": "x"},
        )
    found = gather(cast.programme, Policy(), Scope(with_invited=True))
    assert [each.human for each in found.mentees].count(cast.mentee.email) == 1
    assert [each.human for each in found.mentors].count(cast.mentee.email) == 1


@pytest.mark.django_db
def test_many_people_are_read_with_as_few_queries_as_few(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            problem_of(gather(cast.programme, Policy(), Scope(with_invited=True)), Policy())
        return len(queries)

    few = asked()
    make_people(cast.programme, "mentor", 20)
    make_people(cast.programme, "mentee", 30)
    assert asked() == few < 20


@pytest.mark.django_db
def test_examples_are_fast_after_the_first_and_change_with_the_weights(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    make_profile(cast.being_mentored, expertise=["leadership"], sectors=["health"])
    make_profile(cast.mentoring, expertise=["leadership"])
    make_profile(cast.second_mentoring, sectors=["health"])
    first = examples(cast.programme, Policy(weights=Weights(topics=10, sectors=1, roles=0, text=0)))
    assert first is not None
    assert first.shown[0].fits[0].name == "Marc Delorme"
    with django_assert_num_queries(0):
        second = examples(cast.programme, Policy(weights=Weights(topics=1, sectors=10, roles=0, text=0)))
    assert second is not None
    assert second.shown[0].fits[0].name == "Nadia Keller"


NAMES = st.integers(0, 7).map(lambda number: f"p{number}@example.org")


@given(st.lists(st.tuples(NAMES, NAMES), max_size=14), st.permutations(range(8)))
def test_intervals_and_pairs_say_the_same_of_every_chart(
    edges: list[tuple[str, str]], order: list[int]
) -> None:
    """Trees become intervals, everything else pairs: neither lets a person meet somebody above or below."""
    people = [Someone(human=f"p{number}@example.org", name=str(number)) for number in order]
    line = line_of(edges)
    rules = Rules(common_language=False)
    problem = problem_of(Gathering(mentees=people[:4], mentors=people[4:], line=line), Policy(rules=rules))
    for left, one in enumerate(people[:4]):
        for right, other in enumerate(people[4:]):
            related = other.human in line.above(one.human) or one.human in line.above(other.human)
            assert ("independent_line" in scoring.exclusions(problem, left, right)) is related


def test_values_of_one_side_only_count_in_the_size_and_too_many_are_said_so() -> None:
    wanted = frozenset({"a", "b", "c", "d"})
    mentee = Someone(human="x", name="X", topics=wanted)
    mentor = Someone(human="y", name="Y", topics=frozenset({"a", "z"}))
    rules = Rules(common_language=False)
    policy = Policy(weights=Weights(topics=1, sectors=0, roles=0, text=0), rules=rules)
    problem = problem_of(Gathering(mentees=[mentee], mentors=[mentor]), policy)
    assert scoring.parts(problem, 0, 0) == {"topics": 25}
    many = frozenset(map(str, range(300)))
    crowd = Gathering(
        mentees=[Someone(human="x", name="X", topics=many)],
        mentors=[Someone(human="y", name="Y", topics=many)],
    )
    with pytest.raises(TooMany):
        problem_of(crowd, policy)


def test_places_are_those_left_under_the_policys_most() -> None:
    mentor = Someone(human="y", name="Y", capacity=3, least=1, barred=("eligible",))
    problem = problem_of(Gathering(mentees=[Someone(human="x", name="X")], mentors=[mentor]), Policy())
    assert (problem.capacity.tolist(), problem.at_least.tolist()) == ([3], [0])
    assert np.all(~problem.present_mentors)


@pytest.mark.django_db
def test_whom_the_programme_has_excluded_comes_back_by_no_older_invitation(cast: Cast) -> None:
    Invitation.objects.create(
        programme=cast.programme,
        email=cast.second_mentee.email,
        role="mentee",
        language="fr",
        token="t" * 43,
        invited_by=cast.coordinator,
        prepared={"place": "Nantes"},
    )

    def names() -> set[str]:
        found = gather(cast.programme, Policy(), Scope(with_invited=True))
        return {each.human for each in found.mentees}

    cast.second_being_mentored.state = "left"
    cast.second_being_mentored.save()
    assert cast.second_mentee.email in names(), "who has left may be invited again"
    cast.second_being_mentored.state = "excluded"
    cast.second_being_mentored.save()
    assert cast.second_mentee.email not in names()

"""A run is asked for, solved by the worker, compared, tried otherwise and put aside."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import Order, adopt_policy, discard_run, save_policy, solving, start_run
from ithaca.matching.desk.comparing import compared
from ithaca.matching.models import Pair, PolicyVersion, Run, RunPerson
from ithaca.matching.policy import Aim, Capacity, Policy, Weights
from ithaca.matching.queries import runs as queries
from ithaca.matching.queries.policy import policy_in_force, version_in_force
from tests.cast import Cast
from tests.matching.crowd import make_people, make_profile

SignIn = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast: Cast) -> PolicyVersion:
    return save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(), after=0
    )


def ask(cast: Cast, version: PolicyVersion, **fields: object) -> Run:
    order = Order(policy=version, **fields)  # type: ignore[arg-type]
    return start_run(actor=cast.coordinator, programme=cast.programme, id=new_id(), order=order)


def test_the_worker_solves_a_run_and_keeps_what_was_known_of_everybody(
    cast: Cast, version: PolicyVersion
) -> None:
    make_people(cast.programme, "mentor", 6, capacity=1)
    make_people(cast.programme, "mentee", 9)
    run = ask(cast, version, seed=7, name="Printemps")
    assert solving.solve_waiting() == 1
    assert solving.solve_waiting() == 0
    run.refresh_from_db()
    assert run.state == "review"
    assert run.problem == ""
    people = RunPerson.objects.filter(run=run)
    assert people.filter(side="mentee").count() == 11
    assert people.filter(side="mentor").count() == 8
    # Nadia and Marc have two places each, the six others one.
    assert run.result["matched"] == Pair.objects.filter(run=run).count() == 10
    assert run.result["gap"] == 0
    assert run.result["checked"] is True
    for pair in Pair.objects.filter(run=run):
        assert pair.score == sum(pair.parts.values())
    paired = Pair.objects.filter(run=run).values("mentee")
    left = people.filter(side="mentee").exclude(pk__in=paired).get()
    assert left.unmatched["possible"] > 0
    assert left.unmatched["place"], "one more place of one of these would be theirs"
    facts = Event.objects.get(verb="run.solved", subject_id=run.pk).facts
    assert (facts["mentees"], facts["matched"], facts["gap"]) == (11, 10, 0)


def test_mentors_left_with_too_few_are_named(cast: Cast, sign_in: SignIn) -> None:
    make_people(cast.programme, "mentor", 3, capacity=1)
    version = save_policy(
        actor=cast.coordinator,
        programme=cast.programme,
        id=new_id(),
        policy=Policy(capacity=Capacity(least=1)),
        after=0,
    )
    run = ask(cast, version)
    solving.solve_waiting()
    run.refresh_from_db()
    assert run.result["short"] == 3, "five mentors, two mentees"
    short = RunPerson.objects.filter(run=run, unmatched__has_key="short")
    assert sum(one.unmatched["short"] for one in short) == 3
    client = sign_in(cast.coordinator)
    for name in ("run_state", "without"):
        shown = client.get(reverse(f"matching:{name}", args=[cast.programme.slug, run.pk])).content.decode()
        assert all(one.name in shown for one in short)


@pytest.mark.parametrize("aim", [Aim.STABLE, Aim.FAIR])
def test_what_stability_or_fairness_costs_is_told(cast: Cast, aim: Aim, sign_in: SignIn) -> None:
    make_people(cast.programme, "mentor", 4, capacity=1)
    make_people(cast.programme, "mentee", 6)
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(aim=aim), after=0
    )
    run = ask(cast, version)
    solving.solve_waiting()
    run.refresh_from_db()
    assert (
        run.result["best_total"] >= run.result["objective"]
        or run.result["best_matched"] > run.result["matched"]
    )
    shown = sign_in(cast.coordinator).get(reverse("matching:run_state", args=[cast.programme.slug, run.pk]))
    assert shown.context["price"]
    assert shown.context["price"] in unescape(shown.content.decode())


def pairs_that_went(before: Run, after: Run) -> set[tuple[object, object]]:
    """Pairs of people who are in both runs, which only the first has."""
    there = set(RunPerson.objects.filter(run=after).values_list("participation_id", flat=True))

    def pairs(run: Run) -> set[tuple[object, object]]:
        return set(
            Pair.objects.filter(run=run).values_list("mentee__participation_id", "mentor__participation_id")
        )

    return {pair for pair in pairs(before) - pairs(after) if there.issuperset(pair)}


@pytest.mark.parametrize("aim", [Aim.PEOPLE, Aim.TOTAL, Aim.FAIR])
def test_after_somebody_has_left_as_many_pairs_stay_as_one_asks_for(
    cast: Cast, aim: Aim, sign_in: SignIn
) -> None:
    make_people(cast.programme, "mentor", 8, capacity=1)
    make_people(cast.programme, "mentee", 9)
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(aim=aim), after=0
    )
    first = ask(cast, version)
    solving.solve_waiting()
    gone = Pair.objects.filter(run=first).order_by("mentor__number").first()
    assert gone
    assert gone.mentor.participation
    type(gone.mentor.participation).objects.filter(pk=gone.mentor.participation.pk).update(state="busy")
    client = sign_in(cast.coordinator)
    runs = []
    for keep in ("most", "locked"):
        number = new_id()
        address = reverse("matching:again", args=[cast.programme.slug, first.pk])
        client.post(address, {"id": str(number), "keep": keep})
        assert solving.solve_waiting() == 1
        runs.append(Run.objects.get(pk=number))
    most, best = runs
    for run in runs:
        assert run.state == "review", run.problem
        assert run.result["checked"]
        assert run.result["matched"] == best.result["matched"]
        rows = run.result["again"]["rows"]
        assert rows == sorted(rows)
        assert rows[-1][1] == 0
        assert run.result["again"]["changed"] == len(pairs_that_went(first, run)), "what it says of itself"
    assert most.result["again"]["changed"] == most.result["again"]["rows"][0][0]
    assert most.result["objective"] == best.result["objective"] - most.result["again"]["rows"][0][1]
    assert compared(first, most).same >= compared(first, best).same
    shown = client.get(reverse("matching:run_state", args=[cast.programme.slug, most.pk])).content.decode()
    assert "this run" in unescape(shown) or "ce jumelage" in unescape(shown)


def test_the_same_seed_gives_the_same_pairs(cast: Cast, version: PolicyVersion) -> None:
    make_people(cast.programme, "mentor", 5)
    make_people(cast.programme, "mentee", 5)
    one, other = ask(cast, version, seed=3), ask(cast, version, seed=3)
    while solving.solve_waiting():
        pass
    found = compared(Run.objects.get(pk=one.pk), Run.objects.get(pk=other.pk))
    assert (found.only_one, found.only_other, found.differences) == (0, 0, [])
    assert found.same == one.pairs.count() > 0


def test_a_second_click_makes_no_second_run(cast: Cast, version: PolicyVersion) -> None:
    order, number = Order(policy=version), new_id()
    for _click in range(2):
        start_run(actor=cast.coordinator, programme=cast.programme, id=number, order=order)
    assert Run.objects.count() == Event.objects.filter(verb="run.started").count() == 1


def test_with_nobody_to_match_the_run_says_so(cast: Cast, version: PolicyVersion) -> None:
    cast.programme.participations.filter(role="mentor").update(state="busy")
    run = ask(cast, version)
    solving.solve_waiting()
    run.refresh_from_db()
    assert run.state == "failed"
    assert "nobody to match" in run.problem
    assert Event.objects.filter(verb="run.failed", subject_id=run.pk).exists()


def test_a_worker_killed_in_the_middle_leaves_the_run_to_the_next(
    cast: Cast, version: PolicyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ask(cast, version)

    class Killed(BaseException):
        pass

    def die(*_args: object, **_more: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(solving, "solve", die)
        with pytest.raises(Killed):
            solving.solve_waiting()
    assert solving.solve_waiting() == 0  # somebody may still be on it
    Run.objects.update(lease_until=clock.now() - timedelta(seconds=1))
    assert solving.solve_waiting() == 1
    run.refresh_from_db()
    assert run.state == "review"
    assert RunPerson.objects.filter(run=run).count() == 4


def test_a_worker_that_comes_back_too_late_writes_nothing(
    cast: Cast, version: PolicyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ask(cast, version)
    solve = solving.solve

    def slow(*args: object, **more: object) -> object:
        with monkeypatch.context() as patch:  # meanwhile its lease ends and another worker does it
            patch.setattr(solving, "solve", solve)
            Run.objects.update(lease_until=clock.now() - timedelta(seconds=1))
            assert solving.solve_waiting() == 1
        return solve(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(solving, "solve", slow)
    solving.solve_waiting()
    run.refresh_from_db()
    assert run.state == "review"
    assert RunPerson.objects.filter(run=run).count() == 4
    assert Event.objects.filter(verb="run.solved").count() == 1


def test_a_run_that_stops_every_worker_is_given_up(cast: Cast, version: PolicyVersion) -> None:
    run = ask(cast, version)
    Run.objects.update(attempts=solving.MOST_ATTEMPTS, lease_until=clock.now() - timedelta(seconds=1))
    assert solving.solve_waiting() == 0
    run.refresh_from_db()
    assert run.state == "failed"


def test_other_weights_are_tried_without_coming_into_force(cast: Cast, version: PolicyVersion) -> None:
    make_profile(cast.being_mentored, expertise=["leadership"], sectors=["health"])
    make_profile(cast.mentoring, expertise=["leadership"], sectors=["education"])
    make_profile(cast.second_mentoring, expertise=["finance"], sectors=["health"])
    first = ask(cast, version)
    other = Policy(weights=Weights(topics=0, sectors=10, roles=0, text=0))
    tried = start_run(
        actor=cast.coordinator,
        programme=cast.programme,
        id=new_id(),
        order=Order(policy=other, based_on=first, keep_locked=True),
    )
    while solving.solve_waiting():
        pass
    assert policy_in_force(cast.programme) == Policy()
    assert [row.number for row in PolicyVersion.objects.order_by("number")].count(None) == 1
    found = compared(tried, first)
    mentor_of = {each.name: (each.mentor, each.other_mentor) for each in found.differences}
    assert mentor_of["Inès Benali"] == ("Nadia Keller", "Marc Delorme")
    adopted = adopt_policy(actor=cast.coordinator, run=Run.objects.get(pk=tried.pk))
    assert adopted.number == 2
    assert policy_in_force(cast.programme).weights == other.weights


def test_locked_pairs_are_kept_unless_a_rule_excludes_them_by_now(cast: Cast, version: PolicyVersion) -> None:
    first = ask(cast, version)
    solving.solve_waiting()
    pair = Pair.objects.filter(run=first, mentee__name="Inès Benali").get()
    other = RunPerson.objects.filter(run=first, side="mentor").exclude(pk=pair.mentor_id).get()
    Pair.objects.filter(pk=pair.pk).update(mentor=other, locked=True)
    again = ask(cast, version, based_on=first, keep_locked=True)
    solving.solve_waiting()
    kept = Pair.objects.get(run=again, mentee__name="Inès Benali")
    assert kept.locked
    assert kept.mentor.name == other.name
    cast.organisation.conflicts.create(person=cast.mentee, other=other.participation.person)  # type: ignore[union-attr]
    last = ask(cast, version, based_on=first, keep_locked=True)
    solving.solve_waiting()
    assert Pair.objects.get(run=last, mentee__name="Inès Benali").mentor.name != other.name


def test_locked_pairs_are_kept_as_far_as_the_mentor_still_has_places(
    cast: Cast, version: PolicyVersion
) -> None:
    first = ask(cast, version)
    solving.solve_waiting()
    mentor = RunPerson.objects.filter(run=first, side="mentor", name="Marc Delorme").get()
    Pair.objects.filter(run=first).update(mentor=mentor, locked=True)
    fewer = Policy(capacity=Capacity(most=1))
    again = start_run(
        actor=cast.coordinator,
        programme=cast.programme,
        id=new_id(),
        order=Order(policy=fewer, based_on=first, keep_locked=True),
    )
    solving.solve_waiting()
    again.refresh_from_db()
    assert (again.state, again.problem) == ("review", "")
    assert Pair.objects.get(run=again, locked=True).mentor.name == "Marc Delorme"


@pytest.mark.parametrize(("aim", "best"), [(Aim.TOTAL, True), (Aim.STABLE, False)])
def test_a_stable_result_is_not_called_the_best(
    cast: Cast, sign_in: Callable[[Person], Client], aim: Aim, best: bool
) -> None:
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(aim=aim), after=0
    )
    make_people(cast.programme, "mentor", 3)
    make_people(cast.programme, "mentee", 3)
    run = ask(cast, version)
    solving.solve_waiting()
    client = sign_in(cast.coordinator)
    for name, words in (("run_state", "Il n’existe rien de mieux"), ("review", "le meilleur résultat")):
        page = client.get(reverse(f"matching:{name}", args=[cast.programme.slug, run.pk])).content.decode()
        assert (words in page) is best


def test_a_run_put_aside_is_no_longer_listed(cast: Cast, version: PolicyVersion) -> None:
    run = ask(cast, version)
    discard_run(actor=cast.coordinator, run=run)
    assert not queries.runs(cast.programme).exists()
    assert solving.solve_waiting() == 0


def test_too_many_runs_at_once_are_refused(cast: Cast, version: PolicyVersion) -> None:
    for _run in range(5):
        ask(cast, version)
    with pytest.raises(Refusal):
        ask(cast, version)


def test_a_policy_written_from_an_old_version_is_not_saved(cast: Cast, version: PolicyVersion) -> None:
    changed = Policy(weights=Weights(topics=3))
    with pytest.raises(Refusal):
        save_policy(actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=changed, after=0)
    assert version_in_force(cast.programme) == version
    saved = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=changed, after=1
    )
    assert Event.objects.get(verb="policy.saved", subject_id=saved.pk).facts["changed"] == ["weights.topics"]


def test_in_a_programme_nobody_is_paired_with_their_own_line_whatever_the_policy_says(cast: Cast) -> None:
    loose = Policy().model_copy(
        update={"rules": Policy().rules.model_copy(update={"independent_line": False})}
    )
    save_policy(actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=loose, after=0)
    assert policy_in_force(cast.programme).rules.independent_line is True


def test_nobody_but_the_coordination_sees_a_page_of_it(
    cast: Cast, version: PolicyVersion, sign_in: Callable[[Person], Client]
) -> None:
    run = ask(cast, version)
    for page in ("", "policy/", "policy/examples/", "runs/new/", f"runs/{run.pk}/state/", "objections/"):
        for person in (cast.mentor, cast.mentee, cast.outsider):
            assert sign_in(person).get(f"/programmes/cap-ouest/matching/{page}").status_code == 404


@pytest.mark.usefixtures("in_english")
def test_runs_of_different_weights_are_measured_by_the_same(cast: Cast, version: PolicyVersion) -> None:
    make_profile(cast.being_mentored, expertise=["leadership"], sectors=["health"])
    make_profile(cast.mentoring, expertise=["leadership"], sectors=["education"])
    make_profile(cast.second_mentoring, expertise=["finance"], sectors=["health"])
    by_topics, by_sectors = (
        Policy(weights=Weights(topics=topics, sectors=10 - topics, roles=0, text=0)) for topics in (10, 0)
    )
    first = ask(cast, by_topics)
    second = ask(cast, by_sectors)
    while solving.solve_waiting():
        pass
    one, other = Run.objects.get(pk=first.pk), Run.objects.get(pk=second.pk)
    by_its_own = {each.name: each for each in compared(one, other).differences}["Inès Benali"]
    assert (by_its_own.percent, by_its_own.other_percent, by_its_own.better) == (100, 0, "here")
    by_the_other = {each.name: each for each in compared(one, other, measured_by=other).differences}
    found = by_the_other["Inès Benali"]
    assert (found.percent, found.other_percent, found.better) == (0, 100, "there")
    figures = {name: shown for name, *shown in compared(one, other).figures}
    here, there = figures["All pairs together, of the best that is possible"]
    assert here == "100 %" != there
    assert compared(one, other).better_off[0] == "1 mentee fits better here"

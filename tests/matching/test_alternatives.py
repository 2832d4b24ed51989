"""Whom else somebody could have, what it costs, and why somebody has nobody: exactly, by the engine."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.directory.models import Profile
from ithaca.engine.problem import pairs_of
from ithaca.engine.solving import solve
from ithaca.kernel.ids import new_id
from ithaca.matching import actions
from ithaca.matching.actions import Order, save_policy, solving, start_run
from ithaca.matching.desk import measuring, sentences
from ithaca.matching.desk.alternatives import alternatives
from ithaca.matching.desk.reasons import with_reasons
from ithaca.matching.desk.standing import standing_of
from ithaca.matching.models import Pair, Run, RunPerson
from ithaca.matching.policy import Aim, Policy
from ithaca.organisations.models import Position
from ithaca.programmes.models import Participation
from tests.cast import Cast
from tests.matching.boards import board_of, page
from tests.matching.crowd import make_people

SignIn = Callable[[Person], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_alternatives_cost_exactly_what_the_best_result_with_them_loses(run: Run) -> None:
    board, measure = board_of(run), measuring.measuring_of(run)
    standing = standing_of(run, board)
    assert standing
    assert standing.result.objective == board.total
    for mentee in [board.people[one] for one in board.places][:3] + board.without_mentor:
        found = alternatives(board, mentee, measuring=measure, standing=standing)
        assert found
        for one in found:
            pair = pairs_of([(standing.seats[mentee.id], standing.seats[one.mentor.id])])
            assert one.effect.possible
            assert one.effect.then.places[mentee.id].mentor == one.mentor.id
            assert one.effect.then.total == solve(standing.problem.but(fixed=pair)).objective
        gains = [one.effect.gain for one in found]
        assert gains == sorted(gains, reverse=True)
        assert gains[0] >= max(
            (one.effect.gain for one in alternatives(board, mentee, measuring=measure)), default=gains[0]
        ), "an exchange between two is never cheaper"


@pytest.mark.parametrize("aim", [Aim.PEOPLE, Aim.TOTAL, Aim.FAIR])
def test_where_many_results_are_equally_good_nobody_moves_without_need(cast: Cast, aim: Aim) -> None:
    """Everybody is worth the same to everybody, and the pairs stand as the solver would not have put them."""
    places = [
        *make_people(cast.programme, "mentor", 8, capacity=1),
        *make_people(cast.programme, "mentee", 8),
    ]
    Profile.objects.filter(participation__in=places).update(expertise=["data"], sectors=["health"])
    Participation.objects.filter(programme=cast.programme).exclude(pk__in=[one.pk for one in places]).update(
        state="paused"
    )
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(aim=aim), after=0
    )
    row = start_run(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), order=Order(policy=version)
    )
    assert solving.solve_waiting() == 1
    pairs = list(Pair.objects.filter(run=row).order_by("mentee__number"))
    mentors = [pair.mentor for pair in pairs]
    for pair, mentor in zip(pairs, [*mentors[3:], *mentors[:3]], strict=True):
        Pair.objects.filter(pk=pair.pk).update(mentor=mentor)
    run = Run.objects.select_related("programme", "policy").get(pk=row.pk)
    board, measure = board_of(run), measuring.measuring_of(run)
    for mentee in board.side("mentee"):
        found = alternatives(
            board, mentee, measuring=measure, standing=standing_of(run, board, free=mentee.id)
        )
        assert found
        for one in found:
            assert one.effect.gain == 0
            assert len(one.effect.shifts) == 2, "an exchange between two is enough"


def test_an_alternative_is_taken_with_all_it_needs_in_one_change(
    cast: Cast, run: Run, sign_in: SignIn
) -> None:
    client, board = sign_in(cast.coordinator), board_of(run)
    (left,) = board.without_mentor
    seen = client.get(page(run, "beside", left.id)).content.decode()
    address = re.search(r'href="([^"]+moves_wanted=[^"]*)"', seen)
    assert address
    preview = client.get(address[1].replace("&amp;", "&")).content.decode()
    fields = dict(re.findall(r'name="(revision|mentee|moves_wanted)"[^>]*?value="([^"]*)"', preview))
    client.post(page(run, "move"), fields)
    after = board_of(run)
    assert left.id in after.places
    assert len(after.places) == len(board.places)
    for wrong in ("nonsense", f"{left.id}:{left.id}", f"{new_id()}:"):
        assert (
            "Do it"
            not in client.get(
                page(run, "move"), {"mentee": str(left.id), "moves_wanted": wrong}, follow=True
            ).content.decode()
        )


def test_who_was_parted_by_hand_is_offered_the_best_again_and_nobody_else_takes_it_up(
    cast: Cast, run: Run
) -> None:
    board = board_of(run)
    one, place = next(iter(board.places.items()))
    actions.move_pairs(
        actor=cast.coordinator,
        run=run,
        revision=0,
        moves={one: None},
    )
    row, board = Run.objects.select_related("programme", "policy").get(pk=run.pk), board_of(run)
    standing = standing_of(row, board, free=one)
    found = alternatives(board, board.people[one], measuring=measuring.measuring_of(row), standing=standing)
    assert found[0].mentor.id == place.mentor
    assert found[0].effect.gain == place.score
    left = {each.id: each for each in with_reasons(row, board, board.without_mentor)}
    assert left.pop(one).unmatched["parted"]
    for other in left.values():
        assert "in the best result as things stand" in sentences.smallest_change(other, board)


def test_why_somebody_has_nobody_is_said_alike_by_the_run_and_by_the_desk(
    cast: Cast, run: Run, sign_in: SignIn
) -> None:
    board = board_of(run)
    (left,) = board.without_mentor
    (now,) = with_reasons(run, board, [left])
    assert now.unmatched == left.unmatched
    said = sentences.smallest_change(left, board)
    assert said.startswith("one more place with ")
    for shown in (page(run, "without"), page(run, "beside", left.id)):
        assert said in sign_in(cast.coordinator).get(shown).content.decode()


def test_the_words_that_make_two_presentations_near_stand_side_by_side(
    cast: Cast, run: Run, sign_in: SignIn
) -> None:
    board = board_of(run)
    one, place = next(iter(board.places.items()))
    for who, words in ((one, "Je restaure des voiliers anciens."), (place.mentor, "Mon voilier et la mer.")):
        row = RunPerson.objects.get(pk=who)
        Profile.objects.update_or_create(
            participation_id=row.participation_id, defaults={"presentation": words}
        )
    shown = sign_in(cast.coordinator).get(page(run, "beside", one)).content.decode()
    assert "<mark>voiliers</mark>" in shown
    assert "<mark>voilier</mark>" in shown


def test_no_rule_that_always_holds_is_named_as_what_could_give_way(cast: Cast, sign_in: SignIn) -> None:
    """A line manager is the only mentor there is: that is told, and nobody is invited to look away."""
    chief = Position.objects.create(organisation=cast.organisation, person=cast.mentor)
    Position.objects.create(organisation=cast.organisation, person=cast.mentee, manager=chief)
    Participation.objects.filter(pk__in=[cast.second_mentoring.pk, cast.second_being_mentored.pk]).update(
        state="paused"
    )
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(), after=0
    )
    row = start_run(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), order=Order(policy=version)
    )
    assert solving.solve_waiting() == 1
    board = board_of(Run.objects.get(pk=row.pk))
    (left,) = board.without_mentor
    assert "independent_line" in left.unmatched["rules"]
    assert sentences.smallest_change(left, board) == ""
    shown = sign_in(cast.coordinator).get(page(row, "without")).content.decode()
    assert "The smallest change" not in shown
    assert "reporting line" in shown

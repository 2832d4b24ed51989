"""A run that is solved, its board, and changes of it."""

from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.matching import actions
from ithaca.matching.actions import Order, save_policy, solving, start_run
from ithaca.matching.desk.board import Board, exchange
from ithaca.matching.models import Run, RunChange
from ithaca.matching.policy import Policy
from ithaca.matching.queries import desk
from tests.cast import Cast


def solved(cast: Cast, **order: object) -> Run:
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=Policy(), after=0
    )
    asked = Order(policy=version, **order)  # type: ignore[arg-type]
    row = start_run(actor=cast.coordinator, programme=cast.programme, id=new_id(), order=asked)
    assert solving.solve_waiting() == 1
    return Run.objects.select_related("programme", "policy").get(pk=row.pk)


def board_of(run: Run) -> Board:
    return desk.board_of(Run.objects.get(pk=run.pk))


def page(run: Run, name: str = "review", *more: object) -> str:
    return reverse(f"matching:{name}", args=[run.programme.slug, run.pk, *more])


def two(board: Board) -> tuple[object, object]:
    """Two mentees with different mentors who may be exchanged."""
    return next(
        (one, other)
        for one, here in board.places.items()
        for other, there in board.places.items()
        if here.mentor != there.mentor and board.people[one].name < board.people[other].name
    )


def swap(
    cast: Cast,
    run: Run,
    one: object,
    other: object,
    *,
    revision: int | None = None,
    actor: Person | None = None,
) -> RunChange:
    board = board_of(run)
    return actions.move_pairs(
        actor=actor or cast.coordinator,
        run=run,
        revision=Run.objects.get(pk=run.pk).revision if revision is None else revision,
        moves=exchange(board, one, other),  # type: ignore[arg-type]
    )

"""The review desk: the pairs of a run, what a change would do, and doing it."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.notices import undoable
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id, read_id
from ithaca.matching import actions, policies
from ithaca.matching.actions.runs import Order
from ithaca.matching.desk import page, rows, sentences
from ithaca.matching.desk.board import Board, effect
from ithaca.matching.desk.measuring import measuring_now
from ithaca.matching.desk.reasons import with_reasons
from ithaca.matching.forms.desk import AgainForm, FilterForm, LockForm, MoveForm, UndoForm
from ithaca.matching.labels import name_of
from ithaca.matching.models import Run
from ithaca.matching.queries import desk
from ithaca.matching.queries.pairs import both_ways, pairs_of
from ithaca.matching.queries.runs import scope_of
from ithaca.matching.states import RunState

PER_PAGE = 50
of_run = route(Permission.RUN_MATCHING, policies.run_by_id)


def _without(query: QueryDict, *names: str) -> str:
    left = query.copy()
    for name in names:
        left.pop(name, None)
    return left.urlencode()


def _picked(request: HttpRequest, board: Board) -> UUID | None:
    """The mentee whose mentor is to be exchanged: the first of the two steps that need no script."""
    chosen = read_id(request.GET.get("take", ""))
    found = board.people.get(chosen) if chosen else None
    return found.id if found and found.side == "mentee" else None


@of_run
def review(request: HttpRequest, run: Run) -> HttpResponse:
    """The pairs: filtered, ordered, fifty a page; an element of the page asks for the table alone."""
    if run.state in (RunState.WAITING, RunState.FAILED):
        return redirect("matching:run_state", run.programme.slug, run.pk)
    context, board = page.frame(run, "review"), desk.board_of(run)
    scale, form = cast(page.Scale, context["scale"]), FilterForm(request.GET)
    wanted = form.wanted(scale.most)
    found = rows.rows(board, wanted, desk.note_counts(run))
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    picked = _picked(request, board)
    context |= {
        "page": shown,
        "rows": page.shown_rows(list(shown), scale),
        "count": len(found),
        "filters": form.cleaned_data,
        "narrow": wanted.narrow,
        "picked": board.people[picked] if picked else None,
        "left": board.places[picked].mentor if picked and picked in board.places else None,
        "kept": _without(request.GET, "take", "page"),
        "here": f"{request.path}?{_without(request.GET, 'take')}".rstrip("?"),
    }
    if request.headers.get("X-Part") == "results":
        return render(request, "matching/desk/results.html", context | {"part": True})
    people = list(board.people.values())
    context |= {
        "figures": page.figures(run, board, scale),
        "levels": [one for one in run.programme.levels if one in rows.values(people, "level")],
        "units": rows.values(people, "unit"),
        "last": next(iter(desk.undoable(run)), None),
        "one_way": scale.policy.rules.one_way,
        "both_ways": both_ways(pairs_of(run)) if context["in_review"] else [],
        "own": viewer(request).pk,
        "again_id": new_id(),
    }
    return render(request, "matching/desk/review.html", context)


@of_run
def without(request: HttpRequest, run: Run) -> HttpResponse:
    """Who has no mentor, why, and what would change it; and the mentors whom somebody could still have."""
    board = desk.board_of(run)
    found = perform(request, lambda: with_reasons(run, board, board.without_mentor))
    context = page.frame(run, "without") | {
        "mentees": [
            {
                "one": one,
                "reasons": sentences.reasons(one),
                "change": sentences.smallest_change(one, board),
                "parted": one.unmatched.get("parted"),
                "possible": sentences.possible(one),
            }
            for one in (board.without_mentor if found is None else found)
        ],
        "short": board.with_too_few,
        "mentors": [{"one": one, "free": board.free(one.id)} for one in board.with_places],
    }
    return render(request, "matching/desk/without.html", context)


@of_run
def move(request: HttpRequest, run: Run) -> HttpResponse:
    """What a change would do, said before it is done; then one click."""
    board = desk.board_of(run)
    given = request.POST.copy() if request.method == "POST" else request.GET.copy()
    if request.method == "GET":
        given["revision"] = str(run.revision)
    form = MoveForm(given, board=board)
    if not form.is_valid():
        return _astray(request, run)
    back = _back(request, run)
    if request.method == "POST":
        _do(request, run, form)
        return redirect(back)
    planned = perform(request, lambda: effect(board, form.moves, measuring_now(run, form.moves)))
    if planned is None:
        return redirect(back)
    context = page.frame(run, "review")
    context |= {
        "effect": page.shown_effect(planned, cast(page.Scale, context["scale"])),
        "form": form,
        "back": back,
    }
    part = request.headers.get("X-Part") == "effect"
    return render(request, f"matching/desk/{'effect' if part else 'move'}.html", context)


def _do(request: HttpRequest, run: Run, form: MoveForm) -> None:
    """The change, and a way back from it."""
    revision = form.cleaned_data["revision"]
    made = perform(
        request,
        lambda: actions.move_pairs(actor=viewer(request), run=run, revision=revision, moves=form.moves),
    )
    if made is not None:
        address = reverse("matching:undo", args=[run.programme.slug, run.pk])
        told = " · ".join(sentences.told(made, form.board))
        undoable(request, told, undo_url=f"{address}?number={made.number}")


def _astray(request: HttpRequest, run: Run) -> HttpResponse:
    """An address or a form that names nobody of this run: somebody has left meanwhile, or it was made up."""
    messages.error(request, _("Choose people of this run: the page was no longer up to date."))
    return redirect(_back(request, run))


def _back(request: HttpRequest, run: Run) -> str:
    """To the page of the desk where somebody was, with its filters."""
    home = reverse("matching:review", args=[run.programme.slug, run.pk])
    asked = request.POST.get("back") or request.GET.get("back", "")
    return asked if asked.startswith(home) and "\\" not in asked else home


@require_POST
@of_run
def lock(request: HttpRequest, run: Run) -> HttpResponse:
    """Locks a pair, or lets it go."""
    form = LockForm(request.POST)
    if not form.is_valid():
        return _astray(request, run)
    data = form.cleaned_data
    perform(
        request,
        lambda: actions.lock_pair(
            actor=viewer(request),
            run=run,
            mentee=data["mentee"],
            mentor=data["mentor"],
            locked=data["locked"] == "yes",
        ),
    )
    return redirect(_back(request, run))


@require_POST
@of_run
def undo(request: HttpRequest, run: Run) -> HttpResponse:
    """Takes back the last change."""
    form = UndoForm(request.POST if "number" in request.POST else request.GET)
    if not form.is_valid():
        return _astray(request, run)
    perform(
        request,
        lambda: actions.undo_change(actor=viewer(request), run=run, number=form.cleaned_data["number"]),
        done=_("The change is taken back."),
    )
    return redirect(_back(request, run))


@of_run
def changes(request: HttpRequest, run: Run) -> HttpResponse:
    """Who changed what, the latest first."""
    board, undoable_ones = desk.board_of(run), {one.pk for one in desk.undoable(run)}
    shown = Paginator(desk.changes(run), PER_PAGE).get_page(request.GET.get("page"))
    told = [
        {
            "change": one,
            "lines": list(sentences.told(one, board)),
            "undoable": one.pk in undoable_ones,
        }
        for one in shown
    ]
    return render(
        request, "matching/desk/changes.html", page.frame(run, "changes") | {"page": shown, "told": told}
    )


@require_POST
@of_run
def again(request: HttpRequest, run: Run) -> HttpResponse:
    """A new run of the same people under the same policy, in which what is locked stays."""
    form = AgainForm(request.POST)
    if not form.is_valid():
        return _astray(request, run)
    order = _order(run, keep_most=form.cleaned_data["keep"] == "most")
    made = perform(
        request,
        lambda: actions.start_run(
            actor=viewer(request), programme=run.programme, id=form.cleaned_data["id"], order=order
        ),
    )
    if made is None:
        return redirect("matching:review", run.programme.slug, run.pk)
    return redirect("matching:run_state", run.programme.slug, made.pk)


def _order(run: Run, *, keep_most: bool) -> Order:
    more: dict[str, Any] = {"name": _("Again: %(name)s") % {"name": name_of(run)}, "keep_most": keep_most}
    return Order(
        policy=run.policy, scope=scope_of(run), seed=run.seed, based_on=run, keep_locked=True, **more
    )

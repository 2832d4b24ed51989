"""Two people of a run side by side, whom else the mentee could have, and what colleagues noted about the two."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.matching import actions, policies
from ithaca.matching.desk import page, rows, sentences
from ithaca.matching.desk.alternatives import alternatives
from ithaca.matching.desk.board import Board, Member
from ithaca.matching.desk.measuring import measuring_now, measuring_of, words_in_common
from ithaca.matching.desk.reasons import with_reasons
from ithaca.matching.desk.standing import standing_of
from ithaca.matching.forms.desk import FilterForm, NoteForm
from ithaca.matching.models import Run, RunPerson
from ithaca.matching.queries import desk
from ithaca.matching.queries.policy import policy_of
from ithaca.programmes.vocabulary import Own


def _mentor(request: HttpRequest, board: Board, mentee: Member) -> Member | None:
    """Whom to show beside the mentee: the one asked for, else the one of the pair."""
    try:
        asked = board.people.get(UUID(request.GET.get("mentor", "")))
    except ValueError:
        asked = None
    if asked is not None and asked.side == "mentor":
        return asked
    place = board.places.get(mentee.id)
    return board.people[place.mentor] if place else None


@route(Permission.RUN_MATCHING, policies.mentee_of_run)
def beside(request: HttpRequest, chosen: tuple[Run, RunPerson]) -> HttpResponse:
    """A mentee beside a mentor: what they share, what it would cost to do otherwise, and the notes about both."""
    run, row = chosen
    board, measuring = desk.board_of(run), perform(request, lambda: measuring_of(run))
    if measuring is None:
        return redirect("matching:review", run.programme.slug, run.pk)
    mentee = board.people[row.pk]
    mentor = _mentor(request, board, mentee)
    form = _note_form(request, mentee, mentor)
    if request.method == "POST" and form.is_valid() and _write(request, run, form):
        return redirect(request.get_full_path())
    context = page.frame(run, "review")
    scale = cast(page.Scale, context["scale"])
    reasoned = mentee if mentee.id in board.places else with_reasons(run, board, [mentee])[0]
    standing = standing_of(run, board, free=mentee.id)
    others = alternatives(board, mentee, measuring=measuring, standing=standing)
    context |= {
        **(_measured(run, board, (mentee, mentor), scale=scale) if mentor else {"mentor": None}),
        "mentee": mentee,
        "facts": [*side_by_side(mentee, mentor, run.programme.own_topics), *_near(run, mentee, mentor)],
        "others": page.shown_alternatives(others, board, scale),
        "reasons": sentences.reasons(reasoned) if mentor is None else [],
        "change": sentences.smallest_change(reasoned, board) if mentor is None else "",
        "notes": desk.notes_about(run, *(one.id for one in (mentee, mentor) if one)),
        "form": form,
        "here": request.get_full_path(),
        **_around(request, board, mentee, scale),
        "back": reverse("matching:review", args=[run.programme.slug, run.pk]),
    }
    return render(request, "matching/desk/beside.html", context, status=422 if form.errors else 200)


def _around(request: HttpRequest, board: Board, mentee: Member, scale: page.Scale) -> dict[str, Any]:
    """Who stands before and after them in the table that they were opened from, with its filters and its order."""
    asked = request.GET.get("in", "")
    form = FilterForm(QueryDict(asked))
    before, after = rows.neighbours(rows.rows(board, form.wanted(scale.most), {}), mentee.id)
    return {"before": before, "after": after, "filter": asked}


def _measured(run: Run, board: Board, pair: tuple[Member, Member], *, scale: page.Scale) -> dict[str, Any]:
    """How well two fit: a pair of the run as it was computed, anybody else as they would be now."""
    mentee, mentor = pair
    measure = measuring_now(run, {mentee.id: mentor.id})(mentee, mentor)
    place = board.places.get(mentee.id)
    own = place if place is not None and place.mentor == mentor.id else None
    return {
        "mentor": mentor,
        "place": own,
        "together": own is not None,
        "percent": scale.percent(own.score if own else measure.score),
        "parts": scale.parts(own.parts if own else measure.parts),
        "against": [sentences.rule(name) for name in measure.against],
    }


def side_by_side(one: Member, other: Member | None, own: Own) -> list[dict[str, Any]]:
    """What is known of both, a row a kind; what they share is told apart."""
    left = dict(sentences.facts(one.facts, own))
    right = dict(sentences.facts(other.facts, own)) if other else {}
    rows = []
    for title in dict.fromkeys([*left, *right]):
        shared = set(left.get(title, ())) & set(right.get(title, ()))
        sides = [[(value, value in shared) for value in side.get(title, ())] for side in (left, right)]
        if any(sides):
            rows.append({"title": title, "sides": sides})
    return rows


def _near(run: Run, mentee: Member, mentor: Member | None) -> list[dict[str, Any]]:
    """The words that made two presentations near, where that counts."""
    if mentor is None or not policy_of(run.policy).weights.text:
        return []
    words = words_in_common(run, mentee, mentor)
    sides = [[(word, True) for word in dict.fromkeys(side)] for side in zip(*words, strict=True)]
    return [{"title": _("Words that make the presentations near"), "sides": sides}] if words else []


def _note_form(request: HttpRequest, mentee: Member, mentor: Member | None) -> NoteForm:
    people = [(str(one.id), one.name) for one in (mentee, mentor) if one]
    initial = {"id": new_id(), "about": str(mentee.id)}
    return NoteForm(request.POST or None, people=people, initial=initial)


def _write(request: HttpRequest, run: Run, form: NoteForm) -> bool:
    data = form.cleaned_data
    made = perform(
        request,
        lambda: actions.write_note(
            actor=viewer(request), run=run, id=data["id"], about=UUID(data["about"]), text=data["text"]
        ),
        done=_("Noted for your colleagues."),
        form=form,
    )
    return made is not None

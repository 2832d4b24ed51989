"""The queue of applications and the waiting list."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel import clock
from ithaca.programmes import actions, policies, queries
from ithaca.programmes.actions import Answered
from ithaca.programmes.forms.queue import QueueFilter
from ithaca.programmes.models import Answering, Cohort, Participation, Programme
from ithaca.programmes.states import ParticipationState
from ithaca.programmes.views.answers import answers_in_words

PER_PAGE = 25
MOST_AT_ONCE = 1000
managing = route(Permission.MANAGE_PARTICIPANTS, policies.programme_by_slug)


@managing
def applications(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The queue, with the answers that each person gave; answers one, several, or all that a filter shows."""
    shown = QueueFilter(request.GET, programme=programme)
    if request.method == "POST":
        _answer(request, programme, shown)
        return redirect(_address(programme, shown))
    rows = queries.applications(programme, **shown.asked())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    asked = queries.questions(programme)
    context = {
        "programme": programme,
        "page": page,
        "rows": [(row, answers_in_words(programme, row, asked)) for row in page],
        "filter": shown,
        "views": _views(programme, shown, viewer(request)),
        "narrowed": shown.query() not in ("", "state=applied"),
        "filtered": shown.query() not in ("", "state=applied", "state=waiting"),
        "on_waiting_list": shown.asked()["state"] == ParticipationState.WAITING,
        "saved": queries.saved_filters(programme, viewer(request)),
        "cohorts": queries.cohorts(programme),
        "counts": queries.head_count(programme),
        "free": queries.free_places(programme),
        "undoable": [(row, undone_words(row)) for row in _undoable(programme)],
    }
    return render(request, "programmes/applications.html", context)


def _views(programme: Programme, shown: QueueFilter, person: Person) -> list[dict[str, object]]:
    """The queue, the waiting list, and the filters that the person keeps."""
    counts, query = queries.head_count(programme), shown.query()
    answering = _("To be answered (%(n)s)") % {"n": counts["applications"]}
    waiting = _("Waiting list (%(n)s)") % {"n": counts["waiting"]}
    kept = [(one.name, one.query) for one in queries.saved_filters(programme, person)]
    views = [(answering, ""), (waiting, "state=waiting"), *kept]
    current = query if query in {asked for _label, asked in views} else ""
    here = reverse("programmes:applications", args=[programme.slug])
    return [
        {"label": label, "url": f"{here}?{asked}" if asked else here, "current": asked == current}
        for label, asked in views
    ]


def _address(programme: Programme, shown: QueueFilter) -> str:
    query = shown.query()
    return reverse("programmes:applications", args=[programme.slug]) + (f"?{query}" if query else "")


def _undoable(programme: Programme) -> list[Answering]:
    return list(queries.answerings_since(programme, clock.now() - actions.UNDO)[:5])


def undone_words(answering: Answering) -> str:
    """What was done, for the line that offers to take it back."""
    n = len(answering.before)
    if answering.verb == "accept":
        return ngettext("%(n)s person accepted", "%(n)s people accepted", n) % {"n": n}
    if answering.verb == "refuse":
        return ngettext("%(n)s application refused", "%(n)s applications refused", n) % {"n": n}
    return ngettext("%(n)s person put on the waiting list", "%(n)s people put on the waiting list", n) % {
        "n": n
    }


def _chosen(request: HttpRequest, programme: Programme, shown: QueueFilter) -> list[UUID]:
    """The ticked ones; or everything that the filter shows, on whatever page."""
    if request.POST.get("all"):
        rows = queries.applications(programme, **shown.asked())
        return list(rows.values_list("pk", flat=True)[:MOST_AT_ONCE])
    return [UUID(text) for text in request.POST.getlist("application") if is_uuid(text)]


def _answer(request: HttpRequest, programme: Programme, shown: QueueFilter) -> None:
    verb, chosen = request.POST.get("answer", ""), _chosen(request, programme, shown)
    if not chosen:
        messages.warning(request, _("Tick at least one application first."))
    elif verb == "cohort":
        _assign(request, programme, chosen)
    elif verb in ("accept", "refuse", "wait"):
        _tell(
            request,
            lambda: actions.answer_applications(
                actor=viewer(request), programme=programme, applications=chosen, verb=verb
            ),
        )


def _tell(request: HttpRequest, action: Callable[[], Answered]) -> None:
    answered = perform(request, action)
    if answered is None:
        return
    told = undone_words(answered.answering)
    messages.success(
        request,
        _("%(what)s. They are told in ten minutes: until then you can take it back.") % {"what": told},
    )
    if answered.without_place:
        text = ngettext(
            "%(n)s person found no free place and waits on.",
            "%(n)s people found no free place and wait on.",
            answered.without_place,
        )
        messages.warning(request, text % {"n": answered.without_place})


def _assign(request: HttpRequest, programme: Programme, chosen: list[UUID]) -> None:
    cohort = chosen_cohort(request, programme)
    moved = perform(
        request,
        lambda: actions.assign_cohort(
            actor=viewer(request), programme=programme, cohort=cohort, participations=chosen
        ),
    )
    if moved:
        text = ngettext("%(n)s person moved.", "%(n)s people moved.", moved)
        messages.success(request, text % {"n": moved})


def chosen_cohort(request: HttpRequest, programme: Programme) -> Cohort | None:
    wanted = request.POST.get("cohort", "")
    return next((one for one in queries.cohorts(programme) if str(one.pk) == wanted), None)


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@managing
@require_POST
def take_back(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Undoes an answer to several applications."""
    wanted = request.POST.get("answering", "")
    if is_uuid(wanted):
        done = perform(
            request,
            lambda: actions.undo(actor=viewer(request), programme=programme, answering_id=UUID(wanted)),
        )
        if done is not None:
            text = ngettext(
                "Taken back: %(n)s person is in the queue as before.",
                "Taken back: %(n)s people are in the queue as before.",
                done.done,
            )
            messages.success(request, text % {"n": done.done})
            if done.stayed:
                messages.warning(request, _stayed(done.stayed))
    return redirect("programmes:applications", slug=programme.slug)


def _stayed(number: int) -> str:
    return ngettext(
        "%(n)s person keeps their answer: they know of it already, or have begun.",
        "%(n)s people keep their answer: they know of it already, or have begun.",
        number,
    ) % {"n": number}


@managing
@require_POST
def accept_next(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Accepts the first of the waiting list."""
    role, number = request.POST.get("role", "mentee"), request.POST.get("number", "")
    if number.isdecimal() and len(number) < 5 and int(number):
        _tell(
            request,
            lambda: actions.accept_next(
                actor=viewer(request), programme=programme, role=role, number=int(number)
            ),
        )
    else:
        messages.warning(request, _("Say how many."))
    return redirect(reverse("programmes:applications", args=[programme.slug]) + "?state=waiting")


@route(Permission.MANAGE_PARTICIPANTS, policies.participation_in_programme)
@require_POST
def move(request: HttpRequest, participation: Participation) -> HttpResponseBase:
    """One place up or down on the waiting list."""
    up = request.POST.get("direction") == "up"
    perform(
        request,
        lambda: actions.move_on_waiting_list(actor=viewer(request), participation=participation, up=up),
    )
    return redirect(
        reverse("programmes:applications", args=[participation.programme.slug])
        + f"?state=waiting&role={participation.role}"
    )


@managing
@require_POST
def filters(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Keeps the filter shown under a name, or forgets one."""
    shown = QueueFilter(request.POST, programme=programme)
    forget = request.POST.get("forget", "")
    if is_uuid(forget):
        perform(
            request,
            lambda: actions.remove_filter(actor=viewer(request), programme=programme, filter_id=UUID(forget)),
            done=_("The filter is forgotten."),
        )
        return redirect("programmes:applications", slug=programme.slug)
    perform(
        request,
        lambda: actions.save_filter(
            actor=viewer(request),
            programme=programme,
            name=request.POST.get("name", "")[:60],
            query=shown.query(),
        ),
        done=_("The filter is kept, for you alone."),
    )
    return redirect(_address(programme, shown))

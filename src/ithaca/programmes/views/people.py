from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.programmes import actions, policies, queries, wording
from ithaca.programmes.models import EligibilityQuestion, Participation, Programme
from ithaca.programmes.states import ASKING, PARTICIPATION, ParticipationState
from ithaca.programmes.templatetags.programmes import reader_language
from ithaca.programmes.texts import localised

PER_PAGE = 25
managing = route(Permission.MANAGE_PARTICIPANTS, policies.programme_by_slug)
of_participant = route(Permission.MANAGE_PARTICIPANTS, policies.participation_in_programme)


@managing
def applications(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The queue, with the answers that each person gave; accepts or refuses one or several."""
    if request.method == "POST":
        _answer(request, programme)
        return redirect("programmes:applications", slug=programme.slug)
    role = request.GET.get("role", "")
    fits = {"yes": True, "no": False}.get(request.GET.get("eligible", ""))
    rows = queries.applications(programme, role=role if role in wording.ROLES else "", eligible=fits)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    asked = queries.questions(programme)
    shown = [(row, answers_in_words(programme, row, asked)) for row in page]
    context = {
        "programme": programme,
        "page": page,
        "rows": shown,
        "roles": wording.ROLES,
        "filters": request.GET,
    }
    return render(
        request,
        "programmes/applications.html",
        context | {"waiting": queries.head_count(programme)["applications"]},
    )


def _answer(request: HttpRequest, programme: Programme) -> None:
    accept = request.POST.get("answer") == "accept"
    chosen = {text for text in request.POST.getlist("application") if _is_uuid(text)}
    if not chosen:
        messages.warning(request, _("Tick at least one application first."))
        return
    verb = actions.accept_application if accept else actions.refuse_application
    done = 0
    for application in queries.people_in(programme, states=list(ParticipationState)).filter(pk__in=chosen):
        done += bool(perform(request, lambda row=application: verb(actor=viewer(request), participation=row)))  # type: ignore[misc]
    if done and accept:
        messages.success(
            request, ngettext("%(n)s person is accepted.", "%(n)s people are accepted.", done) % {"n": done}
        )
    elif done:
        text = ngettext("%(n)s application is refused.", "%(n)s applications are refused.", done) % {
            "n": done
        }
        messages.success(request, text)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def answers_in_words(
    programme: Programme, participation: Participation, asked: list[EligibilityQuestion]
) -> list[tuple[str, str]]:
    """Each question of the role with the answer given, in the reader's language."""
    language = reader_language(programme)
    told = []
    for question in asked:
        answer: Any = participation.answers.get(str(question.pk))
        if answer is None or question.asked_of not in ("both", participation.role):
            continue
        if isinstance(answer, bool):
            answer = _("Yes") if answer else _("No")
        elif question.kind == "choice":
            labels = {option["value"]: option["label"] for option in question.options}
            answer = localised(labels.get(answer, {}), language) or answer
        told.append((localised(question.label, language), str(answer)))
    return told


@managing
def participants(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    words, role, state = (request.GET.get(name, "").strip() for name in ("words", "role", "state"))
    states = {s: label for s, label in wording.PARTICIPATION_STATES.items() if s not in ASKING}
    rows = queries.participants(
        programme,
        words=words[:100],
        role=role if role in wording.ROLES else "",
        state=state if state in states else "",
    )
    context = {
        "programme": programme,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "roles": wording.ROLES,
        "states": states,
        "words": words,
        "role": role,
        "state": state,
        "counts": queries.head_count(programme),
    }
    return render(request, "programmes/participants.html", context)


@of_participant
def participant(request: HttpRequest, participation: Participation) -> HttpResponseBase:
    """One person's facts, answers, and what the coordination may do."""
    programme = participation.programme
    verbs = ("accept", "refuse", "pause", "resume", "exclude")
    can = {verb: PARTICIPATION.allows(verb, participation.state) for verb in verbs}
    answers = answers_in_words(programme, participation, queries.questions(programme))
    context = {"programme": programme, "participation": participation, "answers": answers, "can": can}
    context["owes_charter"] = participation.inside and queries.owes_charter(participation)
    return render(request, "programmes/participant.html", context)


@of_participant
def exclude(request: HttpRequest, participation: Participation) -> HttpResponseBase:
    """Asks before it ends a participation: it cannot be undone."""
    programme = participation.programme
    if request.method == "POST":
        perform(
            request,
            lambda: actions.exclude(actor=viewer(request), participation=participation),
            done=_("%(name)s no longer takes part in the programme.") % {"name": participation.person.name},
        )
        return redirect("programmes:participants", slug=programme.slug)
    return render(
        request, "programmes/exclude.html", {"programme": programme, "participation": participation}
    )


@of_participant
@require_POST
def rest(request: HttpRequest, participation: Participation) -> HttpResponseBase:
    """Pauses or resumes for somebody else."""
    verb = actions.resume if request.POST.get("verb") == "resume" else actions.pause
    perform(request, lambda: verb(actor=viewer(request), participation=participation), done=_("Done."))
    return redirect(
        "programmes:participant", slug=participation.programme.slug, participation_id=participation.pk
    )

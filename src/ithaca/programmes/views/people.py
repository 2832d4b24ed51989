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
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.programmes import actions, policies, queries, wording
from ithaca.programmes.forms.queue import cohort_choices
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.states import ASKING, PARTICIPATION
from ithaca.programmes.views.answers import answers_in_words
from ithaca.programmes.views.queue import chosen_cohort, is_uuid

PER_PAGE = 25
managing = route(Permission.MANAGE_PARTICIPANTS, policies.programme_by_slug)
of_participant = route(Permission.MANAGE_PARTICIPANTS, policies.participation_in_programme)


@managing
def participants(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    if request.method == "POST":
        return _move(request, programme)
    words, role, state, cohort = (
        request.GET.get(name, "").strip() for name in ("words", "role", "state", "cohort")
    )
    cohorts = cohort_choices(programme)
    states = {s: label for s, label in wording.PARTICIPATION_STATES.items() if s not in ASKING}
    rows = queries.participants(
        programme,
        words=words[:100],
        role=role if role in wording.ROLES else "",
        state=state if state in states else "",
        cohort=cohort if cohort in dict(cohorts) else "",
    )
    context = {
        "programme": programme,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "roles": wording.ROLES,
        "states": states,
        "words": words,
        "role": role,
        "state": state,
        "cohort": cohort,
        "cohort_choices": cohorts,
        "cohorts": queries.cohorts(programme) if cohorts else [],
        "counts": queries.head_count(programme),
    }
    return render(request, "programmes/participants.html", context)


def _move(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Puts the ticked people into a cohort."""
    chosen = [UUID(text) for text in request.POST.getlist("participation") if is_uuid(text)]
    moved = perform(
        request,
        lambda: actions.assign_cohort(
            actor=viewer(request),
            programme=programme,
            cohort=chosen_cohort(request, programme),
            participations=chosen,
        ),
    )
    if moved:
        text = ngettext("%(n)s person moved.", "%(n)s people moved.", moved)
        messages.success(request, text % {"n": moved})
    query = request.META.get("QUERY_STRING", "")
    return redirect(
        reverse("programmes:participants", args=[programme.slug]) + (f"?{query}" if query else "")
    )


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

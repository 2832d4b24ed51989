from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied, allowed
from ithaca.accounts.who import viewer
from ithaca.design.views import open_route, perform, route
from ithaca.kernel.ids import new_id
from ithaca.matching import wording
from ithaca.matching.actions import answer_objection, object_to_matching
from ithaca.matching.forms.explained import AnswerForm, ObjectionForm
from ithaca.matching.models import Objection
from ithaca.matching.policies import objection_in_programme
from ithaca.matching.queries import objections as queries
from ithaca.matching.queries.policy import policy_in_force, version_in_force
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug, roles_in_programme
from ithaca.programmes.queries import coordinators_of, public_programme

PER_PAGE = 50


@route(Permission.SEE_HOW_MATCHING_WORKS, programme_by_slug)
def how(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """For the people who are matched: what counts, what excludes, who decides, how to object."""
    person = viewer(request)
    form = ObjectionForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sent = perform(
            request,
            lambda: object_to_matching(actor=person, programme=programme, id=data["id"], words=data["words"]),
            done=_("The coordination has your words and will answer you here."),
            form=form,
        )
        if sent is not None:
            return redirect("matching:how", slug=programme.slug)
    coordinates = allowed(roles_in_programme(person, programme), Permission.RUN_MATCHING)
    context = {
        **explanation(programme),
        "form": form,
        "mine": queries.objections_of(person, programme),
        "coordinates": coordinates,
        "inside": True,
    }
    return render(request, "matching/how.html", context)


@open_route(Permission.JOIN_PROGRAMME)
def how_before_joining(request: HttpRequest, code: str) -> HttpResponseBase:
    """The same for whoever thinks of joining."""
    try:
        programme = public_programme(code)
    except Denied:
        raise Http404
    return render(request, "matching/how.html", explanation(programme))


def explanation(programme: Programme) -> dict[str, object]:
    """The policy in force in words; `version` is None where pairs were never matched here."""
    policy = policy_in_force(programme)
    chosen = [name for name, on in dict(policy.rules).items() if on]
    return {
        "programme": programme,
        "policy_version": version_in_force(programme),
        "criteria": [
            (wording.CRITERIA[name], wording.CRITERIA_HINTS[name], wording.weight_in_words(weight))
            for name, weight in policy.counting().items()
        ],
        "seniority": wording.seniority_in_words(policy) if policy.weights.seniority else "",
        "rules": [wording.RULES[name] for name in ("same_person", *chosen)],
        "aim": wording.AIMS[policy.aim],
        "aim_hint": wording.AIM_HINTS[policy.aim],
        "capacity": wording.capacity_in_words(policy),
        "coordinators": coordinators_of(programme),
    }


@route(Permission.RUN_MATCHING, programme_by_slug)
def objections(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """What people have written about the matching, what waits first."""
    page = Paginator(queries.objections(programme), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "matching/objections.html", {"programme": programme, "page": page})


@route(Permission.RUN_MATCHING, objection_in_programme)
def answer(request: HttpRequest, objection: Objection) -> HttpResponseBase:
    """One objection and the answer to it."""
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["answer"]
        answered = perform(
            request,
            lambda: answer_objection(actor=viewer(request), objection=objection, answer=words),
            done=_("%(name)s is told of your answer.") % {"name": objection.person.name},
            form=form,
        )
        if answered is not None:
            return redirect("matching:objections", slug=objection.programme.slug)
    context = {"programme": objection.programme, "objection": objection, "form": form}
    return render(request, "matching/answer.html", context)

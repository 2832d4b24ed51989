"""Self-assessment, area by area; it is kept as it goes, and counts once finished."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.catalogue.models import Framework
from ithaca.competences import actions, policies, queries
from ithaca.competences.forms import MarksForm
from ithaca.competences.models import Portfolio
from ithaca.competences.views.mine import frame, language_of
from ithaca.design.views import perform, route

keeping = route(Permission.KEEP_PORTFOLIO, policies.portfolio)


@keeping
def assess(request: HttpRequest, portfolio: Portfolio) -> HttpResponseBase:
    framework, language = queries.framework(portfolio.version), language_of()
    names = [area.slug for area in framework.areas]
    asked = request.GET.get("area", "")
    at = names.index(asked) if asked in names else 0
    found = queries.open_assessment(portfolio)
    before = queries.latest_marks(portfolio)
    marks = {**before, **(found.marks if found else {})}
    form = MarksForm(
        request.POST or None, framework=framework, area=framework.areas[at], language=language, initial=marks
    )
    if request.method == "POST" and form.is_valid():
        sent = dict(form.cleaned_data)
        if perform(
            request,
            lambda: actions.mark_abilities(actor=viewer(request), portfolio=portfolio, marks=sent),
            form=form,
        ):
            return redirect(_next(portfolio, framework, at))
    context = frame(portfolio, framework) | {
        "form": form,
        "at": at,
        "areas": _tabs(portfolio, framework, at, language),
        "last": at == len(names) - 1,
        "open": found,
        "repeated": bool(before),
        "answered": len(found.marks) if found else 0,
    }
    return render(request, "competences/assess.html", context, status=422 if form.errors else 200)


def _next(portfolio: Portfolio, framework: Framework, at: int) -> str:
    base = reverse("competences:assess", args=[portfolio.pk])
    if at + 1 < len(framework.areas):
        return f"{base}?area={framework.areas[at + 1].slug}"
    return reverse("competences:finish", args=[portfolio.pk])


def _tabs(portfolio: Portfolio, framework: Framework, at: int, language: str) -> list[dict[str, object]]:
    base, words = reverse("competences:assess", args=[portfolio.pk]), framework.text(language)
    return [
        {"label": words.areas[area.slug].label, "url": f"{base}?area={area.slug}", "current": n == at}
        for n, area in enumerate(framework.areas)
    ]


@keeping
def finish(request: HttpRequest, portfolio: Portfolio) -> HttpResponseBase:
    """The look over it before it counts: how many answers there are, and in which areas some are missing."""
    framework, found = queries.framework(portfolio.version), queries.open_assessment(portfolio)
    if request.method == "POST":
        done = _("Your self-assessment counts from now on. Come back to it whenever you have grown.")
        if perform(
            request, lambda: actions.finish_assessment(actor=viewer(request), portfolio=portfolio), done=done
        ):
            return redirect("competences:coverage", portfolio.pk)
        return redirect("competences:assess", portfolio.pk)
    if found is None:
        return redirect("competences:assess", portfolio.pk)
    words = framework.text(language_of())
    lines = [
        (
            words.areas[area.slug].label,
            area.slug,
            sum(one.slug in found.marks for each in area.competences for one in each.abilities),
            sum(len(each.abilities) for each in area.competences),
        )
        for area in framework.areas
    ]
    context = frame(portfolio, framework) | {"lines": lines, "answered": len(found.marks)}
    return render(request, "competences/finish.html", context)

"""One's own competences: portfolios, coverage, an ability in detail, progress."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.catalogue.models import Framework
from ithaca.competences import actions, policies, presentation, queries, rules, wording
from ithaca.competences.forms import AimForm
from ithaca.competences.models import FrameworkVersion, Portfolio
from ithaca.competences.rules import Status
from ithaca.design.views import own_route, perform, route
from ithaca.kernel.ids import new_id
from ithaca.vault.island import COMPETENCES, island_page

keeping = route(Permission.KEEP_PORTFOLIO, policies.portfolio)
STEPS_SHOWN = 5


def language_of() -> str:
    return get_language() or "fr"


def frame(portfolio: Portfolio, framework: Framework) -> dict[str, object]:
    """What every page of a portfolio shows."""
    language = language_of()
    return {
        "portfolio": portfolio,
        "framework": framework,
        "words": framework.text(language),
        "language": language,
        "newer": queries.newer_than(portfolio.version),
    }


@own_route(Permission.USE_OWN_ACCOUNT)
def mine(request: HttpRequest) -> HttpResponseBase:
    """One's portfolios, and the frameworks by which one can begin another."""
    person, language = viewer(request), language_of()
    covered = [(row, queries.coverage_of(row)) for row in queries.portfolios_of(person)]
    begin = [(row, queries.framework(row).text(language), new_id()) for row in queries.open_to(person)]
    if len(covered) == 1 and not begin:
        return redirect("competences:coverage", covered[0][0].pk)
    portfolios = [(row, each.framework.text(language), each) for row, each in covered]
    context = {"portfolios": portfolios, "begin": begin, "asked": queries.asked_of(person)}
    return render(request, "competences/mine.html", context)


@route(Permission.BEGIN_PORTFOLIO, policies.version)
@require_POST
def begin(request: HttpRequest, version: FrameworkVersion) -> HttpResponseBase:
    made = perform(
        request,
        lambda: actions.begin_portfolio(
            person=viewer(request), version=version, id=_id(request.POST.get("id", ""))
        ),
        done=_("Your portfolio is begun. Place yourself first: it shows where evidence is worth most."),
    )
    return redirect("competences:coverage", made.pk) if made else redirect("competences:mine")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return new_id()


@keeping
def coverage(request: HttpRequest, portfolio: Portfolio) -> HttpResponseBase:
    """What is proven, claimed, expired and missing, at a glance; what to do next."""
    covered = queries.coverage_of(portfolio)
    steps = rules.next_steps(covered.coverages.values(), covered.today)
    language = language_of()
    aim = AimForm(framework=covered.framework, language=language, initial={"level": portfolio.level})
    axes, shapes = presentation.coverage_radar(covered, language)
    gaps = covered.gaps(portfolio.level) if portfolio.level else []
    context = frame(portfolio, covered.framework) | {
        "covered": covered,
        "counts": [(status, covered.count(status), wording.STATUS_HINTS[status]) for status in Status],
        "proven": covered.count(Status.PROVEN),
        "by_facts": covered.by_facts,
        "areas": presentation.areas(covered),
        "steps": steps[:STEPS_SHOWN],
        "more_steps": max(len(steps) - STEPS_SHOWN, 0),
        "gaps": gaps,
        "low": [gap for gap in gaps if gap.subject],
        "aim": aim,
        "axes": axes,
        "shapes": shapes,
        "assessed": bool(queries.latest_marks(portfolio)),
    }
    return render(request, "competences/coverage.html", context)


@keeping
@require_POST
def aim(request: HttpRequest, portfolio: Portfolio) -> HttpResponseBase:
    level = request.POST.get("level", "")
    perform(request, lambda: actions.aim_at(actor=viewer(request), portfolio=portfolio, level=level))
    return redirect("competences:coverage", portfolio.pk)


@keeping
@require_POST
def carry_over(request: HttpRequest, portfolio: Portfolio) -> HttpResponseBase:
    done = _("Your portfolio now follows the newest version. Look through what it still speaks for.")
    perform(request, lambda: actions.carry_over(actor=viewer(request), portfolio=portfolio), done=done)
    return redirect("competences:coverage", portfolio.pk)


@route(Permission.KEEP_PORTFOLIO, policies.portfolio_and_ability)
def ability(request: HttpRequest, subject: tuple[Portfolio, str]) -> HttpResponseBase:
    """One ability: what it asks for, what speaks for it, how one saw oneself over time."""
    portfolio, slug = subject
    covered = queries.coverage_of(portfolio)
    if slug not in covered.coverages:
        return redirect("competences:coverage", portfolio.pk)
    one = covered.coverages[slug]
    steps = rules.next_steps([one], covered.today)
    context = frame(portfolio, covered.framework) | {
        "slug": slug,
        "ability": one.ability,
        "coverage": one,
        "competence": presentation.competence_of(covered.framework, slug),
        "items": presentation.item_lines(portfolio, covered, slug=slug),
        "facts": presentation.fact_lines(one),
        "step": steps[0] if steps else None,
        "history": [
            (each.done_at, each.marks[slug])
            for each in queries.assessments_of(portfolio)
            if slug in each.marks
        ],
        "around": presentation.around(covered.framework, slug),
    }
    return render(request, "competences/ability.html", context)


@keeping
def progress(request: HttpRequest, portfolio: Portfolio) -> HttpResponseBase:
    """How one saw oneself, from one self-assessment to the next."""
    framework = queries.framework(portfolio.version)
    done = queries.assessments_of(portfolio)
    axes, shapes = presentation.progress_radar(framework, done, language_of())
    context = frame(portfolio, framework) | {"axes": axes, "shapes": shapes, "done": done}
    return render(request, "competences/progress.html", context)


@own_route(Permission.USE_OWN_VAULT)
def room(request: HttpRequest) -> HttpResponseBase:
    """The words and files of one's portfolio: the static page that opens them in the browser."""
    return island_page(request, bundle=COMPETENCES)

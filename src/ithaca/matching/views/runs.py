import secrets

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.matching import wording
from ithaca.matching.actions import Order, adopt_policy, discard_run, start_run
from ithaca.matching.desk.comparing import compared
from ithaca.matching.desk.page import tabs_of
from ithaca.matching.examples import examples
from ithaca.matching.forms.runs import RunForm
from ithaca.matching.labels import name_of
from ithaca.matching.models import Run
from ithaca.matching.policies import run_by_id
from ithaca.matching.policy import Aim, changes
from ithaca.matching.queries import policy as in_force
from ithaca.matching.queries import runs as queries
from ithaca.matching.queries.objections import open_objections
from ithaca.matching.states import RUN, RunState
from ithaca.matching.views.policy import form_initial, policy_form
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug

running = route(Permission.RUN_MATCHING, programme_by_slug)
of_run = route(Permission.RUN_MATCHING, run_by_id)
SHOWN_SEEDS = 10_000
SHOWN_ROWS = 100
PER_PAGE = 50


@running
def index(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Where matching stands: the policy, the runs, what people object to."""
    version = in_force.version_in_force(programme)
    policy = in_force.policy_in_force(programme)
    context = {
        "programme": programme,
        "policy_version": version,
        "policy": policy,
        "aim": wording.AIMS[policy.aim],
        "criteria": [(wording.CRITERIA[name], weight) for name, weight in policy.counting().items()],
        "runs": Paginator(queries.runs(programme), PER_PAGE).get_page(request.GET.get("page")),
        "objections": open_objections(programme).count(),
    }
    return render(request, "matching/index.html", context)


@running
def new(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Asks for a run: who, and by which version."""
    versions = list(in_force.versions(programme))
    if not versions:
        return redirect("matching:policy", slug=programme.slug)
    initial = {
        "id": new_id(),
        "policy": versions[0].number,
        "seed": secrets.randbelow(SHOWN_SEEDS),
        "with_invited": queries.has_prepared(programme),
    }
    form = RunForm(
        request.POST or None, cohorts=queries.cohorts_of(programme), versions=versions, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        run = perform(
            request,
            lambda: start_run(
                actor=viewer(request),
                programme=programme,
                id=data["id"],
                order=Order(
                    policy=form.versions[data["policy"]],
                    scope=form.scope(),
                    seed=data["seed"],
                    name=data["name"],
                ),
            ),
            form=form,
        )
        if run is not None:
            return redirect("matching:run_state", slug=programme.slug, run_id=run.pk)
    return render(request, "matching/new_run.html", {"programme": programme, "form": form})


@of_run
def state(request: HttpRequest, run: Run) -> HttpResponseBase:
    """How a run stands; as long as it waits the page looks again by itself."""
    policy = in_force.policy_of(run.policy)
    base = in_force.policy_of(run.based_on.policy) if run.based_on else None
    result = run.result
    context = {
        "programme": run.programme,
        "run": run,
        "waits": run.state == RunState.WAITING,
        "result": result,
        "share": wording.share(result, policy),
        "aim": wording.AIMS[policy.aim],
        "aim_hint": wording.AIM_HINTS[policy.aim],
        "short": queries.short_of(run),
        "of_best": wording.of_best(result["objective"], result["bound"]) if result.get("gap") else "",
        "again": result.get("again") if result else None,
        "again_rows": wording.again(result),
        "price": wording.price(result, policy),
        "stable": policy.aim == Aim.STABLE,  # then the total is seldom the best
        "changed": [wording.change(one) for one in changes(base, policy)] if base else [],
        "may_discard": RUN.allows("discard", run.state),
        "scope": wording.scope(
            cohort=queries.cohort_of(run), with_invited=queries.scope_of(run).with_invited
        ),
        "tabs": tabs_of(run, "run_state") if result else [],
    }
    return render(request, "matching/run.html", context)


@of_run
def try_otherwise(request: HttpRequest, run: Run) -> HttpResponseBase:
    """Other weights and rules on the same people: a run of its own, and nothing comes into force."""
    programme = run.programme
    policy = in_force.policy_of(run.policy)
    form, looks = policy_form(request, programme, form_initial(policy, None))
    if (chosen := form.policy) and not looks:
        tried = perform(
            request,
            lambda: start_run(
                actor=viewer(request),
                programme=programme,
                id=form.cleaned_data["id"],
                order=Order(
                    policy=chosen,
                    scope=queries.scope_of(run),
                    seed=run.seed,
                    name=_("Tried: %(name)s") % {"name": name_of(run)},
                    based_on=run,
                    keep_locked=True,
                ),
            ),
            form=form,
        )
        if tried is not None:
            return redirect("matching:run_state", slug=programme.slug, run_id=tried.pk)
    shown = form.policy if form.is_bound else policy
    context = {
        "programme": programme,
        "run": run,
        "form": form,
        "examples": examples(programme, shown, skip=0) if shown else None,
        "wrong": shown is None,
        "shown": looks,
    }
    return render(request, "matching/policy.html", context)


@of_run
@require_POST
def adopt(request: HttpRequest, run: Run) -> HttpResponseBase:
    """Puts what the run tried out in force."""
    perform(
        request,
        lambda: adopt_policy(actor=viewer(request), run=run),
        done=_("What this run tried out is in force now, as a new version of the policy."),
    )
    return redirect("matching:run_state", slug=run.programme.slug, run_id=run.pk)


@of_run
@require_POST
def discard(request: HttpRequest, run: Run) -> HttpResponseBase:
    """Puts the run aside."""
    perform(
        request,
        lambda: discard_run(actor=viewer(request), run=run),
        done=_("The run is put aside. Nobody was told of its pairs."),
    )
    return redirect("matching:index", slug=run.programme.slug)


@of_run
def compare(request: HttpRequest, run: Run) -> HttpResponseBase:
    """Two runs side by side: which pairs only one has, and how the scores differ."""
    others = list(queries.solved_runs(run.programme).exclude(pk=run.pk))
    asked = request.GET.get("with", "")
    preferred = asked or str(run.based_on_id or "")
    other = next((one for one in others if str(one.pk) == preferred), None)
    if other is None and not asked and others:
        other = others[0]
    solved = run.state in queries.SOLVED
    by = other if other and request.GET.get("by") == "other" else run
    found = compared(run, other, measured_by=by) if other and solved else None
    rows = found.differences if found else []
    shown = rows if "all" in request.GET else rows[:SHOWN_ROWS]
    context = {
        "programme": run.programme,
        "run": run,
        "others": others,
        "other": other,
        "solved": solved,
        "tabs": tabs_of(run, "compare_runs") if solved else [],
        "found": found,
        "by_other": by != run,
        "rows": shown,
        "more": len(rows) - len(shown),
    }
    return render(request, "matching/compare.html", context)

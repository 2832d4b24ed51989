from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.matching import wording
from ithaca.matching.actions import save_policy
from ithaca.matching.examples import examples
from ithaca.matching.forms.policy import PolicyForm, TakeOverForm
from ithaca.matching.models import PolicyVersion
from ithaca.matching.policies import policy_in_programme
from ithaca.matching.policy import Policy, changes, to_toml
from ithaca.matching.queries import policy as queries
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.programmes.wording import said_by

running = route(Permission.RUN_MATCHING, programme_by_slug)
FORM = "matching/policy.html"


@running
def policy(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The policy as a form; “show examples” looks without saving."""
    version = queries.version_in_force(programme)
    initial = form_initial(queries.policy_in_force(programme), version)
    form, looks = policy_form(request, programme, initial)
    if (chosen := form.policy) and not looks:
        saved = perform(
            request,
            lambda: save_policy(
                actor=viewer(request),
                programme=programme,
                id=form.cleaned_data["id"],
                policy=chosen,
                after=form.cleaned_data["after"],
            ),
            form=form,
        )
        if saved is not None:
            perform(
                request,
                lambda: None,
                done=_("Version %(n)s of the policy is in force.") % {"n": saved.number},
            )
            return redirect("matching:index", slug=programme.slug)
    current = form.policy if form.is_bound else queries.policy_in_force(programme)
    context = _page(form, version, policy=current, skip=_skip(request.POST))
    return render(request, FORM, context | {"shown": looks})


def policy_form(
    request: HttpRequest, programme: Programme, initial: dict[str, object]
) -> tuple[PolicyForm, bool]:
    """The form as it was sent, with its policy where it has one; and whether only examples of it are asked for."""
    form = PolicyForm(request.POST or None, programme=programme, initial=initial)
    if request.method == "POST":
        form.is_valid()
    return form, "examples" in request.POST


def form_initial(policy: Policy, version: PolicyVersion | None) -> dict[str, object]:
    """The form filled with a policy, to be saved after this version."""
    number = version.number if version and version.number else 0
    return {"id": new_id(), "after": number, **PolicyForm.initial_of(policy)}


def _page(
    form: PolicyForm, version: PolicyVersion | None, *, policy: Policy | None, skip: int = 0
) -> dict[str, Any]:
    """With examples of a policy, so that the page explains itself; none where it has faults."""
    return {
        "programme": form.programme,
        "form": form,
        "policy_version": version,
        "examples": examples(form.programme, policy, skip=skip) if policy else None,
        "wrong": policy is None,
    }


def _skip(data: Mapping[str, Any]) -> int:
    asked = str(data.get("skip", ""))
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 0


@route(Permission.RUN_MATCHING, programme_by_slug)
@require_GET
def policy_examples(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """What the weights in the address mean on people of this programme: a part of the page."""
    form = PolicyForm(request.GET, programme=programme)
    found = (
        examples(programme, form.policy, skip=_skip(request.GET)) if form.is_valid() and form.policy else None
    )
    context = {"programme": programme, "examples": found, "wrong": found is None}
    return render(request, "matching/parts/examples.html", context)


@running
def take_over(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """From a file, or from another programme: it lands in the form, and is saved from there."""
    others = {str(other.pk): other for other in queries.programmes_to_copy_from(viewer(request), programme)}
    choices = [(pk, said_by(other.name, other)) for pk, other in others.items()]
    form = TakeOverForm(request.POST or None, request.FILES or None, programmes=choices)
    if request.method == "POST" and form.is_valid():
        other = others.get(form.cleaned_data.get("programme", ""))
        found = form.policy or (queries.policy_in_force(other) if other else Policy())
        version = queries.version_in_force(programme)
        taken = PolicyForm(
            programme=programme,
            initial=form_initial(queries.with_what_always_holds(found, programme), version),
        )
        name = form.cleaned_data["file"].name if form.policy else said_by(other.name, other) if other else ""
        return render(request, FORM, _page(taken, version, policy=found) | {"taken_from": name})
    return render(request, "matching/take_over.html", {"programme": programme, "form": form})


@running
@require_GET
def policy_file(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """The policy in force as TOML."""
    version = queries.version_in_force(programme)
    number = version.number if version else 0
    response = HttpResponse(
        to_toml(queries.policy_in_force(programme)), content_type="application/toml; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{programme.slug}-policy-{number}.toml"'
    return response


@running
def versions(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Every version, and what each changed."""
    rows = list(queries.versions(programme))
    read = [queries.policy_of(row) for row in rows]
    before = [*read[1:], Policy()]
    shown = [
        (row, [wording.change(each) for each in changes(earlier, now)], row.number == 1)
        for row, now, earlier in zip(rows, read, before, strict=True)
    ]
    return render(request, "matching/versions.html", {"programme": programme, "rows": shown})


@route(Permission.RUN_MATCHING, policy_in_programme)
@require_GET
def version_form(request: HttpRequest, version: PolicyVersion) -> HttpResponseBase:
    """An earlier version in the form, to bring it back."""
    programme = version.programme
    current = queries.version_in_force(programme)
    found = queries.policy_of(version)
    form = PolicyForm(programme=programme, initial=form_initial(found, current))
    name = _("version %(n)s") % {"n": version.number}
    return render(request, FORM, _page(form, current, policy=found) | {"taken_from": name})

"""A network's files, how it audits and decides, and what it does with a file that was handed in."""

from functools import partial

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.editions.forms import offered
from ithaca.networks.models import Network, Role
from ithaca.networks.policies import network
from ithaca.networks.tabs import tabs
from ithaca.schemes.presentation import gates as gate_lines
from ithaca.schemes.presentation import language_of
from ithaca.seals import actions, policies, queries, wording
from ithaca.seals.forms import AuditorsForm, ProcedureForm, ReasonsForm
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.files import frame
from ithaca.seals.states import WITH_NETWORK

of_network = route(Permission.MANAGE_SEALS, network)
of_file = route(Permission.MANAGE_SEALS, policies.file)


@of_network
def files(request: HttpRequest, network: Network) -> HttpResponseBase:
    """Each file, where it is since when, and whom it waits for."""
    rows = queries.files_of_network(network)
    lines = [(frame(row), wording.WAITS.get(row.state, "")) for row in rows]
    context = {
        "network": network,
        "tabs": tabs(network, "seals:of_network"),
        "running": [line for line in lines if line[0]["file"].state in WITH_NETWORK],
        "over": [line for line in lines if line[0]["file"].state not in WITH_NETWORK],
    }
    return render(request, "seals/network.html", context)


@of_network
def procedure(request: HttpRequest, network: Network) -> HttpResponseBase:
    """How many auditors, how long for what, how many votes."""
    make = partial(ProcedureForm, procedure=queries.procedure_of(network))
    form = offered(make, request.POST or None)
    if form.repeated:
        return redirect("seals:procedure", slug=network.slug)
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.set_procedure(
                actor=viewer(request), network=network, numbers=form.numbers(), seen=form.seen
            ),
            done=_("Saved."),
            form=form,
        )
        if saved:
            return redirect("seals:procedure", slug=network.slug)
    bound = queries.belongs_to_one_of(viewer(request).pk, queries.running_in(network))
    context = {"network": network, "form": form, "bound": actions.bound_to_a_file() if bound else ""}
    status = 409 if form.late else 422 if form.errors else 200
    return render(request, "seals/procedure.html", context, status=status)


@of_file
def auditors(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """Who can audit, who can't and why; then the naming."""
    named = queries.parts_of(row)
    known = {part.person_id for part in named}
    people = [each for each in queries.candidates(row, Role.AUDITOR) if each[0].person_id not in known]
    form = AuditorsForm(request.POST or None, free=[member for member, against in people if not against])
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.name_auditors(actor=viewer(request), file=row, people=form.chosen()),
            done=_("Named. They are told."),
            form=form,
        )
        if saved:
            return redirect("seals:file", row.pk)
    scheme = queries.scheme_of(row)
    told = dict(zip((each.slug for each in scheme.gates), gate_lines(scheme, language_of()), strict=True))
    context = frame(row) | {
        "form": form,
        "named": named,
        "wanted": queries.still_to_name(row),
        "against": [(m.person.name, [wording.CONFLICTS[each] for each in why]) for m, why in people if why],
        "gates": [
            (each.slug, told[each.slug][0], each.slug in row.confirmed)
            for each in scheme.gates
            if not each.facts
        ],
        "set_aside": queries.set_aside_by_programme(row),
        "recognisable": queries.needs_no_audit(row),
        "first": queries.audit_of(row) is None,
        "bound": bool(queries.binds(viewer(request).pk, row)),
        "confirmable": row.state in WITH_NETWORK,
        "now": wording.NOW_FOR[row.state][2] if row.state in wording.NOW_FOR else wording.NOW[row.state],
    }
    return render(request, "seals/auditors.html", context, status=422 if form.errors else 200)


@of_file
@require_POST
def confirm_gate(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    gate = request.POST.get("gate", "")
    perform(
        request,
        lambda: actions.confirm_gate(actor=viewer(request), file=row, gate=gate),
        done=_("Confirmed."),
    )
    return redirect("seals:auditors", row.pk)


@of_file
@require_POST
def recognise(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.recognise(actor=viewer(request), file=row),
        done=_("The file is with the committee."),
    )
    return redirect("seals:file", row.pk)


@of_file
def send_back(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """What the programme improves before an audit makes sense."""
    form = ReasonsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reasons = form.cleaned_data["reasons"]
        if perform(
            request,
            lambda: actions.send_back(actor=viewer(request), file=row, reasons=reasons),
            done=_("Sent back. The programme reads your reason."),
            form=form,
        ):
            return redirect("seals:of_network", row.network.slug)
    return render(
        request, "seals/send_back.html", frame(row) | {"form": form}, status=422 if form.errors else 200
    )

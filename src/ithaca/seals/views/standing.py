"""What becomes of a seal: for the network, which suspends and withdraws; for the programme, which takes it along and renews."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.credentials import paper
from ithaca.credentials.models import Credential
from ithaca.credentials.views.public import in_form
from ithaca.design.views import Scoped, perform, route
from ithaca.kernel.folding import slug_of
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.seals import actions, addresses, policies, queries
from ithaca.seals.forms import NewFileForm, StandingForm
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.files import frame
from ithaca.seals.presentation.registry import snippet
from ithaca.seals.presentation.standing import cause, change_title, lines_of, offered
from ithaca.seals.queries import Offer
from ithaca.seals.states import HELD, SEAL_FILE


@route(Permission.CHANGE_SEAL, policies.file)
def change(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """Suspends, puts back or withdraws; the programme reads why."""
    if row.state not in HELD:
        raise Http404
    kept = queries.held_by_others(row)
    possible = [
        step
        for step in ("suspend", "reinstate", "withdraw")
        if SEAL_FILE.allows(step, row.state) and not (step == "reinstate" and kept)
    ]
    form = StandingForm(request.POST or None, possible=possible)
    if request.method == "POST" and form.is_valid():
        done = perform(
            request,
            lambda: actions.change_standing(actor=viewer(request), file=row, **form.cleaned_data),
            done=_("Done. Verifiers see it within a few minutes, and the programme is told."),
            form=form,
        )
        if done:
            return redirect("seals:file", row.pk)
    # What another network has not been handed yet is the programme's alone.
    resting = [each for each in queries.resting_on(row) if each.state in HELD]
    context = frame(row) | {
        "form": form,
        "resting": resting,
        "title": change_title(row),
        "causes": [(cause(each.cause), each.reasons) for each in kept],
        "bound": bool(queries.binds(viewer(request).pk, row)),
    }
    return render(request, "seals/change.html", context, status=422 if form.errors else 200)


@route(Permission.KEEP_SEAL_FILE, policies.file)
def renew(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """What a renewal asks for, and its beginning."""
    if not queries.may_renew(row):
        return redirect("seals:file", row.pk)
    form = NewFileForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.begin_renewal(actor=viewer(request), file=row, id=form.cleaned_data["id"]),
            form=form,
        )
        if made is not None:
            return redirect("seals:file", made.pk)
    context = frame(row) | {"form": form, "newest": queries.scheme_to_renew_by(row)}
    return render(request, "seals/renew.html", context, status=422 if form.errors else 200)


# --- Taking it along ---


def _with_form(person: Any, seal_file_id: UUID, form: str) -> Scoped[tuple[SealFile, Credential, str]]:
    scoped = policies.file(person, seal_file_id)
    seal = scoped.subject.credential
    if seal is None:
        raise Http404
    return Scoped((scoped.subject, seal, form), scoped.roles)


@route(Permission.KEEP_SEAL_FILE, _with_form)
def download(request: HttpRequest, subject: tuple[SealFile, Credential, str]) -> HttpResponseBase:
    """The seal as certificate on paper, as badge with the credential inside, or as the credential alone."""
    _row, seal, form = subject
    if form == "pdf":
        response = HttpResponse(paper.certificate(seal), content_type="application/pdf")
    else:
        response = in_form(seal, form)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'attachment; filename="{slug_of(seal.name) or "seal"}.{form}"'
    return response


@route(Permission.KEEP_SEAL_FILE, policies.file)
def embed(request: HttpRequest, row: SealFile) -> HttpResponseBase:
    """The badge for the programme's own site, with the lines to copy."""
    if row.credential is None:
        raise Http404
    snippets = [(code, snippet(row, code)) for code in addresses.LANGUAGES]
    return render(request, "seals/embed.html", frame(row) | {"snippets": snippets})


# --- Recognition ---


@route(Permission.KEEP_SEAL_FILE, programme_by_slug)
def recognised(request: HttpRequest, programme: Programme) -> HttpResponseBase:
    """Other networks that accept a seal which the programme holds, and what they still ask for."""
    context = {"programme": programme, "offers": [offered(each) for each in queries.offers_to(programme)]}
    return render(request, "seals/recognised.html", context)


def _offer(
    person: Any, slug: str, seal_file_id: UUID, recognition_id: UUID
) -> Scoped[tuple[Programme, Offer]]:
    scoped = programme_by_slug(person, slug)
    found = queries.offer(scoped.subject, seal_file_id, recognition_id)
    if found is None:
        raise Http404
    return Scoped((scoped.subject, found), scoped.roles)


@route(Permission.KEEP_SEAL_FILE, _offer)
def begin_recognised(request: HttpRequest, subject: tuple[Programme, Offer]) -> HttpResponseBase:
    """A file that rests on a seal in force: what is left to show, and its beginning."""
    programme, offer = subject
    form = NewFileForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.begin_by_recognition(
                actor=viewer(request), programme=programme, offer=offer, id=form.cleaned_data["id"]
            ),
            form=form,
        )
        if made is not None:
            return redirect("seals:file", made.pk)
    told = offered(offer)
    context = {"programme": programme, "told": told, "form": form, "lines": lines_of(told)}
    return render(request, "seals/begin_recognised.html", context, status=422 if form.errors else 200)

"""One's own credentials."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.credentials import actions, addresses, paper, policies, queries
from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges import european
from ithaca.credentials.views.keys import confirmed
from ithaca.credentials.views.public import in_form
from ithaca.design.views import Scoped, own_route, perform, route
from ithaca.kernel.folding import slug_of


@own_route(Permission.USE_OWN_ACCOUNT)
def index(request: HttpRequest) -> HttpResponseBase:
    rows = [(row, addresses.of_credential(row)) for row in queries.credentials_of(viewer(request))]
    return render(request, "credentials/mine.html", {"rows": rows})


def _with_form(person: object, credential_id: UUID, form: str) -> Scoped[tuple[Credential, str]]:
    scoped = policies.own_credential(person, credential_id)  # type: ignore[arg-type]
    return Scoped((scoped.subject, form), scoped.roles)


@route(Permission.HOLD_CREDENTIAL, _with_form)
def download(request: HttpRequest, subject: tuple[Credential, str]) -> HttpResponseBase:
    """A file for its holder, whether the public page is hidden or not."""
    row, form = subject
    if form == "pdf":
        response = HttpResponse(paper.certificate(row), content_type="application/pdf")
    elif form == "elm":
        text = json.dumps(
            european.export(queries.award(row), name=row.holder_name), ensure_ascii=False, indent=1
        )
        response = HttpResponse(text, content_type="application/ld+json")
    else:
        response = in_form(row, form)
    response["Cache-Control"] = "private, no-store"
    ending = "elm.json" if form == "elm" else form
    response["Content-Disposition"] = f'attachment; filename="{slug_of(row.name) or "credential"}.{ending}"'
    return response


@route(Permission.HOLD_CREDENTIAL, policies.own_credential)
def visibility(request: HttpRequest, row: Credential) -> HttpResponseBase:
    """Hides the public page or lets it be seen again; in the directory, or not."""
    if request.method == "POST" and "list" in request.POST:
        listed = request.POST["list"] == "1"
        done = (
            _("Mentees see it beside your name in the directory.")
            if listed
            else _("It no longer stands in the directory.")
        )
        perform(
            request,
            lambda: actions.enlist(actor=viewer(request), credential=row, listed=listed),
            done=done,
        )
    elif request.method == "POST":
        change = actions.hide if "hide" in request.POST else actions.show
        said = (
            _("The page is hidden. Your files can still be verified.")
            if "hide" in request.POST
            else _("The page can be seen again.")
        )
        perform(request, lambda: change(actor=viewer(request), credential=row), done=said)
    return redirect("credentials:mine")


@route(Permission.HOLD_CREDENTIAL, policies.own_credential)
@confirmed
def erase(request: HttpRequest, row: Credential) -> HttpResponseBase:
    """All that tells whose it is goes; it can't be undone, so it is asked once more."""
    if request.method == "POST":
        done = _("Erased. Whoever has the file can still verify it; nothing here tells whose it is.")
        perform(request, lambda: actions.erase_holder(actor=viewer(request), credential=row), done=done)
        return redirect("credentials:mine")
    return render(request, "credentials/erase.html", {"row": row})

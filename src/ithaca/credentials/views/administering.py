"""What an organisation or a network has issued."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.credentials import addresses, policies, queries
from ithaca.credentials.actions.administering import VERBS, against_change, change_standing
from ithaca.credentials.forms import StandingForm
from ithaca.credentials.models import Credential
from ithaca.credentials.policies import Body
from ithaca.credentials.states import CREDENTIAL
from ithaca.design.views import perform, route

PER_PAGE = 50


@route(Permission.MANAGE_CREDENTIALS, policies.body)
def index(request: HttpRequest, body: Body) -> HttpResponseBase:
    issuer = queries.issuer_of(body)
    rows = queries.credentials_by(issuer)
    context = {
        "body": body,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "signs": queries.can_issue(body),
    }
    return render(request, "credentials/issued.html", context)


@route(Permission.MANAGE_CREDENTIALS, policies.credential_in)
def one(request: HttpRequest, subject: tuple[Body, Credential]) -> HttpResponseBase:
    """One credential, and what can be done about it: the button says which."""
    body, row = subject
    verb = next((verb for verb in VERBS if verb in request.POST), None)
    form = StandingForm(request.POST or None)
    if request.method == "POST" and verb and form.is_valid():
        done = perform(
            request,
            lambda: change_standing(
                actor=viewer(request), credential=row, verb=verb, reason=form.cleaned_data["reason"]
            ),
            done=_("Done. Verifiers see it within a few minutes."),
            form=form,
        )
        if done is not None:
            return redirect(addresses.page_of(body, "issued"))
    context = {
        "body": body,
        "row": row,
        "form": form,
        "possible": [verb for verb in VERBS if CREDENTIAL.allows(verb, row.state)],
        "against": against_change.first(viewer(request), row),
    }
    return render(request, "credentials/issued_one.html", context)

"""What an organisation has issued."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.credentials import policies, queries
from ithaca.credentials.actions.administering import VERBS, change_standing
from ithaca.credentials.forms import StandingForm
from ithaca.credentials.models import Credential
from ithaca.credentials.states import CREDENTIAL
from ithaca.design.views import perform, route
from ithaca.organisations.models import Organisation

PER_PAGE = 50


@route(Permission.MANAGE_CREDENTIALS, policies.organisation)
def index(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    issuer = queries.issuer_of(organisation)
    rows = queries.credentials_by(issuer)
    context = {
        "organisation": organisation,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "signs": queries.can_issue(organisation),
    }
    return render(request, "credentials/issued.html", context)


@route(Permission.MANAGE_CREDENTIALS, policies.credential_in)
def one(request: HttpRequest, subject: tuple[Organisation, Credential]) -> HttpResponseBase:
    """One credential, and what can be done about it: the button says which."""
    organisation, row = subject
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
            return redirect("credentials:issued", slug=organisation.slug)
    possible = [verb for verb in VERBS if CREDENTIAL.allows(verb, row.state)]
    context = {"organisation": organisation, "row": row, "form": form, "possible": possible}
    return render(request, "credentials/issued_one.html", context)

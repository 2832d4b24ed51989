"""What each person reads before they answer for themselves, and how they change their mind."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import own_route, perform, route
from ithaca.programmes.models import Participation
from ithaca.research import actions, own, policies, presentation, queries
from ithaca.research.forms import ConsentForm
from ithaca.research.models import Study


@own_route(Permission.USE_OWN_ACCOUNT)
def mine(request: HttpRequest) -> HttpResponseBase:
    """Every study that one is asked about, and all that one has answered."""
    person = viewer(request)
    context = {"waiting": queries.waiting_for(person), "answered": queries.consents_of(person)}
    return render(request, "research/mine.html", context)


@route(Permission.CONSENT_TO_RESEARCH, policies.own_consent)
def consent(request: HttpRequest, found: tuple[Study, Participation]) -> HttpResponseBase:
    """What goes out, in plain words and as one's own line; yes, no, no longer."""
    study, participation = found
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act, done = _answer(request, study, participation, form)
        if perform(request, act, done=done, form=form):
            return redirect("research:mine")
    context = {
        "study": study,
        "participation": participation,
        "consent": queries.consent(study, participation),
        "asked": queries.is_asked(study, participation),
        "lines": own.lines(study, participation),
        "described": presentation.variables(study),
        "form": form,
    }
    return render(request, "research/consent.html", context, status=422 if form.errors else 200)


def _answer(
    request: HttpRequest, study: Study, participation: Participation, form: ConsentForm
) -> tuple[Callable[[], None], str]:
    told = {"actor": viewer(request), "study": study, "participation": participation}
    if "withdraw" in request.POST:
        act = partial(actions.withdraw_consent, **told)  # type: ignore[arg-type]
        return act, _("Withdrawn: you are in no later edition.")
    if "refuse" in request.POST:
        return partial(actions.refuse_consent, **told), _("Noted. Nobody asks you again.")  # type: ignore[arg-type]
    adult = form.cleaned_data["adult"]
    act = partial(actions.give_consent, **told, adult=adult)  # type: ignore[arg-type]
    return act, _("Thank you. You can change your mind at any time, here.")

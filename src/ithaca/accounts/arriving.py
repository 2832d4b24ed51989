"""Coming in through the organisation's own sign-in: there, back, and who that is here."""

import logging
import time
from dataclasses import asdict, dataclass
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.signup import prevent_enumeration
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ithaca.access.permissions import Permission
from ithaca.accounts import actions, queries
from ithaca.accounts.entrance import confirmed_lately
from ithaca.accounts.models import Person
from ithaca.accounts.provider import (
    Provider,
    Secrets,
    Unproven,
    Unreachable,
    new_secrets,
    provider,
    way_there,
    who_arrived,
)
from ithaca.accounts.rules import Arrival, just_signed_in
from ithaca.design.forms import NameField
from ithaca.design.views import open_route
from ithaca.kernel.errors import Refusal

logger = logging.getLogger(__name__)
KEPT = "provider_journeys"
MOST = 5  # begun at once, in several windows
LASTS = 600  # seconds


@dataclass(frozen=True)
class Journey:
    """Somebody on the way to the provider and back: what binds the answer to them, and where they were going."""

    state: str
    nonce: str
    verifier: str
    landing: str
    person: str  # who is signed in already and connects the two accounts, or confirms who they are
    at: float

    @property
    def bound(self) -> Secrets:
        return Secrets(self.state, self.nonce, self.verifier)


@open_route(Permission.USE_SIGN_IN)
@require_GET
def begin(request: HttpRequest) -> HttpResponseBase:
    """To the provider. A link and no form: `form-action` would have to name wherever the provider sends people on to."""
    there = _configured()
    landing = (get_next_redirect_url(request) or "")[:500]
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return _turned_back(request, landing)  # nobody is signed in by another site's doing
    if not ratelimit.consume(request, app="allauth.account", action="provider", limit_get=True):
        return cast(HttpResponse, ratelimit.respond_429(request))
    person = str(request.user.pk) if request.user.is_authenticated else ""
    bound = new_secrets()
    try:
        address = way_there(
            there,
            bound,
            back=_back(),
            language=translation.get_language() or "fr",
            once_more=bool(person),
        )
    except Unreachable as error:
        return _unreachable(request, there, error, landing)
    journey = Journey(**asdict(bound), landing=landing, person=person, at=time.time())
    others = [one for one in request.session.get(KEPT, []) if journey.at - one["at"] < LASTS]
    request.session[KEPT] = [*others[1 - MOST :], asdict(journey)]
    return HttpResponseRedirect(address)


@open_route(Permission.USE_SIGN_IN)
@require_GET
def back(request: HttpRequest) -> HttpResponseBase:
    """From the provider, with a code or with a refusal."""
    there = _configured()
    journey = _taken(request, request.GET.get("state", ""))
    if journey is None:
        messages.error(
            request, _("This sign-in was begun elsewhere, or more than ten minutes ago. Please begin again.")
        )
        return _turned_back(request, "")
    if "code" not in request.GET:
        messages.error(request, _refused(request.GET.get("error", ""), there))
        return _turned_back(request, journey.landing)
    try:
        arrival = who_arrived(there, journey.bound, code=request.GET["code"], back=_back())
    except Unreachable as error:
        return _unreachable(request, there, error, journey.landing)
    except Unproven as error:
        logger.warning("The provider's answer was refused: %s", error)
        messages.error(request, _unproven(there))
        return _turned_back(request, journey.landing)
    try:
        if request.user.is_authenticated or journey.person:
            return _in_ones_own_account(request, there, journey, arrival)
        return _in(request, there, journey, arrival)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _turned_back(request, journey.landing)


def _in(request: HttpRequest, there: Provider, journey: Journey, arrival: Arrival) -> HttpResponse:
    person, is_new = queries.arrived_person(arrival), False
    if person is None:
        holder = queries.address_holder(_usable_address(arrival, there))
        if holder is not None and not arrival.proven:
            # The provider has not proven whose address it is: who has an account here is not for them to learn.
            return cast(HttpResponse, prevent_enumeration(request, email=arrival.email))
        is_new = holder is None
        person = _joined(request, there, holder, arrival) if holder else _made(request, journey, arrival)
    actions.believe_address(person, arrival)
    # A new account holds nothing yet: whoever has just come may set it up, vault and passkey too.
    just_now = is_new or just_signed_in(arrival, now=time.time(), asked=False)
    _note_proof(request, person, just_now)
    return cast(HttpResponse, perform_login(request, person, redirect_url=journey.landing or None))


def _joined(request: HttpRequest, there: Provider, holder: Person, arrival: Arrival) -> Person:
    """The account that has the address already: theirs for certain, where both sides have proven the address."""
    if queries.proven_person(arrival.email) != holder:
        raise Refusal(
            _(
                "There is an account with your address that nobody has confirmed. Ask for a new password below: the link proves that the address is yours. Then sign in, and connect %(name)s under “My account”."
            )
            % {"name": there.name}
        )
    if holder.is_active:
        _connect(request, there, holder, arrival)
    return holder


def _made(request: HttpRequest, journey: Journey, arrival: Arrival) -> Person:
    known = dict(settings.LANGUAGES)
    language = arrival.language if arrival.language in known else translation.get_language() or "fr"
    name = NameField(required=False).clean(arrival.name) or arrival.email.partition("@")[0]
    try:
        return actions.create_arrived(arrival, name=name[:120], language=language, landing=journey.landing)
    except IntegrityError:  # in two windows at once: the other one was first
        person = queries.arrived_person(arrival)
        if person is None:
            raise
        return person


def _in_ones_own_account(
    request: HttpRequest, there: Provider, journey: Journey, arrival: Arrival
) -> HttpResponse:
    """Who is signed in already confirms who they are, or connects the two accounts."""
    person, holder = request.user, queries.arrived_person(arrival)
    if not isinstance(person, Person) or (journey.person and journey.person != str(person.pk)):
        raise Refusal(_("Meanwhile you are no longer signed in as before. Please begin again."))
    if holder is not None and holder != person:
        raise Refusal(
            _("This account of %(name)s belongs to another account here. Sign out first to use that one.")
            % {"name": there.name}
        )
    if holder is None and not confirmed_lately(request):
        way = f"{reverse('account_provider')}?{urlencode({'next': journey.landing or reverse('accounts:settings')})}"
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': way})}")
    if holder is None:
        _connect(request, there, person, arrival)
        messages.success(request, _("From now on you can sign in with %(name)s.") % {"name": there.name})
    elif just_signed_in(arrival, now=time.time(), asked=bool(journey.person)):
        _note_proof(request, person, True)
    else:
        raise Refusal(
            _("%(name)s has not asked you who you are. Please try again, or use a passkey.")
            % {"name": there.name}
        )
    return HttpResponseRedirect(journey.landing or reverse("accounts:settings"))


def _connect(request: HttpRequest, there: Provider, person: Person, arrival: Arrival) -> None:
    actions.connect_provider(person, arrival)
    context = {"provider_name": there.name}
    get_adapter(request).send_notification_mail("account/email/provider_connected", person, context)


def _note_proof(request: HttpRequest, person: Person, just_now: bool) -> None:
    record_authentication(request, person, method="provider", reauthenticated=just_now or None)


def _usable_address(arrival: Arrival, there: Provider) -> str:
    try:
        validate_email(arrival.email)
    except ValidationError:
        raise Refusal(
            _(
                "%(name)s does not tell us your e-mail address, which we need. Ask whoever runs it there to pass it on, or create an account here."
            )
            % {"name": there.name}
        ) from None
    return arrival.email


def _configured() -> Provider:
    there = provider()
    if there is None:
        raise Http404
    return there


def _back() -> str:
    return settings.BASE_URL + reverse("account_provider_back")


def _taken(request: HttpRequest, state: str) -> Journey | None:
    """Each journey ends once, whatever comes of it."""
    begun = [Journey(**one) for one in request.session.get(KEPT, [])]
    found = next((one for one in begun if state and one.state == state), None)
    if found is None:
        return None
    request.session[KEPT] = [asdict(one) for one in begun if one != found]
    return found if time.time() - found.at < LASTS else None


def _turned_back(request: HttpRequest, landing: str) -> HttpResponse:
    """To where one chooses how to sign in, or confirms who one is; the way to the page one wanted stays."""
    page = reverse("account_reauthenticate" if request.user.is_authenticated else "account_login")
    return redirect(page + (f"?{urlencode({'next': landing})}" if landing else ""))


def _unreachable(request: HttpRequest, there: Provider, error: Unreachable, landing: str) -> HttpResponseBase:
    logger.warning("The organisation's own sign-in does not answer: %s", error)
    messages.error(
        request,
        _("%(name)s does not answer at the moment. Try again in a few minutes, or sign in another way.")
        % {"name": there.name},
    )
    return _turned_back(request, landing)


def _refused(error: str, there: Provider) -> str:
    if error == "access_denied":
        return _("You have broken off at %(name)s, or it does not let you in here.") % {"name": there.name}
    return _("%(name)s could not sign you in. Try again; if it happens again, tell whoever runs it.") % {
        "name": there.name
    }


def _unproven(there: Provider) -> str:
    return _(
        "What %(name)s sent does not prove who you are, so you are not signed in. Please begin again; if it happens again, tell whoever runs Ithaca."
    ) % {"name": there.name}

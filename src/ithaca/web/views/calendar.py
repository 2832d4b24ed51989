from typing import cast
from urllib.parse import urlsplit

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.design.views import open_route, own_route, perform
from ithaca.notifications.calendars import feeds
from ithaca.web.forms import CalendarForm


@own_route(Permission.USE_OWN_ACCOUNT)
def own_calendar(request: HttpRequest) -> HttpResponseBase:
    """The private address for one's own calendar: made here, and what it says."""
    person = cast(Person, request.user)
    feed = feeds.feed_of(person)
    form = CalendarForm(
        request.POST if request.method == "POST" else None,
        initial={"shows_place": bool(feed and feed.shows_place)},
    )
    if request.method == "POST" and form.is_valid():
        shows_place = form.cleaned_data["shows_place"]
        done = _("Saved.") if feed else _("Your calendar address is made. Add it to your calendar.")
        if perform(request, lambda: feeds.switch_feed_on(person, shows_place=shows_place), done=done):
            return redirect("web:own_calendar")
    address = settings.BASE_URL + reverse("web:calendar_feed", args=[feed.token]) if feed else ""
    subscription = f"webcal://{address.split('://', 1)[1]}" if urlsplit(address).scheme else ""
    context = {"feed": feed, "form": form, "address": address, "subscription": subscription}
    return render(request, "web/calendar.html", context)


@own_route(Permission.USE_OWN_ACCOUNT)
@require_POST
def renew(request: HttpRequest) -> HttpResponseBase:
    person = cast(Person, request.user)
    done = _("Your calendar has a new address; the old one leads nowhere any more.")
    perform(request, lambda: feeds.renew_feed(person), done=done)
    return redirect("web:own_calendar")


@own_route(Permission.USE_OWN_ACCOUNT)
@require_POST
def switch_off(request: HttpRequest) -> HttpResponseBase:
    person = cast(Person, request.user)
    perform(request, lambda: feeds.switch_feed_off(person), done=_("Your calendar address is switched off."))
    return redirect("web:own_calendar")


@open_route(Permission.READ_CALENDAR_FEED)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a private address; whoever guesses at addresses is soon told to wait."""
    found = feeds.feed_by_token(token)
    if found is None:
        # The public function of django-allauth's passes over GET.
        if not ratelimit.consume(request, app="allauth.account", action="unknown_calendar", limit_get=True):
            return HttpResponse(status=429)
        raise Http404
    with translation.override(found.person.language):
        text = feeds.feed_text(found)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["Content-Disposition"] = 'inline; filename="ithaca.ics"'
    return response

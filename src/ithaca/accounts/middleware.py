"""Each page in the language and the time zone of whoever reads it; each session with the browser that uses it."""

import zoneinfo
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from ithaca.accounts import actions, rules
from ithaca.kernel import clock

KNOWN_LANGUAGES = [code for code, _name in settings.LANGUAGES]


def language_of(request: HttpRequest) -> str:
    """The person's own language; for others the chosen one, then the browser's, then French."""
    if request.user.is_authenticated:
        return request.user.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return chosen if chosen in KNOWN_LANGUAGES else translation.get_language_from_request(request)


def language_and_time_zone(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        zone = request.user.time_zone if request.user.is_authenticated else "Europe/Paris"
        language = language_of(request)
        with translation.override(language), timezone.override(zoneinfo.ZoneInfo(zone)):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return respond


# When this process has last noted a session. In memory, not in the session: writing that on any request could
# overwrite the vault's half that another request is just putting there.
_noted: dict[str, datetime] = {}
MOST_NOTED = 20_000


def note_device(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        key, now = request.session.session_key, clock.now()
        if key and request.user.is_authenticated and not _lately(key, now):
            if len(_noted) >= MOST_NOTED:
                _noted.clear()
            _noted[key] = now
            agent = request.headers.get("User-Agent", "")
            actions.note_device(request.user, session_key=key, user_agent=agent)
        return get_response(request)

    return respond


def _lately(key: str, now: datetime) -> bool:
    before = _noted.get(key)
    return before is not None and abs(now - before) < rules.NOTED_EVERY

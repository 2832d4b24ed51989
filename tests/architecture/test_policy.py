"""Every answer carries the policy that stops foreign code: pages, refusals, the API, static files and faults.

The policy is written here by hand, apart from `web/middleware.py`. What it does stands in tests/browser/test_policy.py.
"""

import re
from collections.abc import Callable

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponseBase
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from ithaca.accounts.models import Person
from ithaca.kernel import ids
from tests.architecture.addresses import every_route
from tests.cast import Cast

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "media-src": "blob:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
OTHERS = {
    "Integrity-Policy": "blocked-destinations=(script)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def protected(response: HttpResponseBase) -> bool:
    directives = [
        part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";")
    ]
    return dict(directives) == POLICY and len(directives) == len(POLICY)  # type: ignore[arg-type]


def some(match: re.Match[str]) -> str:
    kind = match.group(1)
    return str(ids.new_id()) if "uuid" in kind else "1" if "int" in kind else "anything"


@pytest.mark.django_db
@pytest.mark.usefixtures("brief_refusals")
def test_every_route_answers_with_it_whoever_asks(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    routes = sorted({address for address, _pattern in every_route(get_resolver().url_patterns)})
    assert len(routes) > 100
    bare, seen = [], set()
    for client in (Client(), sign_in(cast.mentee)):
        for route in routes:
            response = client.get("/" + re.sub(r"<([^>]+)>", some, route))
            seen.add(response.status_code)
            bare += [] if protected(response) else [route]
    assert bare == []
    assert {200, 302, 404} <= seen


@pytest.mark.django_db
def test_every_other_header_stands_on_pages_and_answers(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    client = sign_in(cast.mentee)
    for address in ("/", "/vault/", "/api/me", "/nowhere/"):
        response = client.get(address)
        assert {name: response.headers.get(name) for name in OTHERS} == OTHERS, address
        assert protected(response), address


def test_static_files_carry_it() -> None:
    assert protected(Client().get(staticfiles_storage.url("ithaca/site.js")))


@pytest.mark.django_db
def test_a_fault_and_a_strange_host_carry_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("ithaca.web.middleware.RequirePermission.process_view", break_down)
    broken = Client(raise_request_exception=False).get("/confidentiality/")
    assert broken.status_code == 500
    assert protected(broken)
    strange = Client().get("/", headers={"host": "elsewhere.example.com"})
    assert strange.status_code == 400
    assert protected(strange)


@pytest.mark.django_db
def test_the_way_to_https_carries_it(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/")
    assert response.status_code == 301
    assert protected(response)

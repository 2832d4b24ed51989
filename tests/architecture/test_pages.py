"""No page is forgotten: what the browser tests look at is held against the routes."""

from collections.abc import Callable

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import get_resolver, resolve

from ithaca.accounts.models import Person
from ithaca.cli.worker import Worker
from ithaca.kernel.ids import new_id
from ithaca.notifications.models import Message
from ithaca.programmes.models import Programme
from tests.architecture.addresses import EVERYBODY, arguments, every_route, filled
from tests.browser.pages import ELSEWHERE, PEOPLE, pages


def is_page(response: HttpResponseBase) -> bool:
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


@pytest.mark.django_db
@pytest.mark.usefixtures("brief_refusals")
def test_every_route_that_answers_with_a_page_is_looked_at(
    sign_in: Callable[[Person], Client], demo: Programme
) -> None:
    Worker().work_once()
    programme = demo
    addresses = [address.split("?")[0] for who in PEOPLE for address in pages(who, programme)[1]]
    values = {**arguments(programme), "message_id": Message.objects.all()[0].pk, "device_id": new_id()}
    values |= {"notice_id": new_id(), "off_token": "made-up"}
    looked_at = {resolve(address).route for address in addresses if address != "/nowhere/"} | set(ELSEWHERE)
    clients = [
        Client(),
        *(sign_in(Person.objects.get(email=f"{name}@demo.example.org")) for name in EVERYBODY),
    ]
    forgotten, unknown = [], []
    for route, _pattern in every_route(get_resolver().url_patterns):
        if route.startswith("api/") or route in looked_at:
            continue
        path = filled(route, values)
        if path is None:
            unknown.append(route)
        elif any(is_page(client.get(path)) for client in clients):
            forgotten.append(route)
    assert forgotten == []
    assert unknown == [], "addresses that can't be asked here"

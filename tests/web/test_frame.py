"""Around the pages of the confidential space stands what stands around every other page."""

import re
from collections.abc import Callable

from django.test import Client

from ithaca.accounts.models import Person
from tests.cast import Cast

Links = list[tuple[str, str]]
LINK = re.compile(r'<a (?:class="menu__item" )?href="([^"]+)"[^>]*>.*?</svg>(?:<span>)?([^<]+)<')


def links_of(html: str, begin: str, end: str) -> Links:
    return LINK.findall(html.split(begin, 1)[1].split(end, 1)[0])


def test_the_same_places_are_named_in_the_same_order(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    for person in (cast.mentor, cast.mentee, cast.coordinator, cast.outsider):
        browser = sign_in(person)
        told = browser.get("/frame/", {"page": "/mentorships/1/room/"}).json()
        html = browser.get("/account/settings/").content.decode()
        named = [(item["url"], item["label"]) for item in told["navigation"]]
        assert named == links_of(html, 'class="nav"', "</nav>")
        assert [(item["url"], item["label"]) for item in told["account"]] == links_of(
            html, "menu__name", "<form"
        )
        here = [item["url"] for item in told["navigation"] if item["current"]]
        assert here == [url for url, _label in named if url == "/mentorships/"]


def test_who_is_not_signed_in_is_told_nothing() -> None:
    assert Client().get("/frame/").headers["Location"].startswith("/account/sign-in/")

"""The tabs of a programme lead somewhere for whoever sees them, and they stay on every page beneath them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def tabs(page: str) -> list[str]:
    found = re.findall(r'<nav class="tabs"[^>]*>(.*?)</nav>', page, re.DOTALL)
    return [address for nav in found for address in re.findall(r'href="([^"]+)"', nav)]


@pytest.mark.parametrize("who", ["administrator", "coordinator", "mentor", "mentee"])
def test_every_tab_that_somebody_sees_leads_to_a_page(cast: Cast, sign_in: SignIn, who: str) -> None:
    client, todo, done = sign_in(getattr(cast, who)), ["/programmes/cap-ouest/"], set[str]()
    while todo:
        address = todo.pop()
        answer = client.get(address)
        assert answer.status_code == 200, address
        done.add(address)
        found = tabs(answer.content.decode())
        assert found or who in ("mentor", "mentee"), f"no tabs on {address}"
        todo += [each for each in found if each not in done and each not in todo]
    assert ("/programmes/cap-ouest/pairs/" in done) is (who in ("administrator", "coordinator"))


@pytest.mark.parametrize(
    "page",
    [
        *(f"set-up/{part}/" for part in ("presentation", "format", "questions", "charter", "coordinators")),
        "directory/",
        "steering/",
        "steering/requests/",
        "pairs/",
        "pairs/new/",
        "evaluations/",
    ],
)
def test_the_tabs_stay_on_the_pages_beneath_them(cast: Cast, sign_in: SignIn, page: str) -> None:
    answer = sign_in(cast.coordinator).get(f"/programmes/cap-ouest/{page}")
    assert answer.status_code == 200
    assert "/programmes/cap-ouest/participants/" in tabs(answer.content.decode())


def test_the_pairs_are_listed_and_a_pair_can_be_proposed_from_there(cast: Cast, sign_in: SignIn) -> None:
    row = actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    page = sign_in(cast.coordinator).get("/programmes/cap-ouest/pairs/").content.decode()
    assert f"/mentorships/{row.pk}/" in page
    assert "/programmes/cap-ouest/pairs/new/" in page
    assert "Proposer un binôme" in page
    ended = sign_in(cast.coordinator).get("/programmes/cap-ouest/pairs/?state=ended").content.decode()
    assert f"/mentorships/{row.pk}/" not in ended


def test_a_coordinator_finds_the_way_back_from_a_pair(cast: Cast, sign_in: SignIn) -> None:
    row = actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    page = sign_in(cast.coordinator).get(f"/mentorships/{row.pk}/").content.decode()
    assert 'href="/programmes/cap-ouest/pairs/"' in page.split('class="crumbs"')[1].split("</nav>")[0]
    own = sign_in(cast.mentee).get(f"/mentorships/{row.pk}/").content.decode()
    assert "/programmes/cap-ouest/pairs/" not in own

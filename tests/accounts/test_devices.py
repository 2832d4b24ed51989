"""Where somebody is signed in: seen by nobody else, and ended from any of their browsers."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from ithaca.accounts import actions
from ithaca.accounts.models import Device, Person
from ithaca.accounts.rules import family
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.vault import halves
from tests.cast import Cast, make_cast
from tests.factories import PASSWORD

DEVICES = "/account/devices/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def browser_of(person: Person, agent: str = FIREFOX) -> Client:
    browser = Client(headers={"user-agent": agent})
    browser.post("/account/sign-in/", {"login": person.email, "password": PASSWORD})
    assert browser.get("/account/settings/").status_code == 200
    return browser


def page(browser: Client) -> str:
    return browser.get(DEVICES).content.decode().split("<main", 1)[1]


def signed_in(browser: Client) -> bool:
    return bool(browser.get("/api/me").status_code == 200)


def test_each_browser_is_listed_and_this_one_is_marked(cast: Cast) -> None:
    here = browser_of(cast.mentee)
    browser_of(cast.mentee, IPHONE)
    shown = page(here)
    assert shown.index("Firefox, Windows") < shown.index("Cet appareil") < shown.index("Safari, iPhone")
    assert shown.count("Cet appareil, ") == 1
    assert str(Device.objects.get(browser="Firefox").pk) not in shown, "this one has its own way out"


def test_a_device_signed_out_is_out_and_its_half_of_the_key_gone(cast: Cast) -> None:
    here, phone = browser_of(cast.mentee), browser_of(cast.mentee, IPHONE)
    half = {"half": "a" * 43}
    assert phone.put("/api/vault/session-half", half, content_type="application/json").status_code == 204
    row = Session.objects.get(pk=phone.session.session_key)
    assert halves.KEY in row.get_decoded()
    device = Device.objects.get(browser="Safari")
    answer = here.post(f"{DEVICES}{device.pk}/sign-out/", follow=True).content.decode()
    assert "Cet appareil est déconnecté." in answer
    assert "Safari" not in page(here)
    assert not Session.objects.filter(pk=row.pk).exists()
    assert not signed_in(phone)
    assert signed_in(here)


def test_all_others_are_signed_out_at_once(cast: Cast) -> None:
    here, phone, third = browser_of(cast.mentee), browser_of(cast.mentee, IPHONE), browser_of(cast.mentee)
    stranger = browser_of(cast.mentor)
    here.post(f"{DEVICES}others/sign-out/")
    assert [signed_in(one) for one in (here, phone, third, stranger)] == [True, False, False, True]
    assert "nulle part ailleurs" in page(here)
    (event,) = Event.objects.filter(verb="account.devices signed out")
    assert event.facts["number"] == 2


def test_nobody_sees_or_ends_the_sessions_of_another(cast: Cast) -> None:
    browser_of(cast.mentee, IPHONE)
    outsider = browser_of(cast.outsider)
    assert "Safari" not in page(outsider)
    device = Device.objects.get(browser="Safari")
    assert outsider.post(f"{DEVICES}{device.pk}/sign-out/").status_code == 404
    assert outsider.post(f"{DEVICES}{uuid.uuid4()}/sign-out/").status_code == 404
    outsider.post(f"{DEVICES}others/sign-out/")
    assert Device.objects.filter(pk=device.pk).exists()
    assert Client().get(DEVICES).status_code == 302


def test_this_device_is_left_by_signing_out_not_from_the_list(cast: Cast) -> None:
    here = browser_of(cast.mentee)
    assert here.post(f"{DEVICES}{Device.objects.get().pk}/sign-out/").status_code == 404
    assert here.get(f"{DEVICES}{Device.objects.get().pk}/sign-out/").status_code == 405
    here.post("/account/sign-out/")
    assert not Device.objects.exists()


def test_the_last_use_is_noted_now_and_then(cast: Cast) -> None:
    here = browser_of(cast.mentee)
    first = Device.objects.get().last_used_at
    here.get("/")
    assert Device.objects.get().last_used_at == first
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        here.get("/")
        assert Device.objects.get().last_used_at > first + timedelta(minutes=5)
    assert Device.objects.count() == 1


def test_signing_in_again_in_the_same_browser_leaves_one_line(cast: Cast) -> None:
    here = browser_of(cast.mentee)
    here.post("/account/sign-out/")
    here.post("/account/sign-in/", {"login": cast.mentee.email, "password": PASSWORD})
    here.get("/")
    assert Device.objects.count() == 1


def test_an_expired_session_is_not_shown(cast: Cast) -> None:
    here = browser_of(cast.mentee)
    phone = browser_of(cast.mentee, IPHONE)
    Session.objects.filter(pk=phone.session.session_key).update(expire_date=clock.now() - timedelta(days=1))
    assert "Safari" not in page(here)


def test_neither_address_nor_version_is_kept(cast: Cast) -> None:
    browser_of(cast.mentee)
    kept = Device.objects.values("browser", "system").get()
    assert kept == {"browser": "Firefox", "system": "Windows"}
    columns = {field.name for field in Device._meta.get_fields()}
    assert columns == {"id", "session", "person", "browser", "system", "created_at", "last_used_at"}


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        (IPHONE, ("Safari", "iPhone")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/130 Safari/537 Edg/130", ("Edge", "macOS")),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130 Mobile Safari/537", ("Chrome", "Android")),
        ("Mozilla/5.0 (X11; Linux x86_64) SamsungBrowser/1 Chrome/1 Safari/1", ("Samsung Internet", "Linux")),
        ("curl/8", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_family_of_a_browser(agent: str, expected: tuple[str, str]) -> None:
    assert family(agent) == expected


def test_a_browser_that_says_nothing_is_listed_as_unknown(cast: Cast) -> None:
    here = browser_of(cast.mentee)
    browser_of(cast.mentee, "")
    assert "Navigateur inconnu" in page(here)


@pytest.mark.django_db(transaction=True)
def test_a_session_that_ended_meanwhile_is_not_noted() -> None:
    cast = make_cast()
    actions.note_device(cast.mentee, session_key="gone", user_agent=FIREFOX)
    assert not Device.objects.exists()

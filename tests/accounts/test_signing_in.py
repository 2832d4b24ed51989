from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from tests.cast import Cast
from tests.factories import PASSWORD

SIGN_IN = "/account/sign-in/"


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def test_with_address_and_password(cast: Cast) -> None:
    browser = Client()
    answer = browser.post(SIGN_IN, {"login": "MARC@example.org", "password": PASSWORD, "next": "/requests/"})
    assert answer.headers["Location"] == "/requests/"


def test_too_many_wrong_passwords_and_even_the_right_one_must_wait(cast: Cast) -> None:
    browser = Client()
    for _attempt in range(5):
        page = browser.post(SIGN_IN, {"login": cast.mentor.email, "password": "perdu"}).content.decode()
        assert "ne vont pas ensemble" in page
    page = browser.post(SIGN_IN, {"login": cast.mentor.email, "password": PASSWORD}).content.decode()
    assert "Trop d’essais à la suite" in page


def test_signing_out_takes_a_post_and_clears_what_the_browser_holds(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    browser = sign_in(cast.mentee)
    session = browser.session
    session["vault_half"] = {"half": "x", "used_at": "2026-01-01T00:00:00+00:00"}
    session.save()
    assert "Clear-Site-Data" not in browser.get("/account/sign-out/").headers
    answer = browser.post("/account/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "vault_half" not in browser.session
    assert not answer.wsgi_request.user.is_authenticated


def test_settings_are_saved_and_the_page_speaks_the_new_language(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    browser = sign_in(cast.mentee)
    changed = {"name": "Inès B.", "language": "en", "time_zone": "Africa/Tunis"}
    page = browser.post("/account/settings/", changed, follow=True).content.decode()
    assert "Your settings are saved." in page
    cast.mentee.refresh_from_db()
    assert (cast.mentee.name, cast.mentee.time_zone) == ("Inès B.", "Africa/Tunis")


def test_a_visitor_chooses_the_language_in_a_cookie_and_a_person_for_good(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    visitor = Client()
    answer = visitor.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"
    assert visitor.get("/").headers["Content-Language"] == "en"
    browser = sign_in(cast.mentee)
    browser.post("/language/", {"language": "en", "next": "/requests/"})
    cast.mentee.refresh_from_db()
    assert cast.mentee.language == "en"
    assert visitor.post("/language/", {"language": "xx"}).cookies.get("django_language") is None


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_inactive",
        "account_reset_password_from_key_done",
        "account_email_verification_sent",
    ],
)
def test_every_page_of_the_entrance_is_ours_in_both_languages(name: str) -> None:
    for language in ("fr", "en"):
        browser = Client(headers={"accept-language": language})
        answer = browser.get(reverse(name))
        assert answer.status_code == 200
        assert "site-head" in answer.content.decode()
        assert answer.headers["Content-Language"] == language


def test_password_and_address_ask_for_the_password_once_more(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    browser = sign_in(cast.mentee)
    assert "site-head" in browser.get(reverse("account_change_password")).content.decode()
    assert "site-head" in browser.get(reverse("account_email")).content.decode()
    answer = browser.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    answer = browser.post(
        answer.headers["Location"], {"password": PASSWORD, "next": reverse("account_email")}
    )
    assert "new@example.org" in browser.get(reverse("account_email")).content.decode()


def test_a_stale_link_says_what_to_do(db: None) -> None:
    assert (
        "ne fonctionne plus"
        in Client().get(reverse("account_confirm_email", args=["perdu"])).content.decode()
    )
    page = (
        Client()
        .get(reverse("account_reset_password_from_key", args=["abc", "set-password"]))
        .content.decode()
    )
    assert "ne fonctionne plus" in page


@pytest.mark.parametrize(
    "path", ["/account/settings/", "/account/password/", "/account/email/", "/account/again/"]
)
def test_a_visitor_is_led_to_sign_in(path: str, db: None) -> None:
    assert Client().get(path).headers["Location"] == f"{SIGN_IN}?next={path}"

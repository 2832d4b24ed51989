"""Somebody comes by a programme's link, signs up, confirms by mail, and is back where they came from."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from ithaca.accounts import actions
from ithaca.accounts.queries import person_by_email
from ithaca.kernel import clock
from tests.cast import Cast
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
TARGET = "/join/abc/"
NEWCOMER = {
    "name": "Léa Favre",
    "email": "lea@example.org",
    "password1": PASSWORD,
    "time_zone": "America/Montreal",
}


def last_mail() -> tuple[str, str]:
    message = mail.outbox[-1]
    return message.subject, str(message.body)


def link_in(text: str) -> str:
    found = re.search(settings.BASE_URL + r"(/account/\S+)", text)
    assert found is not None
    return found.group(1)


def sign_up(browser: Client) -> None:
    answer = browser.post(reverse("account_signup"), {**NEWCOMER, "next": TARGET})
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert browser.get(answer.headers["Location"]).status_code == 200


def test_in_the_same_browser_one_is_signed_in_and_back_at_once() -> None:
    browser = Client()
    sign_up(browser)
    subject, text = last_mail()
    assert subject == "Bienvenue dans Ithaca\u00a0: confirmez votre adresse"
    answer = browser.post(link_in(text))
    assert answer.headers["Location"] == TARGET
    assert browser.get("/").wsgi_request.user.is_authenticated


def test_in_another_browser_sign_in_comes_first_and_the_way_back_is_kept() -> None:
    sign_up(Client())
    other = Client()
    address = link_in(last_mail()[1])
    assert "Oui, confirmer" in other.get(address).content.decode()
    answer = other.post(address)
    assert answer.headers["Location"] == f"{reverse('account_login')}?next=/join/abc/".replace(
        "/join/abc/", "%2Fjoin%2Fabc%2F"
    )
    answer = other.post(reverse("account_login"), {"login": NEWCOMER["email"], "password": PASSWORD})
    assert answer.headers["Location"] == TARGET
    person = person_by_email("LEA@example.org")
    assert person is not None
    assert person.landing == ""


def test_the_links_in_mail_are_those_of_the_site_whatever_the_request_says() -> None:
    browser = Client(headers={"Host": "localhost:9999"})
    sign_up(browser)
    browser.post(reverse("account_reset_password"), {"email": NEWCOMER["email"]})
    for message in mail.outbox:
        assert "localhost" not in str(message.body)
        assert link_in(str(message.body))


def test_name_language_and_time_zone_are_kept() -> None:
    browser = Client()
    browser.post(reverse("accounts:set_language"), {"language": "en", "next": "/"})
    sign_up(browser)
    person = person_by_email("lea@example.org")
    assert person is not None
    assert (person.name, person.language, person.time_zone) == ("Léa Favre", "en", "America/Montreal")
    assert last_mail()[0] == "Welcome to Ithaca: confirm your address"


def test_an_unknown_time_zone_becomes_that_of_the_language() -> None:
    person = actions.create_person(email="x@example.org", name="X", language="fr", time_zone="Mars/Olympus")
    assert person.time_zone == "Europe/Paris"


def test_a_way_back_to_another_site_is_not_taken() -> None:
    Client().post(reverse("account_signup"), {**NEWCOMER, "next": "https://evil.example/"})
    person = person_by_email("lea@example.org")
    assert person is not None
    assert person.landing == ""


def test_nobody_learns_whether_an_address_has_an_account(cast: Cast) -> None:
    known, unknown = Client(), Client()
    answers = [
        browser.post(reverse("account_signup"), {**NEWCOMER, "email": email})
        for browser, email in [(known, cast.mentor.email), (unknown, "new@example.org")]
    ]
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    answers = [
        Client().post(reverse("account_reset_password"), {"email": e})
        for e in (cast.mentor.email, "no@example.org")
    ]
    assert len({(a.status_code, a.headers["Location"]) for a in answers}) == 1


def test_whoever_has_an_account_is_told_so_by_mail_with_the_way_back(cast: Cast) -> None:
    Client().post(reverse("account_signup"), {**NEWCOMER, "email": cast.mentor.email, "next": TARGET})
    subject, text = last_mail()
    assert subject == "Vous avez déjà un compte"
    assert "%2Fjoin%2Fabc%2F" in text


def test_no_stranger_has_words_of_theirs_sent_to_an_address_that_is_not_theirs() -> None:
    browser = Client()
    browser.post(reverse("account_signup"), {**NEWCOMER, "name": "Vous avez gagné : prix.example"})
    browser.post(reverse("account_reset_password"), {"email": NEWCOMER["email"]})
    assert len(mail.outbox) == 2
    assert not any("prix.example" in f"{message.subject} {message.body}" for message in mail.outbox)


def test_an_inbox_is_not_filled_by_whoever_knows_its_address(cast: Cast) -> None:
    for _time in range(3):
        Client().post(reverse("account_signup"), {**NEWCOMER, "email": cast.mentor.email})
    assert len(mail.outbox) == 1
    answers = [
        Client().post(reverse("account_reset_password"), {"email": e}) for e in [cast.mentor.email] * 6
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        assert (
            Client().post(reverse("account_reset_password"), {"email": cast.mentor.email}).status_code == 429
        )


def test_wrong_values_come_back_with_the_text_kept() -> None:
    page = Client().post(reverse("account_signup"), {**NEWCOMER, "password1": "court"}).content.decode()
    assert "Léa Favre" in page
    assert "error-summary" in page
    assert person_by_email("lea@example.org") is None


@pytest.mark.parametrize(
    ("backend", "told"),
    [
        ("ithaca.notifications.backends.EmlFiles", True),
        ("django.core.mail.backends.smtp.EmailBackend", False),
    ],
)
def test_where_no_mail_is_sent_one_is_told_where_it_lies(
    monkeypatch: pytest.MonkeyPatch, backend: str, *, told: bool
) -> None:
    monkeypatch.setattr(settings, "MAIL_TRANSPORT", backend)
    shown = Client().get(reverse("account_email_verification_sent")).content.decode()
    assert ("Ce serveur n’envoie pas de courriel" in shown) is told

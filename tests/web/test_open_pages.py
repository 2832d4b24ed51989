from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.notifications.outbox import Letter, enqueue
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/confidentiality/", "/accessibility/", "/health/", "/robots.txt"])
def test_open_to_everybody(path: str) -> None:
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "Ce que le serveur voit quand même"), ("en", "of the programmes that you join")],
)
def test_confidentiality_says_what_is_not_promised_too(language: str, words: str) -> None:
    assert words in Client(headers={"accept-language": language}).get("/confidentiality/").content.decode()


def test_what_is_not_there_is_said_within_the_usual_frame() -> None:
    answer = Client().get("/nulle-part/")
    assert answer.status_code == 404
    assert "site-head" in answer.content.decode()


def test_words_for_what_has_gone_meanwhile_come_back_and_nothing_else_of_the_form(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    sent = {"text": "Deux phrases. Une heure de travail.", "kind": "note", "password": "trois mots secrets"}
    answer = sign_in(cast.mentor).post(f"/seal-files/{new_id()}/context/", sent)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Une heure de travail." in page
    assert "secrets" not in page
    assert "Une heure" not in Client(enforce_csrf_checks=True).post("/nulle-part/", sent).content.decode()


def test_a_form_that_comes_too_late_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/sign-in/", {})
    assert answer.status_code == 403
    assert "site-head" in answer.content.decode()


class TestDemoMailbox:
    def letter(self, key: str, cast: Cast, *, demo: bool) -> None:
        person = factories.make_person(f"{key} Essai", email=f"{key}@example.org", is_demo=demo)
        letter = Letter(subject=f"Pour {key}", text="Suivez http://127.0.0.1:8000/join/abc/ sans tarder")
        enqueue(key=key, letter=letter, to=person, address=person.email)

    def test_there_is_none_without_demo_data(self, cast: Cast) -> None:
        self.letter("vrai", cast, demo=False)
        assert Client().get("/mailbox/").status_code == 404

    def test_it_shows_the_mail_of_demo_people_alone(self, cast: Cast) -> None:
        self.letter("vrai", cast, demo=False)
        self.letter("demo", cast, demo=True)
        browser = Client()
        page = browser.get("/mailbox/").content.decode()
        assert "Pour demo" in page
        assert "Pour vrai" not in page
        path = page.split('todo__title"><a href="')[1].split('"')[0]
        assert 'href="http://127.0.0.1:8000/join/abc/"' in browser.get(path).content.decode()
        assert "Pour demo" not in browser.get("/mailbox/?to=autre@example.org").content.decode()

    @override_settings(PRODUCTION=True)
    def test_never_in_production(self, cast: Cast) -> None:
        self.letter("demo", cast, demo=True)
        assert Client().get("/mailbox/").status_code == 404

"""The first start of an installation."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from ithaca.accounts.queries import nobody_yet, person_by_email
from ithaca.kernel.ids import new_id
from ithaca.web.setup import setup_link
from tests.cast import Cast
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
FIRST = {
    "name": "Olga Serveur",
    "email": "olga@example.org",
    "password": PASSWORD,
    "organisation": "Les Voiles",
    "country": "FR",
    "time_zone": "",
}


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path  # the token is a file


def path_of(link: str | None) -> str:
    assert link is not None
    return link.removeprefix("http://127.0.0.1:8000")


def test_the_link_of_the_console_makes_person_and_organisation_and_works_once() -> None:
    path = path_of(setup_link())
    browser, later = Client(), Client()
    assert browser.get(path).status_code == 200
    answer = browser.post(path, {**FIRST, "id": str(new_id())})
    assert answer.headers["Location"] == reverse("programmes:new_in", args=["les-voiles"])
    assert browser.get(answer.headers["Location"]).status_code == 200
    person = person_by_email("olga@example.org")
    assert person is not None
    assert person.is_operator
    assert later.get(path).status_code == 404
    assert later.post(path, {**FIRST, "email": "second@example.org", "id": str(new_id())}).status_code == 404
    assert setup_link() is None
    signing_in = later.post(reverse("account_login"), {"login": FIRST["email"], "password": PASSWORD})
    assert signing_in.headers["Location"] == "/"


def test_a_second_click_leads_home() -> None:
    path = path_of(setup_link())
    browser = Client()
    data = {**FIRST, "id": str(new_id())}
    browser.post(path, data)
    assert browser.post(path, data).headers["Location"] == "/"


def test_a_guessed_token_finds_nothing_and_a_new_link_replaces_the_old() -> None:
    old = path_of(setup_link())
    assert Client().get(reverse("web:set_up", args=["devine"])).status_code == 404
    new = path_of(setup_link())
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_a_weak_password_comes_back_with_the_rest_kept() -> None:
    page = Client().post(path_of(setup_link()), {**FIRST, "password": "12345", "id": str(new_id())})
    assert "Olga Serveur" in page.content.decode()
    assert nobody_yet()


def test_there_is_no_link_once_somebody_has_an_account(cast: Cast) -> None:
    assert setup_link() is None

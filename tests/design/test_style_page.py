"""The living style page renders every component in both languages, and is not served in production."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Un mentor au bon moment"), ("en", "A mentor at the right moment")]
)
def test_it_renders(client: Client, language: str, words: str) -> None:
    response = client.get("/style/", headers={"accept-language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="ltr"' in response.content.decode()
    assert words in response.content.decode()


def test_scripts_carry_their_fingerprint(client: Client) -> None:
    assert 'integrity="sha384-' in client.get("/style/").content.decode()


def test_production_does_not_serve_it(client: Client, settings: Settings) -> None:
    settings.PRODUCTION = True
    assert client.get("/style/").status_code == 404

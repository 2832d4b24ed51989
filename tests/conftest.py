"""Fixtures for every test."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client

from ithaca.accounts.models import Person
from tests.cast import Cast, make_cast


def pytest_configure(config: pytest.Config) -> None:
    # Once, before workers start: pages are served with the hashed assets of a release.
    if not hasattr(config, "workerinput"):
        call_command("collectstatic", "--no-input", "--verbosity", "0")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def sign_in() -> Callable[[Person], Client]:
    """A browser without JavaScript in which the person is signed in."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.get("/health/")  # at the first request of a session the device is noted
        return client

    return signed_in

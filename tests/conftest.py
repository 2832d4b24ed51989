"""Fixtures for every test."""

import gc
import json
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as examples
from joserfc.jwk import KeyParameters, RSAKey
from pytest_django import DjangoDbBlocker
from whitenoise import WhiteNoise

from ithaca.accounts.models import Person
from ithaca.cli.demo.world import build
from ithaca.credentials.open_badges.keys import RSA_BITS
from ithaca.programmes.models import Programme
from tests.cast import Cast, make_cast
from tests.database import kept, sweep


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--touching-the-database",
        action="store_true",
        help="only tests that read or write one: what is pure is the same on both, and runs once",
    )


def touches_the_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(
        fixtures
    )


# Before any test says more: how long examples take is no matter of the code on a machine that has other things to do.
examples.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    # Once, before workers start: pages are served with the hashed assets of a release.
    if not hasattr(config, "workerinput"):
        call_command("collectstatic", "--no-input", "--verbosity", "0")


KEYS = 4  # of issuers
# They take longest: whoever begins with them doesn't wait for them at the end.
FIRST = ("test_every_page.py", "test_main_job.py", "test_stories.py", "test_access_matrix.py", "test_demo.py")


@pytest.hookimpl(trylast=True)  # after pytest-django, which puts whoever commits last
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--touching-the-database"):
        config.hook.pytest_deselected(items=[item for item in items if not touches_the_database(item)])
        items[:] = [item for item in items if touches_the_database(item)]
    last = len(FIRST) + 1

    def rank(item: pytest.Item) -> int:
        if item.path.name in FIRST:
            return FIRST.index(item.path.name)
        return last - 1 if item.path.parent.name == "browser" else last

    items.sort(key=rank)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look through it for garbage, again and again, takes an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tables are there without migrating (tests/settings.py); the product finds its steps noted as done."""
    with django_db_blocker.unblock():
        done = MigrationRecorder(connection)
        done.ensure_schema()
        with transaction.atomic():
            for app, name in MigrationLoader(connection).graph.nodes:
                done.record_applied(app, name)


@pytest.fixture(scope="session", autouse=True)
def static_files_are_listed_once() -> None:
    """Every test client has a stack of middleware of its own, which would list the same files anew."""
    listed: dict[tuple[str, str], dict[str, object]] = {}
    scan = WhiteNoise.update_files_dictionary

    def scan_once(self: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in listed:
            scan(self, root, prefix)
            listed[root, prefix] = dict(self.files)
        self.files.update(listed[root, prefix])

    WhiteNoise.update_files_dictionary = scan_once


@pytest.fixture(scope="session", autouse=True)
def a_few_keys_go_round() -> None:
    """
    To draw an RSA key takes longer than most tests do, and to prove its primes as long as some; the last ones are others
    each time, and each that was read once is sound.
    """
    draw, drawn = RSAKey.generate_key, deque[RSAKey]()
    read, sound = RSAKey.binding.import_private_key, dict[str, RSAPrivateKey]()

    def key(size: int, parameters: KeyParameters | None = None, private: bool = True) -> RSAKey:
        if size != RSA_BITS or parameters:
            return draw(size, parameters, private)
        drawn.append(drawn.popleft() if len(drawn) == KEYS else draw(size, private=private))
        return drawn[-1]

    def proven(found: Any) -> RSAPrivateKey:
        whole = json.dumps(found, sort_keys=True)
        if whole not in sound:
            sound[whole] = read(found)
        return sound[whole]

    RSAKey.generate_key = key  # type: ignore[assignment, method-assign]
    RSAKey.binding.import_private_key = proven  # type: ignore[assignment, method-assign]


@pytest.fixture(scope="session", autouse=True)
def swept_after_each() -> None:
    TransactionTestCase._fixture_teardown = lambda self: sweep()  # type: ignore[method-assign]


@pytest.fixture
def cast(db: None) -> Cast:
    return kept("cast", make_cast)


@pytest.fixture
def sign_in() -> Callable[[Person], Client]:
    """A browser without JavaScript in which the person is signed in."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.get("/health/")  # at the first request of a session the device is noted
        return client

    return signed_in


@pytest.fixture
def demo(db: None) -> Programme:
    """The demo world, told once a run; the programme that most happens in."""
    kept("demo", build)
    return Programme.objects.select_related("organisation").get(slug="cap-sur-le-metier")

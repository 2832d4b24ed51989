"""The log says where an error happened and of which kind it was, and nothing of the people whose rows it met."""

import logging
import secrets
import sys

import pytest
from django.conf import settings
from django.test import Client

from ithaca.kernel.logs import Discreet, discreet, named


class RefusedError(Exception):
    """As a database says it."""


REFUSED = (
    'duplicate key value violates unique constraint "one_open_invitation"\n'
    "DETAIL:  Key (email, name)=(anne@example.org, Anne Le Goff) already exists."
)


def logged(error: Exception) -> str:
    try:
        try:
            raise KeyError("luc@example.org")
        except KeyError:
            raise error
    except RefusedError:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "Of %s.", ("zoe@example.org",), sys.exc_info()
        )
    return Discreet("%(message)s").format(record)


def test_an_error_is_logged_with_its_place_and_kind_and_without_anybodys_data() -> None:
    text = logged(RefusedError(REFUSED))
    assert "test_logs.py" in text
    assert 'RefusedError: duplicate key value violates unique constraint "one_open_invitation"' in text
    assert "KeyError" in text
    for secret in ("anne@", "luc@", "zoe@", "Le Goff", "example.org"):
        assert secret not in text


def test_what_is_kept_of_a_failed_reaction_names_nobody_either() -> None:
    assert "anne" not in named(RefusedError(REFUSED)).lower()


@pytest.mark.django_db
def test_no_line_holds_an_address_that_opens_something(caplog: pytest.LogCaptureFixture) -> None:
    keys = [secrets.token_urlsafe(32) for _key in range(50)] + ["c7x2k0-0b8e51d2a94f6c3e7d8819f0aa5b6c7d"]
    for key in keys:
        caplog.clear()
        Client(enforce_csrf_checks=True).post(f"/invitations/{key}/")
        told = Discreet("%(name)s %(message)s").format(caplog.records[0])
        assert told.startswith("django.security.csrf Forbidden")
        assert key not in told
        assert "/invitations/…/" in told
    row = "01a1ffe0-d70e-74a5-a829-231f7b0b1ef5"
    assert row in discreet(f"Mail {row} could not be sent: handle_verification_email_rate_limit")


def test_every_line_of_the_product_is_written_that_way() -> None:
    formatters, handlers = settings.LOGGING["formatters"], settings.LOGGING["handlers"].values()
    assert handlers
    assert {formatters[each["formatter"]]["()"] for each in handlers} == {"ithaca.kernel.logs.Discreet"}

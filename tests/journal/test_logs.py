"""The log says where an error happened and of which kind it was, and nothing of the people whose rows it met."""

import logging
import sys

from django.conf import settings

from ithaca.kernel.logs import Discreet, named


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


def test_every_line_of_the_product_is_written_that_way() -> None:
    formatters, handlers = settings.LOGGING["formatters"], settings.LOGGING["handlers"].values()
    assert handlers
    assert {formatters[each["formatter"]]["()"] for each in handlers} == {"ithaca.kernel.logs.Discreet"}

"""The page of the facts, its periods and its sheets: for whoever coordinates, and for nobody else."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.accounts.models import Person
from ithaca.evaluations.facts import bundles
from ithaca.indicators.definitions import BY_SLUG, Unit
from ithaca.indicators.periods import presets, quarters
from ithaca.indicators.wording import said
from ithaca.kernel.periods import Period, months_later
from tests.cast import Cast
from tests.factories import make_coordinator
from tests.indicators.world import END, tell

NOW = datetime(2026, 7, 15, 10, tzinfo=UTC)


def test_periods_end_with_now_and_quarters_with_the_last_day() -> None:
    offered = presets(NOW.date())
    assert offered["twelve-months"] == (date(2025, 7, 16), date(2026, 7, 15))
    assert offered["last-year"] == (date(2025, 1, 1), date(2025, 12, 31))
    assert Period.of_days(*offered["this-year"], now=NOW).until == NOW, "nothing due later counts as undone"
    found = quarters(date(2026, 6, 30), now=NOW)
    assert [(each.since.date(), each.last_day) for each in found] == [
        (date(2025, 7, 1), date(2025, 9, 30)),
        (date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
    ]
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_marks_are_bundled_by_five_whatever_some_leave_out() -> None:
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    first = [(may, 1, mark) for mark in (8, 9, None, 7, 6)]
    second = [(june, 2, mark) for mark in (10, None, 9, 9, 9)]
    assert [(month, len(marks)) for month, marks in bundles([*first, *second])] == [(june, 8)]
    assert not list(bundles(first))


@pytest.mark.django_db
def test_a_coordinator_sees_every_fact_with_its_way_of_counting_and_nobody_else_does(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    page = f"/programmes/{cast.programme.slug}/facts/"
    for person in (cast.coordinator, cast.administrator):
        text = sign_in(person).get(page).content.decode()
        assert all(f'id="fact-{slug}"' in text for slug in BY_SLUG)
        assert cast.mentor.name not in text
    for person in (cast.outsider, cast.mentor, cast.mentee):
        for address in (page, f"{page}facts.csv", f"{page}facts.xlsx"):
            assert sign_in(person).get(address).status_code == 404


@pytest.mark.django_db
def test_a_wrong_period_is_said_and_the_last_twelve_months_are_shown(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    client = sign_in(cast.coordinator)
    page = f"/programmes/{cast.programme.slug}/facts/"
    answer = client.get(page, {"first": "2026-02-01", "last": "2026-01-01"})
    assert answer.status_code == 422
    assert b'id="fact-completed"' in answer.content
    for wrong in (("0001-01-01", "0001-02-01"), ("2026-01-01", "9999-12-31"), ("", "gestern")):
        assert client.get(page, dict(zip(("first", "last"), wrong, strict=True))).status_code == 422
    assert client.get(page, {"first": "2026-01-01", "last": "2026-02-01"}).status_code == 200


@pytest.mark.django_db
def test_a_full_programme_asks_as_many_queries_as_an_empty_one_and_its_sheet_says_the_same(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    (full, other) = tell(1)
    make_coordinator(cast.coordinator, full)
    client = sign_in(cast.coordinator)
    counts, pages = [], []
    with time_machine.travel(END, tick=False):
        client.get(f"/programmes/{full.slug}/facts/")  # what is asked once a session
        for programme in (cast.programme, full):
            with CaptureQueriesContext(connection) as asked:
                pages.append(client.get(f"/programmes/{programme.slug}/facts/").content.decode())
            counts.append(len(asked))
        sheet = client.get(f"/programmes/{full.slug}/facts/facts.csv").content.decode("utf-8-sig")
        book = client.get(f"/programmes/{full.slug}/facts/facts.xlsx")
    assert counts[0] == counts[1]
    assert pages[1].count('<svg class="trend"') > 5
    assert other.slug not in pages[1]
    rows = list(csv.reader(io.StringIO(sheet)))
    assert len([row for row in rows if row[0] == "completed"]) == 5, "the period and four quarters"
    assert book.content[:2] == b"PK"


def test_values_are_said_with_their_unit() -> None:
    assert said(None, Unit.SHARE) == "–"
    assert said(1.0, Unit.DAYS).endswith(("day", "jour"))
    assert said(2.34, Unit.DAYS).startswith(("2.3", "2,3"))

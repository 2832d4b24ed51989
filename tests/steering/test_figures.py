"""What coordination sees of a programme: figures that are true, in one number of queries, and no word of content."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.accounts.models import Person
from ithaca.mentorships import actions
from ithaca.steering import queries
from tests.cast import Cast
from tests.factories import make_participation, make_person
from tests.steering.pairs import begin, meet

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def pages(cast: Cast) -> list[str]:
    start = f"/programmes/{cast.programme.slug}"
    return [
        f"{start}/steering/",
        f"{start}/pairs/",
        f"{start}/steering/requests/",
        f"{start}/evaluations/",
    ]


def exports(cast: Cast) -> list[str]:
    return [f"/programmes/{cast.programme.slug}/steering/mentorships.{ending}" for ending in ("csv", "xlsx")]


def test_the_figures_count_what_happened(cast: Cast) -> None:
    lasting = begin(cast.mentoring, cast.being_mentored)
    ended = begin(cast.second_mentoring, cast.second_being_mentored)
    for _time in range(3):
        meet(lasting)
    meet(lasting, missed=True)
    actions.withdraw(actor=cast.second_mentee, mentorship=ended)
    found = queries.overview(cast.programme)
    assert (found.figures.contacts, found.figures.missed, found.attendance) == (3, 1, 75)
    assert found.figures.by_state == {"launch": 1, "ended": 1}
    assert found.completion == 0
    assert [(month.held, month.missed) for month in found.months][-1] == (3, 1)
    assert sum(month.held for month in found.months[:-1]) == 0


def test_a_meeting_of_last_year_has_left_the_months_and_not_the_total(cast: Cast) -> None:
    mentorship = begin(cast.mentoring, cast.being_mentored)
    meet(mentorship)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=400)):
        found = queries.overview(cast.programme)
    assert sum(month.held for month in found.months) == 0
    assert found.figures.contacts == 1


def grow(cast: Cast, pairs: int) -> None:
    for number in range(pairs):
        mentor = make_person(f"Mentor {number}", email=f"mentor{number}@example.org")
        mentee = make_person(f"Mentee {number}", email=f"mentee{number}@example.org")
        mentorship = begin(
            make_participation(mentor, cast.programme, "mentor"),
            make_participation(mentee, cast.programme, "mentee"),
        )
        meet(mentorship)


def test_ten_times_the_pairs_take_the_same_number_of_queries(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)

    def taken() -> dict[str, int]:
        counts = {}
        for address in [*pages(cast), *exports(cast)]:
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts[address] = len(captured)
        return counts

    begin(cast.mentoring, cast.being_mentored)
    meet(begin(cast.second_mentoring, cast.second_being_mentored))
    few = taken()
    grow(cast, 20)
    assert taken() == few


def sheet(content: bytes) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_both_exports_open_again_with_one_row_a_pair(cast: Cast, sign_in: SignIn) -> None:
    cast.mentor.name = '=HYPERLINK("http://evil.example")'
    cast.mentor.save()
    mentorship = begin(cast.mentoring, cast.being_mentored)
    meet(mentorship)
    client = sign_in(cast.coordinator)
    as_csv, as_xlsx = (client.get(address).content for address in exports(cast))
    table = list(csv.reader(io.StringIO(as_csv.decode("utf-8-sig"))))
    book = sheet(as_xlsx)
    assert len(table) == len(book) == 2
    assert ["" if cell is None else str(cell) for cell in book[1]] == table[1]
    assert table[1][0].startswith("'="), "a name is never run as a formula"
    assert table[1][7:9] == ["1", "0"]


def test_only_coordination_sees_it(cast: Cast, sign_in: SignIn) -> None:
    begin(cast.mentoring, cast.being_mentored)
    for person in (cast.outsider, cast.mentor, cast.mentee):
        for address in [*pages(cast), *exports(cast)]:
            assert sign_in(person).get(address).status_code == 404, (person.name, address)

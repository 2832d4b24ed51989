"""A seal is renewed before it ends: reminders in time, a file that begins with the last one, dates that go on."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.notifications.reminders.seals import ending
from ithaca.seals import actions, queries
from ithaca.seals.models import SealFile
from tests.seals.sealed import Held
from tests.seals.sealers import publish, small_scheme


def before_the_end(held: Held, days: int) -> datetime:
    end = held.seal.valid_until
    assert end is not None
    return end.replace(hour=12, minute=0) - timedelta(days=days)


def renew(held: Held, person: Person | None = None) -> SealFile:
    return actions.begin_renewal(actor=person or held.world.clemence, file=held.now, id=new_id())


def test_it_begins_six_months_before_the_end_with_the_newest_version_of_the_scheme(held: Held) -> None:
    newer = publish(held.world.network, small_scheme(), number=2, series=held.world.version.series)
    with time_machine.travel(before_the_end(held, 200), tick=False), pytest.raises(Refusal):
        renew(held)
    with time_machine.travel(before_the_end(held, 150), tick=False):
        row = renew(held)
        assert (row.version, row.level, row.renews) == (newer, "first", held.row)
        with pytest.raises(Refusal):  # once
            renew(held)
    assert held.now.state == "sealed"


def test_it_does_not_begin_once_the_seal_is_over_or_suspended(held: Held) -> None:
    with time_machine.travel(before_the_end(held, -2), tick=False), pytest.raises(Refusal):
        renew(held)
    with time_machine.travel(before_the_end(held, 100), tick=False):
        actions.change_standing(actor=held.world.oriane, file=held.row, step="suspend", reasons="-")
        with pytest.raises(Refusal):
            renew(held)


def test_only_the_programmes_own_people_begin_it(held: Held) -> None:
    with time_machine.travel(before_the_end(held, 100), tick=False):
        for person in (held.world.oriane, held.world.cast.mentor, held.world.cast.outsider):
            with pytest.raises(Denied):
                renew(held, person)


def test_coordinators_are_reminded_at_six_three_and_one_month_until_they_begin(held: Held) -> None:
    def due(days: int) -> set[tuple[str, str]]:
        now = before_the_end(held, days)
        with time_machine.travel(now, tick=False):
            return {(each.person.name, each.which) for each in ending(now)}

    names = {held.world.clemence.name, held.world.claude.name}
    assert due(200) == set()
    for days, which in ((180, "1"), (92, "1"), (80, "2"), (32, "2"), (20, "3")):
        assert due(days) == {(name, which) for name in names}, days
    with time_machine.travel(before_the_end(held, 100), tick=False):
        renew(held)
    assert due(20) == set()


def test_the_page_of_the_file_leads_to_the_renewal_when_it_is_time(
    held: Held, sign_in: Callable[[Person], Client]
) -> None:
    path = f"/seal-files/{held.row.pk}/"
    assert f"{path}renew/" not in sign_in(held.world.clemence).get(path).content.decode()
    with time_machine.travel(before_the_end(held, 100), tick=False):
        client = sign_in(held.world.clemence)
        assert f'href="{path}renew/"' in client.get(path).content.decode()
        assert f"{path}renew/" not in sign_in(held.world.oriane).get(path).content.decode()
        assert client.get(f"{path}renew/").status_code == 200
        id = str(new_id())
        for _click in range(2):
            assert client.post(f"{path}renew/", {"id": id}).status_code == 302
        made = queries.renewal_of(held.now)
        assert made is not None
        assert str(made.pk) == id


def test_the_home_page_of_coordinators_leads_there_too(
    held: Held, sign_in: Callable[[Person], Client]
) -> None:
    with time_machine.travel(before_the_end(held, 100), tick=False):
        path = f"/seal-files/{held.row.pk}/renew/"
        assert path in sign_in(held.world.clemence).get("/").content.decode()
        assert path not in sign_in(held.world.oriane).get("/").content.decode()
        renew(held)
        assert path not in sign_in(held.world.clemence).get("/").content.decode()

"""The same facts recomputed by plain SQL, one statement each, equal those shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from ithaca.indicators.definitions import BY_SLUG, Dated, Unit
from ithaca.indicators.queries import measured, tally_of
from ithaca.kernel.periods import Period, months_later
from ithaca.programmes.models import Programme
from tests.indicators.forgetting import forget_after
from tests.indicators.statements import SHARES, VALUES
from tests.indicators.world import END, tell

pytestmark = pytest.mark.django_db
PERIODS = (
    Period(END - timedelta(days=365), END),
    Period(END - timedelta(days=200, seconds=7), END - timedelta(days=100, hours=5)),
    Period(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)),
    Period(datetime(2000, 1, 1, tzinfo=UTC), datetime(2000, 4, 1, tzinfo=UTC)),
)


def asked(statement: str, programme: Programme, period: Period) -> tuple[float | None, float | None]:
    def moment(value: datetime) -> object:
        return connection.ops.adapt_datetimefield_value(value)

    whole = period.since.date() if period.since.time() == END.time() else period.since.date() + timedelta(1)
    first_month = whole if whole.day == 1 else months_later(whole.replace(day=1), 1)
    last_month = months_later(period.until.date().replace(day=1), -1)
    parameters = {
        "programme": Programme._meta.pk.get_db_prep_value(programme.pk, connection),
        "since": moment(period.since),
        "until": moment(period.until),
        "since_day": connection.ops.adapt_datefield_value(period.since.date()),
        "until_day": connection.ops.adapt_datefield_value(period.until.date()),
        "last_day": period.last_day.isoformat(),
        "first_month": connection.ops.adapt_datefield_value(first_month),
        "last_month": connection.ops.adapt_datefield_value(last_month),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        value, whole_number = cursor.fetchone()
    return (
        None if value is None else float(value),
        None if whole_number is None else float(whole_number),
    )


def test_every_fact_has_a_statement() -> None:
    assert SHARES.keys() | VALUES.keys() == BY_SLUG.keys()
    assert not SHARES.keys() & VALUES.keys()


@pytest.mark.parametrize("seed", [3, 8])
def test_what_is_shown_is_what_plain_statements_count(seed: int) -> None:
    programmes = tell(seed)
    found = measured([each.pk for each in programmes], PERIODS, BY_SLUG.values())
    counted = 0
    for programme in programmes:
        for index, period in enumerate(PERIODS):
            for slug, definition in BY_SLUG.items():
                shown = tally_of(found[slug], definition, programme.pk, index)
                value, whole = asked({**SHARES, **VALUES}[slug], programme, period)
                where = f"{slug} of {programme} in {index}"
                if definition.unit == Unit.SHARE:
                    assert (shown.part, shown.whole) == (value or 0, whole), where
                    counted += bool(shown.part)
                else:
                    assert shown.value == (None if value is None else pytest.approx(value, abs=1e-4)), where
                    if definition.unit in (Unit.DAYS, Unit.SCORE):
                        assert (shown.whole or 0) == (whole or 0), where
    assert counted > 30, "the world is too quiet to prove anything"


def test_what_happens_later_changes_no_earlier_value() -> None:
    """A world told until the end, and the same without what came after a day: of that day they say the same."""
    (programme, _other) = tell(5)
    day = date(2026, 3, 31)
    period = Period.of_days(day - timedelta(days=364), day, now=END)
    dated = [each for each in BY_SLUG.values() if each.dated != Dated.TODAY]
    before = measured([programme.pk], [period], dated)
    forget_after(period.until)
    after = measured([programme.pk], [period], dated)
    for definition in dated:
        shown = [tally_of(each[definition.slug], definition, programme.pk, 0) for each in (before, after)]
        assert shown[0] == shown[1], definition.slug

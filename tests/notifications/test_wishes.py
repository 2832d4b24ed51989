"""When mail goes: quiet hours and digests by the clock on the reader's wall, wherever and on whatever day."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ithaca.notifications.kinds import ALWAYS, Delivery, Kind
from ithaca.notifications.rules import MOST_AN_HOUR, Matter, Way, Wishes, next_digest, quiet_until, way

ZONES = ["Europe/Paris", "Europe/Zurich", "America/Montreal", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
NEVER_QUIET = Wishes("Europe/Paris", quiet_from=None, quiet_to=None)


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("local", "until"),
    [
        ("2026-11-20T20:59", None),
        ("2026-11-20T21:00", "2026-11-21T07:00"),
        ("2026-11-20T23:59", "2026-11-21T07:00"),
        ("2026-11-21T00:00", "2026-11-21T07:00"),
        ("2026-11-21T06:59", "2026-11-21T07:00"),
        ("2026-11-21T07:00", None),
        ("2026-11-21T13:00", None),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Zurich", "America/Montreal"])
def test_quiet_hours_across_midnight(zone: str, local: str, until: str | None) -> None:
    assert quiet_until(at(local, zone), Wishes(zone)) == (at(until, zone) if until else None)


def test_the_same_moment_is_quiet_in_zurich_and_not_in_montreal() -> None:
    moment = at("2026-11-20T22:30", "Europe/Zurich")
    assert quiet_until(moment, Wishes("Europe/Zurich")) == at("2026-11-21T06:00")
    assert quiet_until(moment, Wishes("America/Montreal")) is None


def test_quiet_hours_within_a_day() -> None:
    noon = Wishes("Europe/Paris", quiet_from=time(12), quiet_to=time(14))
    assert quiet_until(at("2026-11-20T13:00", "Europe/Paris"), noon) == at("2026-11-20T14:00", "Europe/Paris")
    assert quiet_until(at("2026-11-20T11:59", "Europe/Paris"), noon) is None
    assert quiet_until(at("2026-11-20T14:00", "Europe/Paris"), noon) is None


def test_no_quiet_hours() -> None:
    assert quiet_until(at("2026-11-20T03:00"), NEVER_QUIET) is None
    assert quiet_until(at("2026-11-20T03:00"), Wishes("UTC", quiet_from=time(5), quiet_to=time(5))) is None


def test_the_night_that_is_an_hour_shorter_or_longer_ends_at_seven_all_the_same() -> None:
    spring = quiet_until(at("2026-03-28T22:00", "Europe/Zurich"), Wishes("Europe/Zurich"))
    assert spring == at("2026-03-29T05:00")  # seven in the morning, in summer time now
    autumn = quiet_until(at("2026-10-24T22:00", "Europe/Zurich"), Wishes("Europe/Zurich"))
    assert autumn == at("2026-10-25T06:00")
    montreal = quiet_until(at("2026-10-31T22:00", "America/Montreal"), Wishes("America/Montreal"))
    assert montreal == at("2026-11-01T12:00")


def test_an_end_in_the_hour_that_comes_twice_is_never_past() -> None:
    wishes = Wishes("Europe/Zurich", quiet_from=time(21), quiet_to=time(2, 30))
    second_time = at("2026-10-25T01:15")  # 02:15 in winter time; 02:30 has been once already
    assert quiet_until(second_time, wishes) == at("2026-10-25T01:30")


def test_the_digest_on_the_day_that_has_no_such_hour() -> None:
    wishes = Wishes("Europe/Zurich", digest_at=time(2, 30))
    assert next_digest(at("2026-03-28T23:00"), wishes) == at("2026-03-29T01:30")  # 03:30: there is no 02:30


def test_what_floods_a_mailbox_waits_for_the_digest_or_an_hour() -> None:
    noon = at("2026-11-20T12:00", "Europe/Paris")
    lately = {"sent_lately": MOST_AN_HOUR}
    assert way(Matter(Kind.MEETINGS, sent_lately=MOST_AN_HOUR - 1), NEVER_QUIET, noon) == (Way.SEND, noon)
    held = way(Matter(Kind.MEETINGS, **lately), NEVER_QUIET, noon)
    assert held == (Way.HOLD, next_digest(noon, NEVER_QUIET))
    invitation = way(Matter(Kind.MEETINGS, invites=True, **lately), NEVER_QUIET, noon)
    assert invitation == (Way.WAIT, noon + timedelta(hours=1))
    for pressing in (Matter(Kind.MEETINGS, urgent=True, **lately), Matter(Kind.ACCOUNT, **lately)):
        assert way(pressing, NEVER_QUIET, noon) == (Way.SEND, noon)


SIX_YEARS = 6 * 365 * 24 * 60
moments = st.integers(0, SIX_YEARS).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
hours = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(moments, st.sampled_from(ZONES), hours, hours)
def test_quiet_hours_end_later_and_within_a_day(now: datetime, zone: str, begin: time, end: time) -> None:
    until = quiet_until(now, Wishes(zone, quiet_from=begin, quiet_to=end))
    if until is not None:
        assert timedelta() < until - now <= timedelta(hours=25)


@calm
@given(moments, st.sampled_from(ZONES), hours)
def test_a_digest_comes_later_and_within_a_day(now: datetime, zone: str, hour: time) -> None:
    due = next_digest(now, Wishes(zone, digest_at=hour))
    assert timedelta() < due - now <= timedelta(hours=25)


def test_the_way_of_each_mail() -> None:
    night, day = at("2026-11-20T02:00"), at("2026-11-20T12:00")
    meetings = Matter(Kind.MEETINGS)
    assert way(meetings, Wishes("UTC"), day) == (Way.SEND, day)
    assert way(meetings, Wishes("UTC"), night) == (Way.WAIT, at("2026-11-20T07:00"))
    assert way(Matter(Kind.MEETINGS, urgent=True), Wishes("UTC"), night)[0] == Way.SEND
    digest = Wishes("UTC", {Kind.MEETINGS: Delivery.DIGEST})
    assert way(meetings, digest, night) == (Way.HOLD, at("2026-11-20T08:00"))
    assert way(Matter(Kind.MEETINGS, invites=True), digest, day)[0] == Way.SEND
    off = Wishes("UTC", {Kind.MEETINGS: Delivery.OFF})
    assert way(Matter(Kind.MEETINGS, urgent=True, invites=True), off, day)[0] == Way.LEAVE_OUT


@pytest.mark.parametrize("kind", sorted(ALWAYS))
@calm
@given(moments)
def test_the_safety_of_an_account_waits_for_nothing(kind: Kind, now: datetime) -> None:
    wishes = Wishes("Europe/Paris", dict.fromkeys(Kind, Delivery.OFF))
    assert way(Matter(kind), wishes, now) == (Way.SEND, now)

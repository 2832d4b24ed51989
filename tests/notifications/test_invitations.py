"""Invitations as another calendar reads them (ical.js): one entry, that the update and the cancel change."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Meeting
from ithaca.notifications.models import Message
from tests.cast import Cast
from tests.mentorships.meetings import LINK, pair

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def invitations(person: Person) -> list[str]:
    dispatch_waiting()
    rows = Message.objects.filter(to=person.email).exclude(calendar="")
    return list(rows.order_by("created_at", "id").values_list("calendar", flat=True))


def opened(texts: list[str]) -> list[list[dict[str, Any]]]:
    """What stands in the other calendar after each."""
    run = subprocess.run(
        ["node", "tests/notifications/calendars.mjs"],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    found: list[list[dict[str, Any]]] = json.loads(run.stdout)
    return found


def meeting_at(cast: Cast, moment: datetime, zone: str = "Europe/Paris", minutes: int = 60) -> Meeting:
    plan = Plan("video", moment, minutes, LINK, time_zone=zone)
    return actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=pair(cast), plan=plan)


def test_the_update_and_the_cancel_change_the_same_entry(cast: Cast, settings: Settings) -> None:
    settings.REPLIES_URL, settings.REPLIES_ADDRESS = "maildir:///nowhere", "reply@mail.example.org"
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        meeting = meeting_at(cast, datetime(2026, 12, 3, 15, 30, tzinfo=UTC))
        moved = Plan(
            "in_person", datetime(2026, 12, 4, 9, tzinfo=UTC), 90, "Café du Port", time_zone="Europe/Paris"
        )
        actions.move_meeting(actor=cast.mentor, meeting=meeting, plan=moved)
        actions.cancel_meeting(actor=cast.mentee, meeting=meeting)
        for person, answers in (
            (cast.mentee, "ACCEPTED NEEDS-ACTION"),
            (cast.mentor, "NEEDS-ACTION ACCEPTED"),
        ):
            texts = invitations(person)
            after = opened(texts)
            assert [len(entries) for entries in after] == [1, 1, 1], "one entry from beginning to end"
            first, second, third = (entries[0] for entries in after)
            assert {e["uid"] for e in (first, second, third)} == {f"{meeting.pk}@ithaca"}
            assert [e["sequence"] for e in (first, second, third)] == [0, 1, 2]
            assert [e["method"] for e in (first, second, third)] == ["REQUEST", "REQUEST", "CANCEL"]
            assert (first["start"], first["wall"], first["zone"]) == (
                "2026-12-03T15:30:00.000Z", "2026-12-03T16:30:00", "Europe/Paris",
            )  # fmt: skip
            assert (second["start"], second["end"]) == (
                "2026-12-04T09:00:00.000Z",
                "2026-12-04T10:30:00.000Z",
            )
            assert second["location"] == "Café du Port"
            assert third["status"] == "CANCELLED"
            assert {e["summary"] for e in (first, second)} == {"Séance de mentorat"}
            assert f"{first['partstat']} {second['partstat']}" == answers
            assert (first["rsvp"], first["attendee"]) == ("TRUE", f"mailto:{person.email}")
            assert first["organizer"] == second["organizer"] == third["organizer"]
            assert first["organizer"].startswith("mailto:reply+")
            # What came late changes nothing: the cancel first, then the request that it overtook.
            assert opened([texts[2], texts[0]])[1][0]["status"] == "CANCELLED"
        other = cast.mentor.email
        assert all(
            other not in t and "Marc" not in t and "Cap Ouest" not in t for t in invitations(cast.mentee)
        )


def test_no_answer_is_asked_for_where_none_is_read(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        meeting_at(cast, datetime(2026, 12, 3, 15, 30, tzinfo=UTC))
        ((entry,),) = opened(invitations(cast.mentor))
    assert (entry["rsvp"], entry["organizer"]) == ("FALSE", "mailto:ithaca@example.org")


@pytest.mark.parametrize(
    ("zone", "moment", "wall", "end"),
    [
        # Montréal has left winter time three weeks before Zurich.
        ("America/Toronto", (2027, 3, 15, 14, 0), "2027-03-15T10:00:00", "2027-03-15T15:00:00.000Z"),
        ("Europe/Zurich", (2027, 3, 15, 14, 0), "2027-03-15T15:00:00", "2027-03-15T15:00:00.000Z"),
        # Over the hour that is skipped; in the one that comes twice the world's clock speaks, which has it once.
        ("Europe/Zurich", (2027, 3, 28, 0, 30), "2027-03-28T01:30:00", "2027-03-28T01:30:00.000Z"),
        ("America/Toronto", (2027, 11, 7, 5, 30), "2027-11-07T05:30:00Z", "2027-11-07T06:30:00.000Z"),
        # A leap day, and across midnight.
        ("Europe/Zurich", (2028, 2, 28, 22, 30), "2028-02-28T23:30:00", "2028-02-28T23:30:00.000Z"),
        ("America/Toronto", (2028, 3, 1, 4, 30), "2028-02-29T23:30:00", "2028-03-01T05:30:00.000Z"),
    ],
)  # fmt: skip
def test_the_other_calendar_shows_the_same_moment(
    cast: Cast, zone: str, moment: tuple[int, ...], wall: str, end: str
) -> None:
    when = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc]
    with time_machine.travel(datetime(2027, 3, 1, tzinfo=UTC)):
        meeting_at(cast, when, zone)
        ((entry,),) = opened(invitations(cast.mentor))
    assert entry["start"] == when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert (entry["wall"], entry["end"]) == (wall, end)
    assert entry["zone"] == ("UTC" if wall.endswith("Z") else zone)

"""Absences that are disputed, contacts in writing that two confirm, and the ceiling of a programme."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.notifications.models import Message
from ithaca.programmes.models import Programme
from ithaca.steering.queries import months
from tests.cast import Cast
from tests.mentorships.meetings import again, offered, pair, planned, yesterday

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Hours ago is today."""
    with time_machine.travel(datetime.now(UTC).replace(hour=12), tick=True):
        yield


@pytest.fixture
def row(cast: Cast) -> Mentorship:
    return pair(cast)


@pytest.fixture
def absence(cast: Cast, row: Mentorship) -> Meeting:
    """The mentor recorded that the mentee was missing."""
    meeting = yesterday(cast, row)
    actions.miss_meeting(actor=cast.mentor, meeting=meeting, missed_by="mentee")
    return meeting


def counted(row: Mentorship) -> tuple[int, int]:
    row.refresh_from_db()
    return row.contacts, row.missed


def text(client: Client, row: Mentorship) -> str:
    return client.get(f"/mentorships/{row.pk}/").content.decode()


def test_a_disputed_absence_counts_for_nothing(
    cast: Cast, row: Mentorship, absence: Meeting, sign_in: SignIn
) -> None:
    assert counted(row) == (0, 1)
    mentee = sign_in(cast.mentee)
    assert f"/meetings/{absence.pk}/dispute/" in text(mentee, row)
    for _click in range(2):
        assert mentee.post(f"/meetings/{absence.pk}/dispute/").status_code == 302
    assert (again(absence).state, counted(row)) == ("disputed", (0, 0))
    assert sum(month.missed for month in months(cast.programme)) == 0
    dispatch_waiting()
    assert Message.objects.filter(to=cast.mentor.email, subject__contains="pas d’accord").count() == 1
    assert "n’était pas là" in text(sign_in(cast.mentor), row)
    assert "La retirer…" in text(sign_in(cast.mentor), row)
    seen = text(sign_in(cast.coordinator), row)
    assert "Absence contestée" in seen
    assert "n’était pas là" not in seen, "nobody says who is right"


@pytest.mark.parametrize(("minutes", "state", "counts"), [(50, "held", (1, 0)), (None, "cancelled", (0, 0))])
def test_whoever_recorded_it_takes_it_back(
    cast: Cast,
    row: Mentorship,
    absence: Meeting,
    minutes: int | None,
    state: str,
    counts: tuple[int, int],
) -> None:
    actions.dispute_absence(actor=cast.mentee, meeting=absence)
    with pytest.raises(Refusal):
        actions.take_absence_back(actor=cast.mentee, meeting=absence, minutes=50)
    for _click in range(2):
        actions.take_absence_back(actor=cast.mentor, meeting=absence, minutes=minutes)
    assert (again(absence).state, counted(row)) == (state, counts)


def test_whoever_disputed_it_lets_it_stand_and_that_is_that(
    cast: Cast, row: Mentorship, absence: Meeting
) -> None:
    actions.dispute_absence(actor=cast.mentee, meeting=absence)
    with pytest.raises(Refusal):
        actions.accept_absence(actor=cast.mentor, meeting=absence)
    actions.accept_absence(actor=cast.mentee, meeting=absence)
    assert counted(row) == (0, 1)
    with pytest.raises(Refusal):
        actions.dispute_absence(actor=cast.mentee, meeting=absence)
    assert sum(month.missed for month in months(cast.programme)) == 1


def test_only_the_one_said_to_be_missing_disputes_and_in_time(
    cast: Cast, row: Mentorship, absence: Meeting, sign_in: SignIn
) -> None:
    with pytest.raises(Refusal):
        actions.dispute_absence(actor=cast.mentor, meeting=absence)
    for somebody in (cast.outsider, cast.coordinator):
        with pytest.raises(Denied):
            actions.dispute_absence(actor=somebody, meeting=absence)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=cast.programme.dispute_days + 1)):
        assert f"/meetings/{absence.pk}/dispute/" not in text(sign_in(cast.mentee), row)
        with pytest.raises(Refusal):
            actions.dispute_absence(actor=cast.mentee, meeting=absence)
    assert counted(row) == (0, 1)


def test_the_page_settles_an_absence(cast: Cast, row: Mentorship, absence: Meeting, sign_in: SignIn) -> None:
    actions.dispute_absence(actor=cast.mentee, meeting=absence)
    address = f"/meetings/{absence.pk}/absence/take-back/"
    client = sign_in(cast.mentor)
    assert client.post(address, {"outcome": "held", "minutes": ""}).status_code == 422
    assert client.post(address, {"outcome": "held", "minutes": "40"}).status_code == 302
    assert (again(absence).minutes, counted(row)) == (40, (1, 0))


def test_a_contact_in_writing_counts_when_both_say_so(cast: Cast, row: Mentorship, sign_in: SignIn) -> None:
    past = Plan("in_writing", clock.now() - timedelta(hours=1), 30)
    meeting = actions.record_past_meeting(actor=cast.mentee, id=new_id(), mentorship=row, plan=past)
    assert (again(meeting).state, counted(row)) == ("to confirm", (0, 0))
    with pytest.raises(Refusal):
        actions.confirm_contact(actor=cast.mentee, meeting=meeting)
    dispatch_waiting()
    assert Message.objects.filter(to=cast.mentor.email, subject__contains="échange écrit").exists()
    client = sign_in(cast.mentor)
    assert "Oui, je le confirme" in text(client, row)
    assert "Vous êtes-vous écrit" in client.get("/").content.decode()
    for _click in range(2):
        client.post(f"/meetings/{meeting.pk}/confirm/")
    assert (again(meeting).state, counted(row)) == ("held", (1, 0))


def alone(cast: Cast, row: Mentorship, **when: float) -> Meeting:
    """The mentee says that there was a meeting of which nothing stood here."""
    plan = Plan("video", clock.now() + timedelta(**(when or {"hours": -2})), 50)
    return actions.record_past_meeting(actor=cast.mentee, id=new_id(), mentorship=row, plan=plan)


def test_what_one_alone_records_after_the_fact_counts_when_the_other_confirms_it(
    cast: Cast, row: Mentorship, sign_in: SignIn
) -> None:
    meeting = alone(cast, row)
    assert (again(meeting).state, counted(row)) == ("to confirm", (0, 0))
    with pytest.raises(Refusal):
        actions.confirm_contact(actor=cast.mentee, meeting=meeting)
    dispatch_waiting()
    assert Message.objects.filter(to=cast.mentor.email, subject__contains="confirmer une séance").exists()
    mentor = sign_in(cast.mentor)
    assert "Vous êtes-vous rencontrés" in mentor.get("/").content.decode()
    assert sign_in(cast.outsider).post(f"/meetings/{meeting.pk}/confirm/").status_code == 404
    for _click in range(2):
        mentor.post(f"/meetings/{meeting.pk}/confirm/")
    assert (again(meeting).state, counted(row)) == ("held", (1, 0))
    with pytest.raises(Refusal):
        actions.contest_meeting(actor=cast.mentor, meeting=meeting)


def test_what_one_alone_has_planned_or_moved_is_no_agreement_of_both(cast: Cast, row: Mentorship) -> None:
    """Else a meeting could be planned for the next minute, and recorded as held after it."""
    by_mentee, moved = yesterday(cast, row), planned(cast, row, 2)
    actions.hold_meeting(actor=cast.mentee, meeting=by_mentee, minutes=600)
    assert (again(by_mentee).state, counted(row)) == ("to confirm", (0, 0))
    soon = Plan("video", clock.now() + timedelta(minutes=1), 60)
    actions.move_meeting(actor=cast.mentor, meeting=moved, plan=soon)
    actions.hold_meeting(actor=cast.mentor, meeting=moved, minutes=60)
    assert (again(moved).state, counted(row)) == ("to confirm", (0, 0))
    actions.refuse_contact(actor=cast.mentor, meeting=by_mentee)
    assert again(by_mentee).state == "refused"
    actions.confirm_contact(actor=cast.mentor, meeting=by_mentee)
    assert (again(by_mentee).state, counted(row)) == ("held", (1, 0)), "a no can become a yes"


def test_a_held_meeting_is_contested_by_the_other_and_in_time(
    cast: Cast, row: Mentorship, sign_in: SignIn
) -> None:
    Programme.objects.update(contacts_to_official_end=1)
    meeting = yesterday(cast, row)
    actions.hold_meeting(actor=cast.mentor, meeting=meeting, minutes=60)
    assert counted(row) == (1, 0)
    assert row.official_end_at is not None
    dispatch_waiting()
    assert Message.objects.filter(to=cast.mentee.email, subject="Votre séance est notée").count() == 1
    address = f"/meetings/{meeting.pk}/contest/"
    with time_machine.travel(datetime.now(UTC) + timedelta(days=cast.programme.dispute_days + 1)):
        assert address not in text(sign_in(cast.mentee), row)
        with pytest.raises(Refusal):
            actions.contest_meeting(actor=cast.mentee, meeting=meeting)
    with pytest.raises(Refusal):
        actions.contest_meeting(actor=cast.mentor, meeting=meeting)
    assert sign_in(cast.coordinator).post(address).status_code == 404
    mentee = sign_in(cast.mentee)
    assert address in text(mentee, row)
    for _click in range(2):
        assert mentee.post(address).status_code == 302
    assert (again(meeting).state, counted(row)) == ("refused", (0, 0))
    assert (row.official_end_at, row.last_contact_at) == (None, None)
    assert sum(month.held for month in months(cast.programme)) == 0
    dispatch_waiting()
    assert Message.objects.filter(to=cast.mentor.email, subject__contains="conteste une séance").count() == 1
    mentee.post(f"/meetings/{meeting.pk}/confirm/")
    assert (again(meeting).state, counted(row)) == ("held", (1, 0))


def test_no_meeting_from_before_the_pair_nor_past_the_ceiling_is_recorded(
    cast: Cast, row: Mentorship
) -> None:
    with pytest.raises(Refusal, match="a commencé le"):
        alone(cast, row, days=-2)
    Programme.objects.update(most_contacts=2)
    for _time in range(2):
        alone(cast, row)
    with pytest.raises(Refusal, match="2 séances au plus"):
        alone(cast, row)
    assert Meeting.objects.count() == 2


def test_a_dispute_leads_past_no_ceiling(cast: Cast, row: Mentorship, absence: Meeting) -> None:
    Programme.objects.update(most_contacts=1)
    actions.hold_meeting(actor=cast.mentor, meeting=yesterday(cast, row), minutes=60)
    actions.dispute_absence(actor=cast.mentee, meeting=absence)
    with pytest.raises(Refusal, match="1 séance au plus"):
        actions.take_absence_back(actor=cast.mentor, meeting=absence, minutes=50)
    actions.take_absence_back(actor=cast.mentor, meeting=absence, minutes=None)
    assert counted(row) == (1, 0)


def test_what_took_place_before_the_end_is_settled_after_it(
    cast: Cast, row: Mentorship, absence: Meeting, sign_in: SignIn
) -> None:
    actions.dispute_absence(actor=cast.mentee, meeting=absence)
    unrecorded, unconfirmed, coming = yesterday(cast, row), alone(cast, row), planned(cast, row)
    actions.withdraw(actor=cast.mentor, mentorship=row)
    found = [again(one).state for one in (absence, unrecorded, unconfirmed, coming)]
    assert found == ["disputed", "planned", "to confirm", "cancelled"]
    mentor, mentee = sign_in(cast.mentor), sign_in(cast.mentee)
    assert f"/meetings/{unrecorded.pk}/record/" in text(mentor, row)
    assert f"/meetings/{unrecorded.pk}/move/" not in text(mentor, row)
    mentor.post(f"/meetings/{unrecorded.pk}/record/", {"outcome": "held", "minutes": "60"})
    assert f"/meetings/{unconfirmed.pk}/confirm/" in text(mentor, row)
    mentor.post(f"/meetings/{unconfirmed.pk}/confirm/")
    mentee.post(f"/meetings/{absence.pk}/absence/accept/")
    assert counted(row) == (2, 1)
    assert (row.state, row.official_end_at) == ("ended", None)
    with pytest.raises(Refusal):
        alone(cast, row)


def test_an_attestation_says_what_still_counts(cast: Cast, row: Mentorship) -> None:
    meeting = yesterday(cast, row)
    actions.hold_meeting(actor=cast.mentor, meeting=meeting, minutes=90)
    actions.withdraw(actor=cast.mentor, mentorship=row)
    issued = actions.issue_attestation(actor=cast.mentor, mentorship=row)
    assert (issued.contacts, issued.minutes) == (1, 90)
    actions.contest_meeting(actor=cast.mentee, meeting=meeting)
    issued.refresh_from_db()
    assert (issued.contacts, issued.minutes) == (0, 0)


def test_a_contact_in_writing_that_the_other_does_not_know(cast: Cast, row: Mentorship) -> None:
    one, other = yesterday(cast, row, "in_writing"), yesterday(cast, row, "in_writing")
    for meeting in (one, other):
        actions.hold_meeting(actor=cast.mentor, meeting=meeting, minutes=30)
    actions.refuse_contact(actor=cast.mentee, meeting=one)
    with pytest.raises(Refusal):
        actions.take_contact_back(actor=cast.mentee, meeting=other)
    actions.take_contact_back(actor=cast.mentor, meeting=other)
    assert (again(one).state, again(other).state, counted(row)) == ("refused", "taken back", (0, 0))


def test_at_the_programmes_ceiling_nothing_more_is_planned(
    cast: Cast, row: Mentorship, sign_in: SignIn
) -> None:
    Programme.objects.update(most_contacts=4, contacts_to_official_end=2)
    for _time in range(2):
        actions.hold_meeting(actor=cast.mentor, meeting=yesterday(cast, row), minutes=60)
    planned(cast, row)
    offered(cast, row, 8)
    with pytest.raises(Refusal, match="4 séances au plus"):
        planned(cast, row, 9)
    assert "il n’y en aura pas d’autre" in text(sign_in(cast.mentee), row)
    Mentorship.objects.update(state="development", contacts=4)
    Meeting.objects.filter(state__in=["planned", "proposed"]).delete()
    page = text(sign_in(cast.mentee), row)
    assert "Vous avez tenu toutes vos séances" in page
    assert "meetings/new/" not in page
    row.refresh_from_db()
    with pytest.raises(Refusal, match="Il reste à conclure"):
        actions.propose_decision(actor=cast.mentee, id=new_id(), mentorship=row, kind="go on")
    actions.propose_decision(actor=cast.mentee, id=new_id(), mentorship=row, kind="close")


def test_the_end_of_a_pair_takes_its_meetings_out_of_the_calendars(cast: Cast, row: Mentorship) -> None:
    coming, choosing = planned(cast, row), offered(cast, row, 9)
    dispatch_waiting()
    actions.withdraw(actor=cast.mentor, mentorship=row)
    dispatch_waiting()
    assert (again(coming).state, again(choosing).state) == ("cancelled", "taken back")
    for person in (cast.mentor, cast.mentee):
        methods = Message.objects.filter(to=person.email).exclude(calendar="").order_by("created_at", "id")
        assert [m.calendar_method for m in methods] == ["REQUEST", "CANCEL"]

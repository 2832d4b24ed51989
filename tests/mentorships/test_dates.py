"""Dates to choose from: offered, chosen, countered, declined, taken back; on the page and in the mail."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.mentorships import actions, rules
from ithaca.mentorships.actions.meetings import Offer, Plan
from ithaca.mentorships.models import Meeting, Mentorship, Slot
from ithaca.notifications.models import Message
from tests.cast import Cast
from tests.mentorships.meetings import LINK, again, in_days, offered, pair, planned

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def row(cast: Cast) -> Mentorship:
    return pair(cast)


def mail(person: Person) -> list[Message]:
    dispatch_waiting()
    return list(Message.objects.filter(to=person.email).order_by("created_at", "id"))


def test_nothing_is_planned_before_the_other_chooses(cast: Cast, row: Mentorship) -> None:
    meeting = offered(cast, row)
    assert (again(meeting).state, row.next_meeting_at) == ("proposed", None)
    asked = mail(cast.mentor)[-1]
    assert asked.subject == "Votre binôme propose des dates de séance"
    assert asked.text.count("–") >= 3
    assert not any(m.calendar for m in mail(cast.mentor)), "no calendar hears of what is only offered"
    slot = meeting.slots.all()[1]
    for _click in range(2):
        actions.accept_date(actor=cast.mentor, meeting=meeting, slot_id=slot.pk)
    row.refresh_from_db()
    assert (again(meeting).state, row.next_meeting_at) == ("planned", slot.starts_at)
    assert not Slot.objects.exists()
    for person in (cast.mentor, cast.mentee):
        (invited,) = [m for m in mail(person) if m.calendar]
        assert "PARTSTAT=ACCEPTED" in invited.calendar.replace("\r\n ", "")


def test_none_fits_and_others_are_offered_back(cast: Cast, row: Mentorship) -> None:
    meeting, theirs = offered(cast, row), in_days(8, 9)
    old = meeting.slots.all()[0].pk
    for _click in range(2):
        actions.propose_other_dates(
            actor=cast.mentor, meeting=meeting, dates=theirs, time_zone="America/Toronto"
        )
    assert [s.starts_at for s in again(meeting).slots.all()] == list(theirs)
    with pytest.raises(Refusal, match="le choix revient"):
        actions.accept_date(actor=cast.mentor, meeting=meeting, slot_id=meeting.slots.all()[0].pk)
    with pytest.raises(Refusal, match="entre-temps"):
        actions.accept_date(actor=cast.mentee, meeting=meeting, slot_id=old)
    assert [m.subject for m in mail(cast.mentee)].count("Votre binôme propose d’autres dates") == 1
    actions.accept_date(actor=cast.mentee, meeting=meeting, slot_id=again(meeting).slots.all()[0].pk)
    assert (again(meeting).state, again(meeting).time_zone) == ("planned", "America/Toronto")


def test_dates_are_declined_by_the_other_and_taken_back_by_oneself(cast: Cast, row: Mentorship) -> None:
    one, other = offered(cast, row), offered(cast, row, 10)
    with pytest.raises(Refusal):
        actions.decline_dates(actor=cast.mentee, meeting=one)
    actions.decline_dates(actor=cast.mentor, meeting=one)
    with pytest.raises(Refusal):
        actions.take_dates_back(actor=cast.mentor, meeting=other)
    actions.take_dates_back(actor=cast.mentee, meeting=other)
    assert (again(one).state, again(other).state) == ("declined", "taken back")
    with pytest.raises(ForbiddenTransition):
        actions.accept_date(actor=cast.mentor, meeting=one, slot_id=new_id())


def test_what_is_planned_holds_until_another_date_is_chosen(cast: Cast, row: Mentorship) -> None:
    meeting = planned(cast, row)
    before = meeting.starts_at
    actions.propose_other_dates(
        actor=cast.mentor, meeting=meeting, dates=in_days(6, 7), time_zone="Europe/Paris"
    )
    assert (again(meeting).state, again(meeting).starts_at) == ("planned", before)
    actions.decline_dates(actor=cast.mentee, meeting=meeting)
    assert (again(meeting).state, again(meeting).sequence) == ("planned", 0)
    actions.propose_other_dates(
        actor=cast.mentor, meeting=meeting, dates=in_days(6, 7), time_zone="Europe/Paris"
    )
    actions.accept_date(actor=cast.mentee, meeting=meeting, slot_id=again(meeting).slots.all()[1].pk)
    assert (again(meeting).starts_at, again(meeting).sequence) == (in_days(7)[0], 1)


def test_a_date_that_stands_no_more_is_not_taken_for_the_one_that_does(cast: Cast, row: Mentorship) -> None:
    meeting = offered(cast, row)
    first, second = meeting.slots.all()[:2]
    for _click in range(2):
        actions.accept_date(actor=cast.mentor, meeting=meeting, slot_id=first.pk)
    assert again(meeting).starts_at == first.starts_at
    with pytest.raises(Refusal, match="changé de date"):
        actions.accept_date(actor=cast.mentor, meeting=meeting, slot_id=second.pk)
    actions.move_meeting(actor=cast.mentee, meeting=meeting, plan=Plan("video", in_days(9)[0], 60, LINK))
    with pytest.raises(Refusal, match="changé de date"):
        actions.accept_date(actor=cast.mentor, meeting=meeting, slot_id=first.pk)


def test_a_planned_meeting_is_not_moved_while_the_pair_rests(cast: Cast, row: Mentorship) -> None:
    meeting = planned(cast, row)
    actions.pause(actor=cast.mentor, mentorship=row)
    with pytest.raises(Refusal):
        actions.move_meeting(actor=cast.mentee, meeting=meeting, plan=Plan("video", in_days(9)[0], 60))
    actions.cancel_meeting(actor=cast.mentee, meeting=meeting)


def test_a_date_that_has_passed_is_not_chosen_any_more(cast: Cast, row: Mentorship, sign_in: SignIn) -> None:
    meeting = offered(cast, row, 1, 5)
    first, second = meeting.slots.all()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        with pytest.raises(Refusal, match="passé"):
            actions.accept_date(actor=cast.mentor, meeting=meeting, slot_id=first.pk)
        page = sign_in(cast.mentor).get(f"/mentorships/{row.pk}/").content.decode()
        assert f"dates/{second.pk}/" in page
        assert f"dates/{first.pk}/" not in page
    assert again(meeting).state == "proposed"


def test_only_the_two_offer_and_choose(cast: Cast, row: Mentorship, sign_in: SignIn) -> None:
    meeting = offered(cast, row)
    slot = meeting.slots.all()[0]
    for somebody in (cast.outsider, cast.coordinator, cast.second_mentor):
        with pytest.raises(Denied):
            actions.accept_date(actor=somebody, meeting=meeting, slot_id=slot.pk)
        with pytest.raises(Denied):
            actions.propose_dates(
                actor=somebody, id=new_id(), mentorship=row, offer=Offer("video", in_days(1), 60)
            )
        assert sign_in(somebody).post(f"/meetings/{meeting.pk}/dates/{slot.pk}/").status_code == 404, (
            somebody.name
        )
    assert again(meeting).state == "proposed"


@pytest.mark.parametrize("dates", [(), in_days(1, 2, 3, 4, 5, 6), in_days(-1, 2)])
def test_one_to_five_dates_to_come(cast: Cast, row: Mentorship, dates: tuple[datetime, ...]) -> None:
    offer = Offer("video", dates or (), 60)
    with pytest.raises(Refusal):
        actions.propose_dates(actor=cast.mentee, id=new_id(), mentorship=row, offer=offer)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    "link", ["http://visio.example.org", "javascript:alert(1)", "https://", "https://[", "a"]
)
def test_a_video_call_has_a_link_that_is_safe_to_follow(cast: Cast, row: Mentorship, link: str) -> None:
    with pytest.raises(Refusal):
        actions.propose_dates(
            actor=cast.mentee, id=new_id(), mentorship=row, offer=Offer("video", in_days(2), 60, link)
        )


def test_the_link_of_the_last_call_is_offered_again(cast: Cast, row: Mentorship, sign_in: SignIn) -> None:
    offered(cast, row)
    assert LINK in sign_in(cast.mentor).get(f"/mentorships/{row.pk}/meetings/new/").content.decode()


def test_the_form_offers_dates_and_warns_of_what_stands_there(
    cast: Cast, row: Mentorship, sign_in: SignIn
) -> None:
    client, address = sign_in(cast.mentee), f"/mentorships/{row.pk}/meetings/dates/"
    day = (datetime.now(UTC) + timedelta(days=4)).date().isoformat()
    form = {
        "id": str(new_id()), "contact_type": "telephone", "minutes": "45", "caller": "mentor", "phone": "+33 1 99 00 00 00",
        "date_1": day, "time_1": "10:00", "date_2": day, "time_2": "", "place": "ignored",
    }  # fmt: skip
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "Indiquez la date et l’heure" in refused.content.decode()
    assert client.post(address, form | {"time_2": "15:00"}).status_code == 302
    made = Meeting.objects.get()
    assert (made.place, made.caller, made.slots.count()) == ("+33 1 99 00 00 00", "mentor", 2)
    actions.accept_date(actor=cast.mentor, meeting=made, slot_id=made.slots.all()[0].pk)
    second = form | {"id": str(new_id()), "time_1": "10:30", "date_2": "", "time_2": ""}
    warned = client.post(address, second)
    assert warned.status_code == 422
    assert "Vous avez déjà, tous les deux, une séance à ce moment-là" in warned.content.decode()
    assert Meeting.objects.count() == 1
    assert client.post(address, second | {"anyway": "1"}).status_code == 302
    page = sign_in(cast.mentor).get(f"/mentorships/{row.pk}/").content.decode()
    assert "Vous avez déjà, tous les deux, une séance à ce moment-là" in page


def test_letters_are_not_written_at_a_date_to_choose_from(
    cast: Cast, row: Mentorship, sign_in: SignIn
) -> None:
    pages = {
        page: sign_in(cast.mentee).get(f"/mentorships/{row.pk}/meetings/{page}/").content.decode()
        for page in ("dates", "new", "past")
    }
    assert {page: "Par écrit" in text for page, text in pages.items()} == {
        "dates": False,
        "new": True,
        "past": True,
    }


def test_only_whoever_is_busy_is_named(cast: Cast, row: Mentorship, sign_in: SignIn) -> None:
    second = actions.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.second_being_mentored
    )
    planned(cast, row, 4)
    offer = Offer("video", in_days(4, 5), 60)
    actions.propose_dates(actor=cast.second_mentee, id=new_id(), mentorship=second, offer=offer)
    own = sign_in(cast.mentor).get(f"/mentorships/{second.pk}/").content.decode()
    assert own.count("Vous avez déjà une séance à ce moment-là") == 1
    theirs = sign_in(cast.second_mentee).get(f"/mentorships/{second.pk}/").content.decode()
    assert theirs.count("Marc Delorme a déjà une séance à ce moment-là") == 1
    assert "Inès" not in theirs


def test_a_time_that_the_clocks_skip_is_refused_where_it_is_typed(
    cast: Cast, row: Mentorship, sign_in: SignIn
) -> None:
    with time_machine.travel(datetime(2027, 3, 1, tzinfo=UTC)):
        form = {
            "id": str(new_id()), "contact_type": "in_person", "minutes": "60", "place": "Café du Port",
            "date": "2027-03-28", "time": "02:30",
        }  # fmt: skip
        client = sign_in(cast.mentee)
        refused = client.post(f"/mentorships/{row.pk}/meetings/new/", form)
        assert refused.status_code == 422
        assert "cette heure n’existe pas" in refused.content.decode()
        assert (
            client.post(f"/mentorships/{row.pk}/meetings/new/", form | {"time": "03:30"}).status_code == 302
        )
    assert Meeting.objects.get().starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_both_see_the_date_on_their_own_clock_and_on_the_others(
    cast: Cast, row: Mentorship, sign_in: SignIn
) -> None:
    Person.objects.filter(pk=cast.mentor.pk).update(time_zone="America/Toronto")
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        # Montréal has changed its clocks already, Zurich has not: five hours apart instead of six.
        moment = datetime(2026, 3, 20, 16, tzinfo=UTC)
        actions.propose_dates(
            actor=cast.mentee, id=new_id(), mentorship=row, offer=Offer("video", [moment], 60)
        )
        page = sign_in(Person.objects.get(pk=cast.mentor.pk)).get(f"/mentorships/{row.pk}/").content.decode()
        assert "12:00" in page
        assert "17:00 (Paris)" in page
        assert "12:00 (Toronto) · 17:00 (Paris)" in mail(cast.mentor)[-1].text


def test_the_ends_of_the_calendar_are_no_moments() -> None:
    assert rules.moment(date.min, time.min, ZoneInfo("Europe/Paris")) is None
    assert rules.moment(date.max, time.max, ZoneInfo("America/Toronto")) is None

"""One's own calendar by a private address: says little, asks for no session, and can be taken away."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from ithaca.accounts.models import Person
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.notifications.calendars.feeds import feed_of, switch_feed_on
from ithaca.notifications.models import CalendarFeed
from ithaca.trainings.models import SignUp, Training, TrainingDate
from tests.cast import Cast
from tests.mentorships.meetings import LINK, in_days, offered, pair, planned

pytestmark = pytest.mark.django_db
PAGE = "/account/calendar/"


def address(person: Person) -> str:
    feed = feed_of(person)
    assert feed is not None
    return f"/calendar/{feed.token}.ics"


def test_it_says_no_more_than_that_there_is_a_meeting(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    row = pair(cast)
    meeting = planned(cast, row)
    actions.move_meeting(actor=cast.mentee, meeting=meeting, plan=Plan("video", in_days(4)[0], 45, LINK))
    actions.cancel_meeting(actor=cast.mentee, meeting=planned(cast, row, 6))
    offered(cast, row, 8)
    client = sign_in(cast.mentor)
    assert client.post(PAGE, {}).status_code == 302
    answer = Client().get(address(cast.mentor))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, max-age=300")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(entry["summary"]), entry.start, int(entry["sequence"])) == (
        "Séance de mentorat",
        in_days(4)[0],
        1,
    )
    said = answer.content.decode()
    assert not any(word in said for word in ("Inès", "Marc", "Cap Ouest", "visio", "example.org"))
    client.post(PAGE, {"shows_place": "on"})
    assert LINK in Client().get(address(cast.mentor)).content.decode().replace("\r\n ", "")


def test_trainings_stand_in_it_without_their_title(cast: Cast) -> None:
    training = Training.objects.create(
        programme=cast.programme,
        state="open",
        title={"fr": "Écouter sans juger"},
        time_zone="Europe/Paris",
        place="Maison du Port",
        credit_minutes=90,
        taken=1,
    )
    for days in (-30, 5, 12):
        TrainingDate.objects.create(training=training, starts_at=in_days(days)[0], minutes=90)
    SignUp.objects.create(training=training, person=cast.mentor, state="placed")
    for person, entries in ((cast.mentor, 3), (cast.mentee, 0)):
        switch_feed_on(person, shows_place=False)
        said = Client().get(address(person)).content.decode().replace("\r\n ", "")
        assert (
            said.count("SUMMARY:Mentorat : formation ou rencontre".replace(" :", "\N{NO-BREAK SPACE}:"))
            == entries
        )
        assert "Écouter" not in said
        assert "Maison" not in said


def test_another_address_or_none_at_all(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    client = sign_in(cast.mentor)
    assert "Créer mon adresse" in client.get(PAGE).content.decode()
    switch_feed_on(cast.mentor, shows_place=False)
    old = address(cast.mentor)
    assert "webcal://" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}renew/").status_code == 302
    assert Client().get(old).status_code == 404
    new = address(cast.mentor)
    assert Client().get(new).status_code == 200
    assert client.post(f"{PAGE}off/").status_code == 302
    assert Client().get(new).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_each_reads_their_own_calendar_alone(cast: Cast) -> None:
    planned(cast, pair(cast))
    switch_feed_on(cast.outsider, shows_place=True)
    assert b"VEVENT" not in Client().get(address(cast.outsider)).content
    Person.objects.filter(pk=cast.outsider.pk).update(is_active=False)
    assert Client().get(address(cast.outsider)).status_code == 404


def test_whoever_guesses_is_told_to_wait(cast: Cast) -> None:
    cache.clear()
    client = Client()
    answers = {client.get(f"/calendar/guess{number}.ics").status_code for number in range(70)}
    assert answers == {404, 429}
    switch_feed_on(cast.mentor, shows_place=False)
    assert client.get(address(cast.mentor)).status_code == 200, "who knows an address is not held up by it"
    cache.clear()

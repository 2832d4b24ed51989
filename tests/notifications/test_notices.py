"""In the product: what one was told, the bell that counts, the way to what it is about."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.notifications.actions import forget_old_notices
from ithaca.notifications.models import Message, Notice
from ithaca.notifications.post import Told, tell
from ithaca.notifications.words.pairs import BEGUN
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def proposed(cast: Cast) -> Mentorship:
    made = mentorships.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    dispatch_waiting()
    return made


def page(client: Client, address: str = "/notifications/") -> str:
    return client.get(address).content.decode()


def test_a_notice_leads_to_what_it_is_about_and_is_seen_then(
    cast: Cast, proposed: Mentorship, sign_in: SignIn
) -> None:
    client = sign_in(cast.mentor)
    assert "Un mentorat vous est proposé" in page(client)
    assert "1 non lue" in page(client)
    row = Notice.objects.get(person=cast.mentor)
    answer = client.get(f"/notifications/{row.pk}/")
    assert answer.headers["Location"] == f"/mentorships/{proposed.pk}/"
    assert "non lue" not in page(client)
    row.refresh_from_db()
    assert row.seen_at is not None
    assert row.subject_id == proposed.pk


def test_the_bell_counts_on_every_page(cast: Cast, proposed: Mentorship, sign_in: SignIn) -> None:
    assert 'class="bell"' in page(sign_in(cast.mentor), "/")
    assert "non lue</span>" in page(sign_in(cast.mentor), "/")
    assert "non lue</span>" not in page(sign_in(cast.outsider), "/")
    assert 'class="bell"' not in page(Client(), "/")


def test_what_comes_while_one_reads_stays_unseen(cast: Cast, proposed: Mentorship, sign_in: SignIn) -> None:
    client = sign_in(cast.mentor)
    shown = Notice.objects.get(person=cast.mentor)
    mentorships.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.second_being_mentored
    )
    dispatch_waiting()
    client.post("/notifications/seen/", {"upto": str(shown.pk)})
    assert [row.pk for row in Notice.objects.filter(person=cast.mentor, seen_at=None)] != [shown.pk]
    assert Notice.objects.filter(person=cast.mentor, seen_at=None).count() == 1
    assert Notice.objects.filter(person=cast.mentee, seen_at=None).count() == 1, (
        "the mentee's stays as it was"
    )


def test_who_opens_the_page_another_way_has_seen_it_too(
    cast: Cast, proposed: Mentorship, sign_in: SignIn
) -> None:
    client = sign_in(cast.mentor)
    assert "1<span" in page(client, "/mentorships/"), "a list shows nothing in particular"
    there = page(client, f"/mentorships/{proposed.pk}/")
    assert 'class="bell"' in there
    assert "non lues</span>" not in there
    assert Notice.objects.filter(person=cast.mentee, seen_at=None).count() == 1
    sign_in(cast.outsider).get(f"/mentorships/{proposed.pk}/")
    assert Notice.objects.filter(person=cast.mentee, seen_at=None).count() == 1


def test_nobody_sees_or_touches_the_notices_of_others(
    cast: Cast, proposed: Mentorship, sign_in: SignIn
) -> None:
    row = Notice.objects.get(person=cast.mentor)
    for person in (cast.outsider, cast.mentee, cast.coordinator):
        client = sign_in(person)
        assert client.get(f"/notifications/{row.pk}/").status_code == 404
        client.post("/notifications/seen/", {"upto": str(row.pk)})
    assert client.post("/notifications/seen/", {"upto": "x"}).status_code == 404
    row.refresh_from_db()
    assert row.seen_at is None
    assert "proposé" not in page(sign_in(cast.outsider))
    assert Client().get("/notifications/").status_code == 302


def test_nothing_yet(cast: Cast, sign_in: SignIn) -> None:
    assert "Rien pour le moment" in page(sign_in(cast.mentor))


def test_what_is_told_late_is_not_new(cast: Cast) -> None:
    with time_machine.travel(datetime.now(UTC) - timedelta(days=10)):
        mentorships.propose(
            actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
        )
    dispatch_waiting()
    assert Notice.objects.filter(person=cast.mentor, seen_at__isnull=False).count() == 1


def test_half_a_year_later_it_is_forgotten(cast: Cast, proposed: Mentorship) -> None:
    forget_old_notices()
    assert Notice.objects.count() == 2
    with time_machine.travel(datetime.now(UTC) + timedelta(days=181)):
        forget_old_notices()
    assert Notice.objects.count() == 0


def everybody(count: int) -> list[Person]:
    known = Person.objects.count()
    return Person.objects.bulk_create(
        [Person(email=f"p{known + n}@example.org", name=f"Personne {n}") for n in range(count)]
    )


def test_telling_many_people_takes_a_constant_share_of_a_statement_each(cast: Cast) -> None:
    event = Event.objects.create(verb="mentorship.begun", subject_id=new_id())

    def told(people: list[Person]) -> int:
        with CaptureQueriesContext(connection) as captured:
            tell(event, (Told(person, BEGUN, "/", {"other": "Inès"}) for person in people))
        return len([q for q in captured if q["sql"].startswith("INSERT")])

    assert told(everybody(10)) == 2
    many = everybody(2000)
    assert told(many) <= 80, "on PostgreSQL two for five hundred people; SQLite takes fewer rows at once"
    assert told(many) <= 80
    assert Message.objects.count() == Notice.objects.count() == 2010


def test_a_hundred_notices_take_as_many_queries_as_one(
    cast: Cast, proposed: Mentorship, sign_in: SignIn
) -> None:
    client = sign_in(cast.mentor)

    def taken() -> int:
        client.get("/notifications/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/notifications/").status_code == 200
        return len(captured)

    few = taken()
    for number in range(100):
        Notice.objects.create(
            key=f"n{number}",
            person=cast.mentor,
            kind="meetings",
            subject_id=new_id(),
            title=f"Séance {number}",
            path="/",
        )
    assert taken() <= few

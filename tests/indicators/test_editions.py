"""The comparison between programmes: who takes part, what is published once a month, and what nobody learns."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.indicators import actions, editions, standing
from ithaca.indicators.models import Circle, Edition, GroupBand, Place
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.mentorships.models import Mentorship
from ithaca.networks.models import Membership, Network
from ithaca.notifications.models import Message
from ithaca.programmes.models import Programme
from tests.cast import Cast
from tests.factories import (
    make_coordinator,
    make_organisation,
    make_participation,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 10, 9, tzinfo=UTC)
JULY = datetime(2026, 7, 1, 0, 30, tzinfo=UTC)
AUGUST = datetime(2026, 8, 1, 0, 30, tzinfo=UTC)


def ended_pairs(programme: Programme, *, completed: int, others: int) -> None:
    """Mentorships that ended in May."""
    mentor = make_participation(
        make_person("M", email=f"m-{programme.slug}@example.org"), programme, "mentor"
    )
    for number in range(completed + others):
        person = make_person("E", email=f"e{number}-{programme.slug}@example.org")
        Mentorship.objects.create(
            programme=programme,
            mentor=mentor,
            mentee=make_participation(person, programme, "mentee"),
            state="ended",
            end_kind="completed" if number < completed else "withdrawn by mentee",
            begun_at=JUNE - timedelta(days=200),
            ended_at=JUNE - timedelta(days=20),
        )


def taking_part(number: int, **fields: object) -> Programme:
    organisation = make_organisation(f"Rive {number}")
    programme = make_programme(organisation, f"rive-{number}", **fields)
    person = make_person("C", email=f"c{number}@example.org")
    make_coordinator(person, programme)
    ended_pairs(programme, completed=1 + number, others=6 - number)
    with time_machine.travel(JUNE, tick=False):
        actions.join(actor=person, programme=programme)
    return programme


def publish(moment: datetime) -> bool:
    with time_machine.travel(moment, tick=False):
        return actions.publish_edition()


def test_five_programmes_of_five_organisations_are_told_of_and_four_are_not() -> None:
    for number in range(4):
        taking_part(number)
    assert publish(JULY)
    assert not GroupBand.objects.exists()
    assert set(Place.objects.values_list("counted", flat=True)) == {False}
    taking_part(4)
    assert not publish(JULY + timedelta(days=3)), "an edition is never changed"
    assert publish(AUGUST)
    bands = GroupBand.objects.filter(fact="completed")
    assert set(bands.values_list("group", flat=True)) == {
        "all",
        "country:FR",
        "audience:association-directory",
        "size:small",
    }
    assert {row.programmes_step for row in bands} == {5}


def test_nobodys_value_is_among_what_is_published() -> None:
    shares = [100 * (1 + number) / 7 for number in range(5)]
    for number in range(5):
        taking_part(number)
    publish(JULY)
    row = GroupBand.objects.get(fact="completed", group="all")
    assert not {row.low, row.middle, row.high} & set(shares)
    assert row.low <= row.middle <= row.high


def test_a_newcomer_waits_and_who_leaves_takes_the_circle_along() -> None:
    programmes = [taking_part(number) for number in range(5)]
    publish(JULY)
    before = Circle.objects.get(fact="completed").programmes
    taking_part(5)
    publish(AUGUST)
    assert Circle.objects.get(fact="completed").programmes == before
    newcomer = Place.objects.get(edition__month=AUGUST.date(), fact="completed", programme__slug="rive-5")
    assert newcomer.value is not None
    assert not newcomer.counted
    leaver = programmes[0]
    with time_machine.travel(AUGUST + timedelta(days=3), tick=False):
        actions.leave(actor=leaver.coordinators.get().person, programme=leaver)
    publish(AUGUST + timedelta(days=31))
    assert not GroupBand.objects.filter(edition__month__gt=AUGUST.date()).exists()
    assert not Place.objects.filter(edition__month__gt=AUGUST.date(), programme=leaver).exists()


def test_coordinators_are_told_of_an_edition_with_their_programme_in_it() -> None:
    mine = taking_part(0)
    elsewhere = make_programme(mine.organisation, "ailleurs")
    make_coordinator(make_person("Autre", email="autre@example.org"), elsewhere)
    publish(JULY)
    dispatch_waiting()
    told = Message.objects.filter(text__contains=f"/programmes/{mine.slug}/comparison/")
    assert list(told.values_list("to", flat=True)) == ["c0@example.org"]
    assert not Message.objects.filter(to="autre@example.org").exists()


def test_few_cases_are_no_value() -> None:
    organisation = make_organisation()
    programme = make_programme(organisation)
    person = make_person("Clémence Roy")
    make_coordinator(person, programme)
    ended_pairs(programme, completed=2, others=2)
    with time_machine.travel(JUNE, tick=False):
        actions.join(actor=person, programme=programme)
    publish(JULY)
    assert Place.objects.get(fact="completed").value is None


def test_only_who_sets_the_programme_up_decides_and_only_for_one_that_runs(cast: Cast) -> None:
    for person in (cast.outsider, cast.mentor):
        with pytest.raises(Denied):
            actions.join(actor=person, programme=cast.programme)
    actions.join(actor=cast.coordinator, programme=cast.programme)
    actions.join(actor=cast.coordinator, programme=cast.programme)
    actions.leave(actor=cast.administrator, programme=cast.programme)
    actions.leave(actor=cast.administrator, programme=cast.programme)
    told = Event.objects.filter(verb__startswith="comparison").values_list("verb", flat=True)
    assert list(told) == ["comparison.joined", "comparison.left"]
    Programme.objects.filter(pk=cast.programme.pk).update(state="ended")
    with pytest.raises(Refusal):
        actions.join(actor=cast.coordinator, programme=cast.programme)


def test_without_anybody_there_is_no_edition() -> None:
    assert not publish(JULY)
    assert not Edition.objects.exists()


def test_the_page_says_where_one_stands_and_why_something_is_missing(
    sign_in: Callable[[Person], Client],
) -> None:
    programmes = [taking_part(number) for number in range(5)]
    mine = programmes[4]
    client = sign_in(mine.coordinators.get().person)
    page = f"/programmes/{mine.slug}/comparison/"
    assert b"standing-" not in client.get(page).content
    network = Network.objects.create(name="Grand Large", slug="grand-large")
    for each in programmes:
        Membership.objects.create(
            network=network, organisation=each.organisation, state="member", since=JUNE, joined_at=JUNE
        )
    publish(JULY)
    text = client.get(page).content.decode()
    assert 'id="standing-completed"' in text
    assert text.count('class="band"') == text.count("Grand Large") / 2 * 5, (
        "five groups, with picture and table"
    )
    assert text.count('id="standing-') == len(editions.COMPARED)
    for other in programmes[:4]:
        assert other.slug not in text
        assert other.organisation.name not in text


def test_taking_part_is_two_clicks_on_the_page(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    client = sign_in(cast.coordinator)
    page = f"/programmes/{cast.programme.slug}/comparison/"
    assert client.post(f"{page}join/").status_code == 302
    assert editions.comparing(cast.programme)
    assert client.post(f"{page}leave/").status_code == 302
    assert not editions.comparing(cast.programme)
    outsider = sign_in(cast.outsider)
    assert {outsider.get(page).status_code, outsider.post(f"{page}join/").status_code} == {404}


def test_where_a_value_stands_is_said_by_the_rounded_quartiles() -> None:
    row = GroupBand(low=40, middle=60, high=80)
    said = [standing.place(value, row) for value in (39, 40, 60, 80, 81)]
    assert said == [standing.BELOW, standing.LOWER, standing.UPPER, standing.UPPER, standing.ABOVE]
    assert standing.place(50, GroupBand(low=50, middle=50, high=50)) == standing.ALIKE

"""An edition: who is in it, that nobody is in two, that it can be made again from the journal to the byte."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from ithaca.access.rules import Denied
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.periods import Period
from ithaca.mentorships.models import Mentorship
from ithaca.networks import actions as networks
from ithaca.networks.models import Membership
from ithaca.programmes.models import Participation
from ithaca.research import actions, making
from ithaca.research.files import archive
from ithaca.research.models import Agreement, Consent, Part, Release, ReleasedPair
from ithaca.research.queries import archive_of
from tests.research.world import SUMMER, World, at, make_pair, make_study, make_world, tell, tell_within

AUTUMN = datetime(2026, 10, 10, 12, tzinfo=UTC)
THREE_QUARTERS = Period(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC))
pytestmark = pytest.mark.django_db


def lines(release: Release) -> list[dict[str, str]]:
    content = archive.unpacked(archive_of(release), "data.csv")
    assert content is not None
    return list(csv.DictReader(io.StringIO(content.decode())))


def gone_out(release: Release) -> set[object]:
    return set(ReleasedPair.objects.filter(release=release).values_list("mentorship_id", flat=True))


def test_what_all_agree_to_goes_out_as_facts_without_anybody() -> None:
    world = make_world()
    with at(SUMMER):
        release = world.publish()
    found = lines(release)
    assert len(found) == release.lines == 12
    assert {line["begun"] for line in found} == {"2026-Q1"}
    assert {line["place"] for line in found} == {"FR-PDL"}
    packed = archive_of(release)
    for pair in world.pairs:
        for one in (pair.mentor, pair.mentee):
            for secret in (one.person.name, one.person.email, str(one.pk), str(one.person_id), str(pair.pk)):
                assert secret.encode() not in packed
    for house in world.houses:
        assert house.organisation.name.encode() not in packed
        assert house.programme.slug.encode() not in packed


def test_an_edition_made_again_later_is_the_same_to_the_byte() -> None:
    world = make_world()
    with at(SUMMER):
        release = world.publish()
    with at(SUMMER + timedelta(days=40)):
        pair = world.pairs[0]
        world.withdraw(pair.mentor)
        tell_within(pair, "meeting.held", SUMMER, contact_type="in_person", minutes=30)
        tell(pair, "evaluation.given", SUMMER, participation_id=str(pair.mentee_id))
        first = world.houses[0]
        first.organisation.country, first.organisation.region = "CA", "CA-QC"
        first.organisation.save()
        first.programme.template = "institution-confidential@2"
        first.programme.save()
        world.network.name = "Un autre nom"
        world.network.save()
        actions.leave(actor=first.coordinator, study=world.study, programme=first.programme)
        world.consent(make_pair(world.houses[1]))
    with at(SUMMER + timedelta(days=400)):
        stored = Release.objects.select_related("study__network").get(pk=release.pk)
        again = making.made(stored)
    assert again.archive == archive_of(release)
    assert again.sha256 == release.sha256
    assert again.table_sha256 == release.table_sha256


def test_an_edition_is_made_again_from_the_journal_alone() -> None:
    """What the tables say of who agrees, and of how the pairs stand, is not asked."""
    world = make_world()
    with at(SUMMER):
        release = world.publish()
    for rows in (Agreement, Part, Consent):
        rows.objects.all().delete()
    Mentorship.objects.update(state="launch", begun_at=SUMMER, ended_at=None, end_kind="")
    Participation.objects.update(state="left")
    with at(SUMMER + timedelta(days=40)):
        assert making.made(release).archive == archive_of(release)


def test_another_past_would_make_another_table() -> None:
    """What the comparison would notice: a journal in which somebody had withdrawn in time."""
    world = make_world()
    with at(SUMMER):
        release = world.publish()
    mentor = world.pairs[0].mentor
    Event.objects.create(
        verb="study.consent withdrawn",
        at=SUMMER - timedelta(days=1),
        subject_id=world.study.pk,
        facts={"participation_id": str(mentor.pk), "person_id": str(mentor.person_id)},
    )
    with at(SUMMER + timedelta(days=1)):
        assert making.made(release).table_sha256 != release.table_sha256


def test_nobody_is_in_who_did_not_say_yes_or_whose_other_half_did_not() -> None:
    world = make_world()
    silent, half = make_pair(world.houses[0]), make_pair(world.houses[1])
    with at(SUMMER):
        world.consent(half, "mentor")
        release = world.publish()
    assert not gone_out(release) & {silent.pk, half.pk}
    assert len(gone_out(release)) == 12


def test_a_consent_for_somebody_else_is_none() -> None:
    world = make_world()
    pair = make_pair(world.houses[0])
    with at(SUMMER), pytest.raises(Denied):
        actions.give_consent(
            actor=pair.mentor.person, study=world.study, participation=pair.mentee, adult=True
        )
    coordinator = world.houses[0].coordinator
    with at(SUMMER), pytest.raises(Denied):
        actions.give_consent(actor=coordinator, study=world.study, participation=pair.mentee, adult=True)


def test_who_withdraws_is_in_no_later_edition_and_stays_in_those_published() -> None:
    world = make_world()
    with at(SUMMER):
        first = world.publish()
        later = [make_pair(house, days=200) for house in world.houses for _pair in range(5)]
        for pair in later:
            world.consent(pair)
    with at(AUTUMN):
        world.withdraw(later[0].mentee)
        second = world.publish(THREE_QUARTERS)
    assert later[0].pk not in gone_out(second)
    assert gone_out(second) == {pair.pk for pair in later[1:]}
    assert len(gone_out(first)) == 12


def test_who_withdraws_by_a_clock_that_is_ahead_is_in_time_all_the_same() -> None:
    world = make_world(pairs=5)
    one = world.pairs[0]
    with at(SUMMER + timedelta(seconds=2)):
        world.withdraw(one.mentor)
    with at(SUMMER):
        release = world.publish()
    assert one.pk not in gone_out(release)
    assert making.made(release).sha256 == release.sha256


def test_an_edition_that_a_slow_clock_would_put_before_the_other_is_made_again_the_same() -> None:
    world = make_world()
    with at(SUMMER + timedelta(seconds=2)):
        first = world.publish()
    for house in world.houses:
        for _pair in range(4):
            world.consent(make_pair(house))
    with at(SUMMER):
        second = world.publish()
    assert second.published_at > first.published_at
    assert second.lines == 12
    assert [making.made(row).sha256 for row in (first, second)] == [first.sha256, second.sha256]


def test_editions_share_no_mentorship_so_their_difference_is_a_whole_edition() -> None:
    """However editions are compared, what one has and another has not stands in groups that hide everybody."""
    world = make_world()
    with at(SUMMER):
        first = world.publish()
        for house in world.houses:
            world.consent(make_pair(house, days=200))
    with at(AUTUMN):
        with pytest.raises(Refusal, match=r"[Nn]othing can go out|[Rr]ien ne peut"):
            world.publish(THREE_QUARTERS)  # three newcomers wait until there are enough
        for house in world.houses:
            for _pair in range(3):
                world.consent(make_pair(house, days=200))
    with at(AUTUMN + timedelta(days=1)):
        second = world.publish(THREE_QUARTERS)
    assert not gone_out(first) & gone_out(second)
    assert len(gone_out(second)) == 12
    assert second.number == 2


def test_a_mentorship_goes_out_in_one_study_alone() -> None:
    world = make_world()
    with at(SUMMER):
        world.publish()
        other = make_study(world.network, world.researcher)
        for house in world.houses:
            actions.agree(actor=house.administrator, study=other, organisation=house.organisation)
            actions.join(actor=house.coordinator, study=other, programme=house.programme, adults=True)
        both = World(world.network, world.researcher, world.houses, other)
        for pair in world.pairs:
            both.consent(pair)
    with at(SUMMER + timedelta(days=1)), pytest.raises(Refusal):
        both.publish()


def test_a_second_click_finds_the_edition() -> None:
    world, id = make_world(), new_id()
    with at(SUMMER):
        assert world.publish(id=id) == world.publish(id=id)
    assert Release.objects.count() == 1


@pytest.mark.parametrize("days", [-40, 400])
def test_only_whole_quarters_that_are_over_are_published(days: int) -> None:
    world = make_world()
    with at(SUMMER + timedelta(days=days)), pytest.raises(Refusal):
        world.publish()


def test_only_the_networks_people_publish() -> None:
    world = make_world()
    world.researcher = world.houses[0].administrator
    with at(SUMMER), pytest.raises(Denied):
        world.publish()


def test_too_few_organisations_publish_nothing() -> None:
    world = make_world(pairs=8)
    with at(SUMMER):
        last = world.houses[2]
        actions.end_agreement(actor=last.administrator, study=world.study, organisation=last.organisation)
    with at(SUMMER + timedelta(hours=1)), pytest.raises(Refusal):
        world.publish()
    assert Release.objects.count() == 0


def test_an_organisation_that_leaves_the_network_is_told_of_no_more() -> None:
    """Also where the reaction to its leaving has not run yet."""
    world = make_world(pairs=8)
    with at(SUMMER):
        last = world.houses[2]
        networks.leave(
            actor=last.administrator, membership=Membership.objects.get(organisation=last.organisation)
        )
    with at(SUMMER + timedelta(hours=1)), pytest.raises(Refusal):
        world.publish()


def test_consent_ends_with_the_account() -> None:
    world = make_world()
    extra = make_pair(world.houses[0])
    with at(SUMMER):
        world.consent(extra)
        person = extra.mentee.person
        person.is_active = False
        person.save()
    with at(SUMMER + timedelta(hours=1)):
        release = world.publish()
    assert extra.pk not in gone_out(release)
    assert Consent.objects.get(participation=extra.mentee).state == "lapsed"
    with at(SUMMER + timedelta(days=9)):
        assert making.made(release).sha256 == release.sha256

"""A new version of the charter: asked of everybody inside, accepted by version and hash, needed for what is new."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.directory import rules
from ithaca.directory.queries import standing
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.notifications.models import Message
from ithaca.programmes import actions, queries
from ithaca.programmes.models import Charter, Participation
from ithaca.programmes.texts import compared
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SECOND = {
    "fr": "# Charte\n\nNous gardons le secret.\n\nNul paiement.",
    "en": "# Charter\n\nWe keep secrets.\n\nNo payment.",
}


@pytest.fixture
def second(cast: Cast) -> Charter:
    return actions.publish_charter(actor=cast.coordinator, programme=cast.programme, text=SECOND, after=1)


def again(row: Participation) -> Participation:
    return queries.participation(row.pk)


def test_everybody_inside_is_asked_once(cast: Cast, second: Charter) -> None:
    dispatch_waiting(limit=1000)
    mails = Message.objects.filter(subject__contains="charte")
    people = (cast.mentor, cast.mentee, cast.second_mentor, cast.second_mentee)
    assert sorted(mails.values_list("to", flat=True)) == sorted(person.email for person in people)
    assert "/as/mentor/charter/" in mails.get(to=cast.mentor.email).text
    assert queries.behind_charter(cast.programme).count() == 4
    assert [row.pk for row in queries.charters_owed(cast.mentee)] == [cast.being_mentored.pk]
    assert not queries.charters_owed(cast.outsider)


def test_an_acceptance_keeps_version_hash_and_moment(cast: Cast, second: Charter) -> None:
    for _click in range(2):
        actions.accept_charter(actor=cast.mentee, participation=cast.being_mentored, charter=second)
    row = again(cast.being_mentored)
    assert (row.charter_id, row.charter_sha256) == (second.pk, second.sha256)
    (fact,) = Event.objects.filter(verb="participation.charter accepted")
    assert (fact.subject_id, fact.facts["charter_number"], fact.facts["charter_sha256"]) == (
        row.pk,
        2,
        second.sha256,
    )
    assert not queries.owes_charter(row)
    assert queries.owes_charter(again(cast.mentoring))


def test_only_ones_own_and_only_the_newest_is_accepted(cast: Cast, second: Charter) -> None:
    for stranger in (cast.mentor, cast.coordinator, cast.outsider):
        with pytest.raises(Denied):
            actions.accept_charter(actor=stranger, participation=cast.being_mentored, charter=second)
    with pytest.raises(Refusal):
        actions.accept_charter(
            actor=cast.mentee, participation=cast.being_mentored, charter=cast.being_mentored.charter
        )
    assert queries.owes_charter(again(cast.being_mentored))


def test_nothing_begins_with_somebody_new_before(cast: Cast, second: Charter) -> None:
    asked = standing(again(cast.being_mentored), again(cast.mentoring))
    assert rules.obstacle(asked) == rules.Obstacle.CHARTER
    proposed = mentorships.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    with pytest.raises(Refusal, match="chart"):
        mentorships.agree(actor=cast.mentor, mentorship=proposed)
    actions.accept_charter(actor=cast.mentor, participation=cast.mentoring, charter=second)
    mentorships.agree(actor=cast.mentor, mentorship=proposed)


def test_what_has_begun_goes_on(cast: Cast) -> None:
    begun = mentorships.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    actions.publish_charter(actor=cast.coordinator, programme=cast.programme, text=SECOND, after=1)
    mentorships.pause(actor=cast.mentee, mentorship=begun)
    mentorships.resume(actor=cast.mentee, mentorship=begun)


def test_the_pages_ask_show_what_changed_and_tell_the_coordinator(
    cast: Cast, second: Charter, sign_in: Callable[[Person], Client]
) -> None:
    mentee, coordinator = sign_in(cast.mentee), sign_in(cast.coordinator)
    home, page = "/programmes/cap-ouest/", "/programmes/cap-ouest/as/mentee/charter/"
    assert page in mentee.get(home).content.decode()
    assert page in mentee.get("/").content.decode(), "the start page says so, too"
    shown = mentee.get(page).content.decode()
    assert "<ins>" in shown
    assert "Nul paiement." in shown
    assert mentee.post(page, {"charter_id": second.pk}).status_code == 422
    set_up = coordinator.get(f"{home}set-up/charter/").content.decode()
    assert "Inès Benali" in set_up
    assert mentee.post(page, {"charter_id": second.pk, "charter": "on"}).status_code == 302
    assert page not in mentee.get(home).content.decode()
    assert "Inès Benali" not in coordinator.get(f"{home}set-up/charter/").content.decode()
    for stranger in (cast.outsider, cast.coordinator):
        assert sign_in(stranger).get(page).status_code == 404


def test_versions_are_compared_block_by_block() -> None:
    changes = compared("# A\n\nun\n\ndeux", "# A\n\nun et demi\n\ndeux\n\n- trois")
    assert [(one.kind, one.block.text or one.block.points) for one in changes] == [
        ("same", "A"),
        ("removed", "un"),
        ("added", "un et demi"),
        ("same", "deux"),
        ("added", ("trois",)),
    ]

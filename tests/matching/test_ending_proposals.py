"""A proposal ends with its people: who pauses or leaves keeps nobody waiting, and the coordination notes a no for others."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.matching import actions
from ithaca.matching.models import MatchProposal
from ithaca.matching.queries import proposals
from ithaca.notifications.models import Message
from ithaca.programmes import actions as programmes
from tests.cast import Cast
from tests.matching.runs import propose

SignIn = Callable[[Person], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_in_english")]


def told(person: Person) -> list[str]:
    while dispatch_waiting():
        pass
    return list(Message.objects.filter(person_id=person.pk).order_by("id").values_list("text", flat=True))


@pytest.fixture
def row(cast: Cast) -> MatchProposal:
    """Inès and Marc; Inès has said yes."""
    (made,) = propose(cast)
    actions.accept_match(actor=cast.mentee, proposal=made)
    return made


def test_somebody_who_takes_a_break_keeps_nobody_waiting(cast: Cast, row: MatchProposal) -> None:
    programmes.pause(actor=cast.mentor, participation=cast.mentoring)
    *_before, last = told(cast.mentee)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("withdrawn", "paused")
    assert "says nothing about you" in last
    assert len(told(cast.mentor)) == 1, "whoever takes a break knows, and hears no more of it"
    assert "do not become a pair" in told(cast.coordinator)[-1]
    assert not proposals.turned_down(cast.programme), "the pair may come up again after the break"
    with pytest.raises(Refusal, match="taken back"):
        actions.accept_match(actor=cast.mentor, proposal=row)


def test_the_coordination_notes_a_no_that_somebody_has_told_them(
    cast: Cast, row: MatchProposal, sign_in: SignIn
) -> None:
    address = reverse("matching:decline_for", args=[cast.programme.slug, row.pk])
    client = sign_in(cast.coordinator)
    table = client.get(reverse("matching:answers", args=[cast.programme.slug])).content.decode()
    assert address in table
    assert "Marc Delorme" in client.get(address).content.decode()
    assert client.post(address, {"words": "Au téléphone"}).status_code == 422
    given = {"role": "mentor", "reason": "no time", "words": "Au téléphone"}
    assert "The no is noted" in client.post(address, given, follow=True).content.decode()
    row.refresh_from_db()
    assert (row.state, row.mentor_answer, row.mentee_answer) == ("declined", "no", "yes")
    assert (cast.being_mentored.pk, cast.mentoring.pk) in proposals.turned_down(cast.programme)
    assert "says nothing about you" in told(cast.mentee)[-1]
    assert "As you have told the coordination" in told(cast.mentor)[-1]
    assert not [text for text in (*told(cast.mentee), *told(cast.mentor)) if "téléphone" in text]
    assert told(cast.coordinator) == [], "whoever notes it needs no mail about it"
    fact = Event.objects.get(verb="match.declined")
    assert (fact.actor_id, fact.facts["by_coordination"]) == (cast.coordinator.pk, True)
    client.post(address, given)
    assert Event.objects.filter(verb="match.declined").count() == 1


def test_only_the_coordination_of_the_programme_notes_a_no(
    cast: Cast, row: MatchProposal, sign_in: SignIn
) -> None:
    address = reverse("matching:decline_for", args=[cast.programme.slug, row.pk])
    for person in (cast.outsider, cast.mentor, cast.mentee, cast.second_mentor):
        assert sign_in(person).get(address).status_code == 404
        with pytest.raises(Denied):
            actions.decline_for(actor=person, proposal=row, role="mentor", reason="unsaid")
    elsewhere = reverse("matching:decline_for", args=[cast.elsewhere.slug, row.pk])
    assert sign_in(cast.outsider).get(elsewhere).status_code == 404
    row.refresh_from_db()
    assert row.state == "open"


def test_a_no_comes_too_late_for_what_both_have_agreed(cast: Cast, row: MatchProposal) -> None:
    actions.accept_match(actor=cast.mentor, proposal=row)
    with pytest.raises(Refusal):
        actions.decline_for(actor=cast.coordinator, proposal=row, role="mentee", reason="unsaid")


def test_whoever_is_excluded_hears_no_more_and_the_other_hears_it_kindly(
    cast: Cast, row: MatchProposal
) -> None:
    programmes.exclude(actor=cast.coordinator, participation=cast.mentoring)
    assert "says nothing about you" in told(cast.mentee)[-1]
    assert len(told(cast.mentor)) == 1
    row.refresh_from_db()
    assert row.state == "withdrawn"

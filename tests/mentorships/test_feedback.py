"""Feedback on a meeting: asked by either, given once by each, the words in the room and the counts in steering."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.figures import figures
from ithaca.mentorships.models import Feedback, Meeting, Mentorship
from ithaca.notifications.models import Message
from ithaca.vault import actions as vault
from ithaca.vault.client import Place
from ithaca.vault.sealed import SealedRevision
from tests.cast import Cast
from tests.mentorships.meetings import met
from tests.vault.people import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast.mentee, cast.mentor)


@pytest.fixture
def mentorship(cast: Cast, pair: Pair) -> Mentorship:
    return actions.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored, room=pair.room
    )


@pytest.fixture
def meeting(cast: Cast, mentorship: Mentorship) -> Meeting:
    return met(cast, mentorship, -1)


def said(pair: Pair, author: Person, meeting: Meeting, **otherwise: str) -> SealedRevision:
    given = {"object": str(new_id()), "kind": "feedback", "about": str(meeting.pk)} | otherwise
    return pair.seal(author, Place(**given), "Le silence m’a aidée.")


def test_it_is_asked_once_and_given_once(
    cast: Cast, mentorship: Mentorship, meeting: Meeting, pair: Pair
) -> None:
    dispatch_waiting(limit=1000)
    Message.objects.all().delete()
    for _click in range(2):
        actions.ask_feedback(actor=cast.mentor, mentorship=mentorship, meeting_id=meeting.pk)
    dispatch_waiting(limit=1000)
    (mail,) = Message.objects.all()
    assert (mail.to, mail.subject) == (cast.mentee.email, "Votre binôme aimerait votre rétroaction")
    assert f"/room/#feedback/{meeting.pk}" in mail.text
    sealed = said(pair, cast.mentee, meeting)
    for _click in range(2):
        actions.give_feedback(actor=cast.mentee, mentorship=mentorship, meeting_id=meeting.pk, sealed=sealed)
    again = said(pair, cast.mentee, meeting)
    with pytest.raises(Refusal), transaction.atomic():
        actions.give_feedback(actor=cast.mentee, mentorship=mentorship, meeting_id=meeting.pk, sealed=again)
    dispatch_waiting(limit=1000)
    assert Message.objects.exclude(pk=mail.pk).get().to == cast.mentor.email
    (fact,) = Event.objects.filter(verb="feedback.given")
    assert fact.facts["was_asked"]
    assert figures(cast.programme).feedback_given == 1


def test_each_gives_theirs_without_being_asked_too(
    cast: Cast, mentorship: Mentorship, meeting: Meeting, pair: Pair
) -> None:
    for person in (cast.mentor, cast.mentee):
        actions.give_feedback(
            actor=person, mentorship=mentorship, meeting_id=meeting.pk, sealed=said(pair, person, meeting)
        )
    actions.ask_feedback(actor=cast.mentor, mentorship=mentorship, meeting_id=meeting.pk)
    assert Feedback.objects.filter(asked_at=None).count() == 2, "what is given is not asked for"


def test_only_of_a_meeting_held_and_about_it(
    cast: Cast, mentorship: Mentorship, meeting: Meeting, pair: Pair
) -> None:
    plan = Plan("video", clock.now() + timedelta(days=2), 60)
    planned = actions.plan_meeting(actor=cast.mentor, id=new_id(), mentorship=mentorship, plan=plan)
    with pytest.raises(Refusal), transaction.atomic():
        actions.ask_feedback(actor=cast.mentor, mentorship=mentorship, meeting_id=planned.pk)
    for wrong in (
        said(pair, cast.mentee, meeting, about=str(planned.pk)),
        said(pair, cast.mentee, meeting, kind="note"),
    ):
        with pytest.raises(Refusal), transaction.atomic():
            actions.give_feedback(
                actor=cast.mentee, mentorship=mentorship, meeting_id=meeting.pk, sealed=wrong
            )
    for stranger in (cast.coordinator, cast.outsider, cast.second_mentor):
        with pytest.raises(Denied):
            actions.ask_feedback(actor=stranger, mentorship=mentorship, meeting_id=meeting.pk)


def test_the_other_cannot_write_in_it(
    cast: Cast, mentorship: Mentorship, meeting: Meeting, pair: Pair
) -> None:
    first = said(pair, cast.mentee, meeting)
    actions.give_feedback(actor=cast.mentee, mentorship=mentorship, meeting_id=meeting.pk, sealed=first)
    revision = Feedback.objects.get(giver=cast.mentee).content.revisions.get()  # type: ignore[union-attr]
    place = Place(str(first.id), "feedback", 2, revision.sha256, about=str(meeting.pk))
    with pytest.raises(Refusal):
        vault.write_revision(
            actor=cast.mentor, room_id=pair.room.pk, sealed=pair.seal(cast.mentor, place, "Tout va bien.")
        )


@pytest.mark.parametrize("worker_is_late", [False, True])
def test_what_was_destroyed_is_given_again(
    cast: Cast,
    mentorship: Mentorship,
    meeting: Meeting,
    pair: Pair,
    sign_in: Callable[[Person], Client],
    worker_is_late: bool,
) -> None:
    def give() -> SealedRevision:
        sealed = said(pair, cast.mentee, meeting)
        actions.give_feedback(actor=cast.mentee, mentorship=mentorship, meeting_id=meeting.pk, sealed=sealed)
        return sealed

    first = give()
    pair.destroy(cast.mentee, first.id)
    if not worker_is_late:
        dispatch_waiting(limit=1000)
        assert figures(cast.programme).feedback_given == 0
    shown = sign_in(cast.mentee).get(f"/api/mentorships/{mentorship.pk}").json()["meetings"][0]["feedback"]
    assert [(one["given"], one["object"]) for one in shown] == [(None, None)]
    second = give()
    dispatch_waiting(limit=1000)
    assert Feedback.objects.get().content_id == second.id
    assert figures(cast.programme).feedback_given == 1


def test_the_page_of_the_pair_says_that_it_is_wanted(
    cast: Cast, mentorship: Mentorship, meeting: Meeting, sign_in: Callable[[Person], Client]
) -> None:
    page = f"/mentorships/{mentorship.pk}/"
    actions.ask_feedback(actor=cast.mentor, mentorship=mentorship, meeting_id=meeting.pk)
    assert "Votre rétroaction est attendue" in sign_in(cast.mentee).get(page).content.decode()
    assert "Votre rétroaction est attendue" not in sign_in(cast.mentor).get(page).content.decode()
    assert "#feedback" not in sign_in(cast.coordinator).get(page).content.decode()

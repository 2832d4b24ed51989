"""Action plans, reviews of goals, introductions, summaries read: facts of the two, and of nobody else."""

import base64
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.mentorships import actions, queries
from ithaca.mentorships.actions import Task
from ithaca.mentorships.models import (
    Action,
    Goal,
    GoalReview,
    Introduction,
    Meeting,
    Mentorship,
    SummaryReading,
)
from ithaca.steering.queries import overview
from ithaca.vault import actions as vault
from ithaca.vault.client import Place
from ithaca.vault.rules import FACT_KINDS
from ithaca.vault.sealed import SealedRevision
from tests.cast import Cast
from tests.mentorships.rooms import RoomOfTwo, in_development, mails, open_room, post

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def room(cast: Cast) -> RoomOfTwo:
    return open_room(cast)


def encoded(file: bytes) -> str:
    return base64.urlsafe_b64encode(file).decode().rstrip("=")


def verbs() -> list[str]:
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def add(room: RoomOfTwo, task: Task | None = None, actor: Person | None = None) -> Action:
    return actions.add_action(
        actor=actor or room.cast.mentee,
        id=new_id(),
        mentorship=room.row,
        sealed=room.sealed("action"),
        task=task or Task("mentee"),
    )


def offer(room: RoomOfTwo) -> Introduction:
    return actions.offer_introduction(
        actor=room.cast.mentor,
        id=new_id(),
        mentorship=room.row,
        sealed=room.sealed("introduction", room.cast.mentor),
    )


def carry(room: RoomOfTwo, one: Introduction, verb: str, actor: Person | None = None) -> None:
    move = actions.carry_introduction if verb in ("make", "take-back") else actions.answer_introduction
    mine = room.cast.mentor if verb in ("make", "take-back") else room.cast.mentee
    move(actor=actor or mine, mentorship=room.row, introduction_id=one.pk, verb=verb)
    one.refresh_from_db()


def test_an_action_is_added_done_and_opened_again_and_counted(room: RoomOfTwo) -> None:
    action = add(room, Task("both", date(2027, 1, 15), goal_id=room.goal().pk))
    assert (action.state, room.row.actions_set, room.row.actions_done) == ("open", 1, 0)
    for actor in (room.cast.mentor, room.cast.mentee):  # both tick at once
        actions.move_action(actor=actor, mentorship=room.row, action_id=action.pk, verb="finish")
    action.refresh_from_db()
    assert action.done_at is not None
    assert room.row.actions_done == 1
    assert verbs().count("action.done") == 1
    actions.move_action(actor=room.cast.mentee, mentorship=room.row, action_id=action.pk, verb="reopen")
    assert room.row.actions_done == 0
    actions.move_action(actor=room.cast.mentee, mentorship=room.row, action_id=action.pk, verb="drop")
    with pytest.raises(ForbiddenTransition):
        actions.move_action(actor=room.cast.mentee, mentorship=room.row, action_id=action.pk, verb="finish")


def test_a_second_click_adds_one_action(room: RoomOfTwo) -> None:
    sealed, key = room.sealed("action"), new_id()
    for _click in range(2):
        actions.add_action(
            actor=room.cast.mentee, id=key, mentorship=room.row, sealed=sealed, task=Task("mentee")
        )
    assert room.row.actions_set == Action.objects.count() == 1


def test_an_action_belongs_to_a_goal_or_a_meeting_of_the_same_pair(room: RoomOfTwo, cast: Cast) -> None:
    other = actions.begin(
        actor=cast.second_mentor,
        id=new_id(),
        mentor=cast.second_mentoring,
        mentee=cast.second_being_mentored,
    )
    theirs = Meeting.objects.create(
        mentorship=other, state="planned", contact_type="video", starts_at=clock.now(), minutes=60
    )
    with pytest.raises(Refusal):
        add(room, Task("mentee", meeting_id=theirs.pk))
    with pytest.raises(Refusal):
        add(room, Task("neither"))
    action = add(room)
    goal = room.goal()
    task = Task("mentor", date(2027, 2, 1), goal_id=goal.pk)
    for _click in range(2):
        actions.change_action(actor=cast.mentor, mentorship=room.row, action_id=action.pk, task=task)
    action.refresh_from_db()
    assert (action.owner, action.goal_id) == ("mentor", goal.pk)
    assert verbs().count("action.changed") == 1


def test_words_of_another_kind_are_not_taken(room: RoomOfTwo) -> None:
    with pytest.raises(Refusal):
        actions.add_action(
            actor=room.cast.mentee,
            id=new_id(),
            mentorship=room.row,
            sealed=room.sealed("note"),
            task=Task("mentee"),
        )


def test_why_a_goal_is_dropped_goes_with_the_fact(room: RoomOfTwo) -> None:
    goal = room.goal()
    why = room.sealed("progress", about=goal.pk)
    actions.move_goal(actor=room.cast.mentee, mentorship=room.row, goal_id=goal.pk, verb="drop", sealed=why)
    goal.refresh_from_db()
    assert goal.state == "dropped"
    room_row = room.row.room
    assert room_row is not None
    assert [content.id for content in room_row.contents.filter(kind="progress")] == [why.id]


def test_what_is_written_with_a_goal_is_about_that_goal(room: RoomOfTwo) -> None:
    goal, other = room.goal(), room.goal()
    for about in (other.pk, None):
        with pytest.raises(Refusal, match="autre objectif"):
            actions.move_goal(
                actor=room.cast.mentee,
                mentorship=room.row,
                goal_id=goal.pk,
                verb="drop",
                sealed=room.sealed("progress", about=about),
            )
    goal.refresh_from_db()
    assert goal.state == "set"


def next_version(room: RoomOfTwo, goal: Goal) -> SealedRevision:
    head = goal.content.revisions.last()
    assert head is not None
    place = Place(str(goal.content_id), "goal", head.number + 1, head.sha256)
    return room.key.sealed_revision(room.mentees_keyring, place, {"text": "Plus tard : le jury a changé."})


def test_a_goal_changes_with_the_reason_or_not_at_all(room: RoomOfTwo, sign_in: SignIn) -> None:
    goal, mentee = room.goal(), sign_in(room.cast.mentee)
    sealed = next_version(room, goal)
    address = f"/api/mentorships/{room.id}/goals/{goal.pk}/change/{goal.content_id}"
    revision = {"kind": "goal", "number": 2, "epoch": 1, "previous": sealed.previous_sha256}
    body = {"due_on": "2027-03-01", "revision": {**revision, "file": encoded(sealed.file)}}
    for stranger in (room.cast.outsider, room.cast.coordinator):
        assert post(sign_in(stranger), address, body).status_code == 404
    for _lost_answer in range(2):
        assert post(mentee, address, body).status_code == 200
    (event,) = Event.objects.filter(verb="goal.date changed")
    assert (event.facts["before"], event.facts["due_on"]) == (None, "2027-03-01")
    late = post(
        mentee,
        address,
        {
            **body,
            "due_on": "2028-01-01",
            "revision": {**body["revision"], "file": encoded(next_version(room, goal).file)},
        },
    )
    assert (late.status_code, late.json()["code"]) == (409, "conflict")
    goal.refresh_from_db()
    assert (str(goal.due_on), goal.content.head) == ("2027-03-01", 2), "neither the date nor the words"


def test_the_same_words_are_bound_to_one_thing(room: RoomOfTwo, sign_in: SignIn) -> None:
    client, file = sign_in(room.cast.mentee), encoded(room.sealed("goal").file)
    for address, kind in (
        (f"/api/mentorships/{room.id}/goals", "goal"),
        (f"/api/plans/{room.id}/actions", "action"),
    ):
        words = {"id": str(new_id()), "kind": kind, "file": file}
        body = {"object": words, "owner": "mentee", "due_on": None}
        first = str(new_id())
        assert post(client, address, {**body, "id": first}).status_code == 200
        assert post(client, address, {**body, "id": first}).status_code == 200
        second = post(client, address, {**body, "id": str(new_id())})
        assert second.status_code == 422
        assert "est déjà enregistré" in second.json()["message"]
    assert (room.row.goals_set, room.row.actions_set) == (1, 1)


def test_what_belongs_to_a_fact_is_begun_with_it_alone(room: RoomOfTwo, sign_in: SignIn) -> None:
    row, client = room.row.room, sign_in(room.cast.mentee)
    assert row is not None
    for kind in FACT_KINDS:
        sealed = room.sealed(kind)
        address = f"/api/vault/rooms/{row.pk}/objects/{sealed.id}/revisions"
        body = {"kind": kind, "number": 1, "epoch": 1, "previous": None, "file": encoded(sealed.file)}
        refused = post(client, address, body)
        assert "se commence sur sa propre page" in refused.json()["message"]
    assert not row.contents.exists()


def test_reviews_come_round_by_the_programmes_rhythm_and_both_are_told_once(room: RoomOfTwo) -> None:
    cast = room.cast
    in_development(room)
    with time_machine.travel("2026-09-01T09:00Z", tick=False):
        actions.tend_reviews()
        assert queries.plan(room.row).next_review == date(2026, 11, 30)
        assert not queries.reviews_due(clock.now()).exists()
    with time_machine.travel("2026-12-01T09:00Z", tick=False):
        for _hour in range(2):
            actions.tend_reviews()
        told = [to for to, subject in mails() if "objectifs" in subject]
        assert sorted(told) == sorted([cast.mentor.email, cast.mentee.email])
        goal, other = room.goal(), room.goal()
        sealed = room.sealed("review")
        for _click in range(2):
            actions.hold_review(
                actor=cast.mentee,
                mentorship=room.row,
                sealed=sealed,
                moves={goal.pk: "reach", other.pk: "drop"},
            )
        row = room.row
        assert (row.reviews_held, row.goals_reached) == (1, 1)
        assert verbs().count("review.held") == 1
        assert queries.plan(row).next_review == date(2027, 3, 1)


def test_a_programme_without_reviews_asks_for_none_and_a_pair_may_hold_one(room: RoomOfTwo) -> None:
    in_development(room)
    programme = room.cast.programme
    programme.review_days = None
    programme.save()
    actions.tend_reviews()
    assert not GoalReview.objects.exists()
    actions.hold_review(actor=room.cast.mentor, mentorship=room.row, sealed=room.sealed("review"), moves={})
    assert GoalReview.objects.get().held_at is not None
    programme.review_days = 30
    programme.save()
    actions.tend_reviews()
    assert GoalReview.objects.filter(held_at=None).count() == 1


def test_a_pair_that_rests_is_not_asked_for_its_review(room: RoomOfTwo) -> None:
    in_development(room)
    actions.tend_reviews()
    actions.pause(actor=room.cast.mentee, mentorship=room.row)
    later = clock.now() + timedelta(days=400)
    assert not queries.reviews_due(later).exists()


def test_entering_development_brings_the_first_review(room: RoomOfTwo) -> None:
    from_launch = Mentorship.objects.get(pk=room.id)
    assert not GoalReview.objects.filter(mentorship=from_launch).exists()
    in_development(room)
    actions.tend_reviews()
    assert GoalReview.objects.get(mentorship=from_launch).due_on == clock.now().date() + timedelta(days=90)


def test_an_introduction_is_offered_accepted_made_and_thanked(room: RoomOfTwo) -> None:
    cast, one = room.cast, offer(room)
    for verb in ("accept", "make", "thank"):
        carry(room, one, verb)
    assert (one.state, one.answered_at is None, one.made_at is None) == ("thanked", False, False)
    assert (room.row.introductions_offered, room.row.introductions_made) == (1, 1)
    counted = overview(cast.programme).figures
    assert (counted.introductions_offered, counted.introductions_made) == (1, 1), "in steering too"
    told = [(to, subject) for to, subject in mails() if "mise" in subject or "merci" in subject]
    assert [to for to, _subject in told] == [
        cast.mentee.email,
        cast.mentor.email,
        cast.mentee.email,
        cast.mentor.email,
    ]


def test_each_takes_their_own_part_in_an_introduction(room: RoomOfTwo) -> None:
    cast, one = room.cast, offer(room)
    with pytest.raises(Denied):
        actions.offer_introduction(
            actor=cast.mentee, id=new_id(), mentorship=room.row, sealed=room.sealed("introduction")
        )
    for actor in (cast.mentor, cast.coordinator, cast.outsider):
        with pytest.raises(Denied):
            carry(room, one, "accept", actor)
    for actor in (cast.mentee, cast.coordinator, cast.outsider):
        with pytest.raises(Denied):
            carry(room, one, "take-back", actor)
    with pytest.raises(ForbiddenTransition):
        carry(room, one, "make")  # not before the mentee has said yes
    carry(room, one, "take-back")
    with pytest.raises(ForbiddenTransition):
        carry(room, one, "accept")


def test_the_other_says_that_they_have_read_the_summary(room: RoomOfTwo) -> None:
    cast = room.cast
    meeting = Meeting.objects.create(
        mentorship=room.row, contact_type="video", starts_at=clock.now(), minutes=60, state="held"
    )
    with pytest.raises(Refusal):
        actions.confirm_summary(actor=cast.mentor, mentorship=room.row, meeting_id=meeting.pk)
    sealed = room.sealed("summary", about=meeting.pk)
    room_id = room.row.room_id
    assert room_id is not None
    vault.write_revision(actor=cast.mentee, room_id=room_id, sealed=sealed)
    for _click in range(2):
        actions.confirm_summary(actor=cast.mentor, mentorship=room.row, meeting_id=meeting.pk)
    assert SummaryReading.objects.get().revision == 1
    assert verbs().count("summary.read") == 1


def wire(sealed: SealedRevision) -> dict[str, object]:
    file = encoded(sealed.file)
    return {"id": str(sealed.id), "kind": sealed.kind, "file": file, "about": None}


def test_the_room_gets_and_writes_them_over_http(
    room: RoomOfTwo, sign_in: Callable[[Person], Client]
) -> None:
    mentor, mentee = sign_in(room.cast.mentor), sign_in(room.cast.mentee)
    here, action, introduction = f"/api/plans/{room.id}", new_id(), new_id()
    words = wire(room.sealed("action"))
    body = {"id": str(action), "object": words, "owner": "both", "due_on": "2027-01-15"}
    assert post(mentee, f"{here}/actions", body).status_code == 200
    assert post(mentor, f"{here}/actions/{action}/finish").status_code == 200
    offered = {"id": str(introduction), "object": wire(room.sealed("introduction", room.cast.mentor))}
    assert post(mentee, f"{here}/introductions", offered).status_code == 404
    assert post(mentor, f"{here}/introductions", offered).status_code == 200
    assert post(mentee, f"{here}/introductions/{introduction}/answer/accept").status_code == 200
    goal = room.goal()
    held = {"object": wire(room.sealed("review")), "moves": {str(goal.pk): "reach"}}
    assert post(mentee, f"{here}/reviews", held).status_code == 200
    facts = mentee.get(f"/api/mentorships/{room.id}").json()
    assert [(one["state"], one["owner"], one["due_on"]) for one in facts["actions"]] == [
        ("done", "both", "2027-01-15")
    ]
    assert [one["state"] for one in facts["introductions"]] == ["accepted"]
    assert [one["held"] is not None for one in facts["reviews"]] == [True]
    assert [one["state"] for one in facts["goals"]] == ["reached"]


def test_who_is_not_of_the_pair_finds_nothing(room: RoomOfTwo, sign_in: Callable[[Person], Client]) -> None:
    action, introduction = add(room), offer(room)
    here = f"/api/plans/{room.id}"
    for person in (room.cast.outsider, room.cast.coordinator, room.cast.second_mentor):
        client = sign_in(person)
        body = {"id": str(new_id()), "object": wire(room.sealed("action")), "owner": "both"}
        answers = [
            post(client, f"{here}/actions", body),
            post(client, f"{here}/actions/{action.pk}/finish"),
            post(client, f"{here}/introductions/{introduction.pk}/offer/make"),
            post(client, f"{here}/introductions/{introduction.pk}/answer/accept"),
            post(client, f"{here}/reviews", {"object": wire(room.sealed("review"))}),
        ]
        assert {answer.status_code for answer in answers} == {404}


def test_nothing_is_added_after_the_end(room: RoomOfTwo) -> None:
    action = add(room)
    actions.withdraw(actor=room.cast.mentee, mentorship=room.row)
    with pytest.raises(Refusal):
        actions.move_action(actor=room.cast.mentee, mentorship=room.row, action_id=action.pk, verb="finish")
    with pytest.raises(Refusal):
        offer(room)

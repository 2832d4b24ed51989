"""Pauses with a day, early ends talked over, the closing, and the look back months later."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.periods import months_later
from ithaca.mentorships import actions, queries
from ithaca.mentorships.models import Afterwards, CheckIn, Closing, FollowUp, Mentorship, Proposal
from ithaca.notifications.models import Message
from ithaca.programmes.models import Programme
from tests.cast import Cast
from tests.mentorships.meetings import met

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def pair(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def fresh(pair: Mentorship) -> Mentorship:
    return queries.mentorship(pair.pk)


def in_separation(pair: Mentorship) -> Mentorship:
    Mentorship.objects.filter(pk=pair.pk).update(state="separation", official_end_at=clock.now())
    return fresh(pair)


def hold(cast: Cast, pair: Mentorship, minutes: int = 60) -> None:
    met(cast, pair, minutes=minutes)


def complete(cast: Cast, pair: Mentorship) -> Mentorship:
    row = in_separation(pair)
    proposal = actions.propose_decision(actor=cast.mentee, id=new_id(), mentorship=row, kind="close")
    actions.agree_decision(actor=cast.mentor, proposal=proposal)
    return fresh(pair)


# --- Pause ---


def test_a_pause_has_a_day_of_return_and_both_are_reminded_once(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    back = clock.today() + timedelta(days=20)
    sign_in(cast.mentee).post(f"/mentorships/{pair.pk}/pause/", {"returns_on": back.isoformat()})
    assert (fresh(pair).state, fresh(pair).returns_on) == ("paused", back)
    assert actions.remind_of_returns() == 0
    with time_machine.travel(datetime.now(UTC) + timedelta(days=20)):
        assert (actions.remind_of_returns(), actions.remind_of_returns()) == (1, 0)
        dispatch_waiting()
    reminders = Message.objects.filter(subject="La pause était prévue jusqu’à aujourd’hui")
    assert {m.to for m in reminders} == {cast.mentor.email, cast.mentee.email}
    actions.resume(actor=cast.mentor, mentorship=pair)
    assert (fresh(pair).state, fresh(pair).returns_on) == ("launch", None)


def test_a_pause_needs_no_day_and_never_one_that_has_passed(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    refused = sign_in(cast.mentor).post(f"/mentorships/{pair.pk}/pause/", {"returns_on": "2020-01-01"})
    assert refused.status_code == 422
    assert fresh(pair).state == "launch"
    actions.pause(actor=cast.mentor, mentorship=pair)
    assert fresh(pair).returns_on is None
    with pytest.raises(Denied):
        actions.pause(actor=cast.outsider, mentorship=pair)


# --- Early end ---


def test_an_early_end_is_talked_over_by_both_before_it_happens(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    mentee, mentor = sign_in(cast.mentee), sign_in(cast.mentor)
    address = f"/mentorships/{pair.pk}/decisions/"
    unsaid = mentee.post(address, {"id": str(new_id()), "kind": "end early"})
    assert unsaid.status_code == 422
    mentee.post(address, {"id": str(new_id()), "kind": "end early", "talked": "no"})
    proposal = Proposal.objects.get()
    answer = f"/decisions/{proposal.pk}"
    mentor.post(f"{answer}/agree/", {"talked": "on"})
    assert fresh(pair).state == "launch", "the one who proposed has not confirmed the talk"
    mentee.post(f"{answer}/talked/")
    mentor.post(f"{answer}/agree/")
    assert fresh(pair).state == "launch", "the other has not confirmed it either"
    mentor.post(f"{answer}/agree/", {"talked": "on"})
    proposal.refresh_from_db()
    assert (fresh(pair).end_kind, proposal.state) == ("joint early end", "agreed")
    assert proposal.proposer_talked_at is not None
    assert proposal.other_talked_at is not None


def test_only_who_proposed_confirms_their_side_of_the_talk(cast: Cast, pair: Mentorship) -> None:
    proposal = actions.propose_decision(
        actor=cast.mentee, id=new_id(), mentorship=pair, kind="end early", talked=False
    )
    with pytest.raises(Refusal):
        actions.confirm_discussion(actor=cast.mentor, proposal=proposal)
    with pytest.raises(Denied):
        actions.confirm_discussion(actor=cast.outsider, proposal=proposal)


# --- Closing ---


def test_the_closing_leads_both_through_and_keeps_facts_alone(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    in_separation(pair)
    address = f"/mentorships/{pair.pk}/closing/"
    mentee, mentor = sign_in(cast.mentee), sign_in(cast.mentor)
    assert "Parcourir la clôture" in mentee.get("/").content.decode()
    for _click in range(2):
        mentee.post(f"{address}goals/")
    mentor.post(f"{address}handover/")
    closing = Closing.objects.get()
    assert closing.goals_reviewed_at
    assert closing.handed_over_at
    assert mentee.post(address, {"kind": "fewer"}).status_code == 422
    mentee.post(address, {"kind": "fewer", "rhythm_weeks": "8"})
    assert "toutes les 8 semaines" not in mentor.get(address).content.decode(), "not before one's own"
    mentor.post(address, {"kind": "informal"})
    assert "toutes les 8 semaines" in mentor.get(address).content.decode()
    mentor.post(address, {"kind": "none"})
    assert set(Afterwards.objects.values_list("kind", flat=True)) == {"fewer", "none"}
    assert Event.objects.filter(verb="closing.goals reviewed").count() == 1


def test_the_closing_belongs_to_the_conclusion_and_to_the_two(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    address = f"/mentorships/{pair.pk}/closing/"
    assert sign_in(cast.mentee).get(address).status_code == 302
    with pytest.raises(Refusal):
        actions.take_closing_step(actor=cast.mentee, mentorship=pair, step="goals")
    in_separation(pair)
    for somebody in (cast.outsider, cast.coordinator, cast.second_mentor):
        assert sign_in(somebody).get(address).status_code == 404
        with pytest.raises(Denied):
            actions.wish_afterwards(actor=somebody, mentorship=pair, kind="none")


def test_after_the_end_the_page_says_what_was_done_together(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    hold(cast, pair, 45)
    hold(cast, pair, 60)
    actions.wish_afterwards(actor=cast.mentee, mentorship=in_separation(pair), kind="informal")
    complete(cast, pair)
    page = sign_in(cast.mentor).get(f"/mentorships/{pair.pk}/").content.decode()
    for shown in ("À bon port", "<dd>2</dd>", "<dd>2</dd>", "Mon attestation", "un contact informel"):
        assert shown in page
    assert "un contact informel" in sign_in(cast.coordinator).get(f"/mentorships/{pair.pk}/").content.decode()


# --- The look back ---


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


def test_months_after_a_completed_mentorship_both_are_asked_once(
    cast: Cast, pair: Mentorship, sign_in: SignIn
) -> None:
    complete(cast, pair)
    due = FollowUp.objects.get().due_on
    assert due == months_later(clock.today(), 6)
    assert not queries.follow_ups_due(clock.now())
    address = f"/mentorships/{pair.pk}/follow-up/"
    answers = {"in_touch": "sometimes", "lasts": "yes", "wants_contact": "yes"}
    assert sign_in(cast.mentee).post(address, answers).status_code == 422, "before its day"
    with time_machine.travel(datetime(due.year, due.month, due.day, 9, tzinfo=UTC)):
        assert len(queries.follow_ups_due(clock.now())) == 1
        assert (actions.ask_due_follow_ups(), actions.ask_due_follow_ups()) == (1, 0)
        client = sign_in(cast.mentee)
        assert "Que reste-t-il du mentorat avec Marc Delorme" in client.get("/").content.decode()
        for _click in range(2):
            client.post(address, answers)
        dispatch_waiting()
    assert CheckIn.objects.get().in_touch == "sometimes"
    sent = Message.objects.filter(subject="Que reste-t-il de ce chemin ?")
    assert {m.to for m in sent} == {cast.mentor.email, cast.mentee.email}
    wanted = Message.objects.filter(subject="Quelqu’un souhaite avoir de vos nouvelles")
    assert [m.to for m in wanted] == [cast.coordinator.email]
    facts = sign_in(cast.coordinator).get(f"/mentorships/{pair.pk}/").content.decode()
    assert "en contact de temps en temps" in facts


def test_a_programme_may_do_without_and_an_early_end_has_none(cast: Cast, pair: Mentorship) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(follow_up_months=None)
    complete(cast, pair)
    assert not FollowUp.objects.exists()
    Programme.objects.filter(pk=cast.programme.pk).update(follow_up_months=3)
    other = actions.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.second_being_mentored
    )
    actions.withdraw(actor=cast.second_mentee, mentorship=other)
    assert not FollowUp.objects.exists()


def test_nobody_else_answers_the_look_back(cast: Cast, pair: Mentorship, sign_in: SignIn) -> None:
    complete(cast, pair)
    for somebody in (cast.outsider, cast.coordinator, cast.second_mentor):
        assert sign_in(somebody).get(f"/mentorships/{pair.pk}/follow-up/").status_code == 404
        with pytest.raises(Denied):
            actions.check_in(actor=somebody, mentorship=pair, in_touch="no", lasts="no", wants_contact=False)

"""A mentorship from beginning to end: pairing, meetings, decisions, withdrawal; what races, and what outsiders see."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import IdInUse, Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.organisations.models import DeclaredConflict
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation
from tests.cast import Cast, make_cast
from tests.factories import make_participation, make_person, make_position
from tests.mentorships.meetings import met

pytestmark = pytest.mark.django_db


def plan(days: float = 1) -> Plan:
    return Plan("video", datetime.now(UTC) + timedelta(days=days), 60)


def begin(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def hold(cast: Cast, mentorship: Mentorship, times: int = 1) -> None:
    for _time in range(times):
        met(cast, mentorship)


def fresh(mentorship: Mentorship) -> Mentorship:
    return Mentorship.objects.get(pk=mentorship.pk)


def test_people_who_are_not_independent_never_become_a_pair(cast: Cast) -> None:
    make_position(cast.organisation, cast.mentee, cast.mentor)
    with pytest.raises(Refusal, match=r"indépendantes|independent"):
        begin(cast)
    DeclaredConflict.objects.create(
        organisation=cast.organisation, person=cast.second_mentee, other=cast.second_mentor
    )
    with pytest.raises(Refusal):
        actions.propose(
            actor=cast.coordinator,
            id=new_id(),
            mentor=cast.second_mentoring,
            mentee=cast.second_being_mentored,
        )
    assert not Mentorship.objects.exists()


def test_a_pair_made_by_hand_begins_with_the_second_yes(cast: Cast) -> None:
    made = actions.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    actions.agree(actor=cast.mentor, mentorship=made)
    actions.agree(actor=cast.mentor, mentorship=made)
    assert fresh(made).state == "proposed"
    actions.agree(actor=cast.mentee, mentorship=made)
    assert fresh(made).state == "launch"
    with pytest.raises(ForbiddenTransition):
        actions.decline(actor=cast.mentee, mentorship=made)


def test_only_coordination_proposes_and_only_the_two_act(cast: Cast) -> None:
    for somebody in (cast.outsider, cast.mentee):
        with pytest.raises(Denied):
            actions.propose(actor=somebody, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    mentorship = begin(cast)
    for somebody in (cast.outsider, cast.coordinator, cast.second_mentor):
        with pytest.raises(Denied):
            actions.plan_meeting(actor=somebody, id=new_id(), mentorship=mentorship, plan=plan())
        with pytest.raises(Denied):
            actions.withdraw(actor=somebody, mentorship=mentorship)


def test_a_second_click_plans_and_counts_nothing_twice(cast: Cast) -> None:
    mentorship, same = begin(cast), new_id()
    for _click in range(2):
        with clock.telling(clock.now() - timedelta(hours=3)):
            meeting = actions.plan_meeting(actor=cast.mentee, id=same, mentorship=mentorship, plan=plan(-0.1))
    for person in (cast.mentor, cast.mentee):
        actions.hold_meeting(actor=person, meeting=meeting, minutes=50)
    assert (Meeting.objects.count(), fresh(mentorship).contacts) == (1, 1)
    with pytest.raises(ForbiddenTransition):
        actions.miss_meeting(actor=cast.mentor, meeting=meeting, missed_by="mentee")


def test_a_meeting_to_come_cannot_have_been_held(cast: Cast) -> None:
    mentorship = begin(cast)
    meeting = actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=mentorship, plan=plan(2))
    with pytest.raises(Refusal):
        actions.hold_meeting(actor=cast.mentor, meeting=meeting, minutes=50)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3)):
        actions.miss_meeting(actor=cast.mentor, meeting=meeting, missed_by="mentee")
    assert (fresh(mentorship).missed, fresh(mentorship).contacts) == (1, 0)


def test_no_meeting_is_planned_in_the_past(cast: Cast) -> None:
    mentorship = begin(cast)
    with pytest.raises(Refusal, match="séance passée"):
        actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=mentorship, plan=plan(-1))
    coming = actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=mentorship, plan=plan(2))
    with pytest.raises(Refusal):
        actions.move_meeting(actor=cast.mentee, meeting=coming, plan=plan(-1))
    assert Meeting.objects.get().starts_at == coming.starts_at


def test_a_meeting_that_took_place_is_recorded_in_one_go(cast: Cast) -> None:
    mentorship, same = begin(cast), new_id()
    for _click in range(2):
        met(cast, mentorship, -1, id=same)
    assert (Meeting.objects.get().state, fresh(mentorship).contacts) == ("held", 1)
    assert fresh(mentorship).last_contact_at == Meeting.objects.get().starts_at
    with pytest.raises(Refusal):
        actions.record_past_meeting(actor=cast.mentee, id=new_id(), mentorship=mentorship, plan=plan(1))
    for somebody in (cast.outsider, cast.coordinator):
        with pytest.raises(Denied):
            actions.record_past_meeting(actor=somebody, id=new_id(), mentorship=mentorship, plan=plan(-1))


def test_nothing_is_planned_while_the_mentorship_rests(cast: Cast) -> None:
    mentorship = begin(cast)
    actions.pause(actor=cast.mentee, mentorship=mentorship)
    with pytest.raises(Refusal):
        actions.plan_meeting(actor=cast.mentor, id=new_id(), mentorship=mentorship, plan=plan())


def test_what_is_agreed_upon_is_what_was_proposed(cast: Cast) -> None:
    """A move to the conclusion, agreed to during a pause, would otherwise have closed the mentorship."""
    mentorship = begin(cast)
    hold(cast, mentorship, cast.programme.contacts_to_official_end)
    Mentorship.objects.filter(pk=mentorship.pk).update(state="development")
    proposal = actions.propose_decision(actor=cast.mentee, id=new_id(), mentorship=mentorship, kind="close")
    actions.pause(actor=cast.mentee, mentorship=mentorship)
    with pytest.raises(Refusal):
        actions.agree_decision(actor=cast.mentor, proposal=proposal)
    assert fresh(mentorship).state == "paused"


def test_the_programmes_number_of_contacts_is_the_official_end(cast: Cast) -> None:
    mentorship = begin(cast)
    hold(cast, mentorship, cast.programme.contacts_to_official_end - 1)
    assert fresh(mentorship).official_end_at is None
    hold(cast, mentorship)
    assert fresh(mentorship).official_end_at is not None


def test_only_the_mentee_says_that_they_are_willing(cast: Cast) -> None:
    mentorship = begin(cast)
    with pytest.raises(Denied):
        actions.confirm_willingness(actor=cast.mentor, mentorship=mentorship)
    actions.confirm_willingness(actor=cast.mentee, mentorship=mentorship)
    assert fresh(mentorship).willingness_confirmed_at is not None


def test_a_joint_end_takes_both_and_nobody_answers_for_themselves(cast: Cast) -> None:
    mentorship = begin(cast)
    proposal = actions.propose_decision(
        actor=cast.mentee, id=new_id(), mentorship=mentorship, kind="end early"
    )
    with pytest.raises(Refusal):
        actions.agree_decision(actor=cast.mentee, proposal=proposal)
    actions.decline_decision(actor=cast.mentor, proposal=proposal)
    assert fresh(mentorship).state == "launch"
    for person in (cast.mentee, cast.mentor):
        actions.propose_decision(
            actor=person, id=new_id(), mentorship=mentorship, kind="end early", talked=True
        )
    assert (fresh(mentorship).state, fresh(mentorship).end_kind) == ("ended", "joint early end")


@pytest.mark.parametrize(
    ("who", "kind"), [("mentor", "withdrawn by mentor"), ("mentee", "withdrawn by mentee")]
)
def test_either_withdraws_at_any_time_and_the_place_is_free_again(cast: Cast, who: str, kind: str) -> None:
    mentorship = begin(cast)
    actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=mentorship, plan=plan(3))
    for _click in range(2):
        actions.withdraw(actor=getattr(cast, who), mentorship=mentorship)
    assert fresh(mentorship).end_kind == kind
    assert Meeting.objects.get().state == "cancelled"
    assert Participation.objects.get(pk=cast.mentoring.pk).pairs == 0
    with pytest.raises(Refusal):
        actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=mentorship, plan=plan())


def test_exclusion_from_the_programme_ends_the_pair(cast: Cast) -> None:
    mentorship = begin(cast)
    actions.end_pairs_of(cast.mentoring.pk)
    assert fresh(mentorship).end_kind == "excluded"


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_fifty_who_race() -> None:
    cast = make_cast()
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=1)
    mentees = [
        make_participation(make_person(f"Mentee{number} Un"), cast.programme, "mentee")
        for number in range(50)
    ]
    barrier, refused = Barrier(len(mentees)), []

    def race(mentee: Participation) -> None:
        barrier.wait()
        try:
            actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=mentee)
        except Refusal:
            refused.append(mentee.pk)
        finally:
            connection.close()

    threads = [Thread(target=race, args=(mentee,)) for mentee in mentees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Mentorship.objects.count(), len(refused)) == (1, 49)
    assert Participation.objects.get(pk=cast.mentoring.pk).pairs == 1


def test_the_page_is_for_the_two_and_as_facts_for_the_coordination(
    cast: Cast, sign_in: Callable[[Person], Client], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    mentorship = begin(cast)
    hold(cast, mentorship, 12)
    address = f"/mentorships/{mentorship.pk}/"
    for person in (cast.mentor, cast.mentee, cast.coordinator):
        client = sign_in(person)
        assert client.get(address).status_code == 200
        with django_assert_max_num_queries(43):  # type: ignore[attr-defined]
            client.get(address)
    for person in (cast.outsider, cast.second_mentor):
        assert sign_in(person).get(address).status_code == 404
        assert sign_in(person).get(f"{address}room/").status_code == 404
    assert sign_in(cast.coordinator).get(f"{address}room/").status_code == 404


def test_an_id_of_another_pairs_row_is_not_ones_own(cast: Cast) -> None:
    mine = begin(cast)
    other = actions.begin(
        actor=cast.second_mentor,
        id=new_id(),
        mentor=cast.second_mentoring,
        mentee=cast.second_being_mentored,
    )
    theirs = actions.plan_meeting(actor=cast.second_mentee, id=new_id(), mentorship=other, plan=plan())
    with pytest.raises(IdInUse):
        actions.plan_meeting(actor=cast.mentee, id=theirs.pk, mentorship=mine, plan=plan())
    assert Meeting.objects.get(pk=theirs.pk).mentorship_id == other.pk


def test_what_was_taken_up_again_goes_on_where_it_was(cast: Cast) -> None:
    mentorship = begin(cast)
    actions.pause(actor=cast.mentee, mentorship=mentorship)
    actions.resume(actor=cast.mentee, mentorship=mentorship)
    assert fresh(mentorship).state == "launch"


def test_a_proposal_is_looked_at_again_when_the_second_agrees(cast: Cast) -> None:
    proposed = actions.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    actions.agree(actor=cast.mentor, mentorship=proposed)
    DeclaredConflict.objects.create(organisation=cast.organisation, person=cast.mentee, other=cast.mentor)
    with pytest.raises(Refusal):
        actions.agree(actor=cast.mentee, mentorship=proposed)
    assert fresh(proposed).begun_at is None


@pytest.mark.django_db(transaction=True)
def test_an_exclusion_ends_the_pairs_before_any_worker_comes(cast: Cast) -> None:
    mentorship = begin(cast)
    programmes.exclude(actor=cast.coordinator, participation=cast.being_mentored)
    assert fresh(mentorship).state == "ended"

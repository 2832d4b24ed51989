"""Volunteers for a talk with auditors: who, how they are drawn, who follows, and that anybody can check it."""

from hashlib import sha256

import pytest

from ithaca.access.rules import Denied
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.seals import actions, queries
from ithaca.seals.models import AuditSession, Draw, Volunteer
from tests.racing import at_once
from tests.seals.audited import audit_of, audited, drawn_people, handed_in, hold, willing
from tests.seals.sealers import Sealers, make_sealers


def test_three_of_the_volunteers_are_drawn_and_anybody_can_compute_who(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    willing(world, row, 7)
    actions.draw(actor=world.auditors[0], file=row, role="mentor")
    made = Draw.objects.get()
    # As docs/seals.md says it, with nothing of ours.
    numbers = {each: sha256((made.seed + ":" + each).encode("ascii")).hexdigest() for each in made.volunteers}
    first = sorted(made.volunteers, key=numbers.__getitem__)[:3]
    drawn = Volunteer.objects.filter(state="drawn").values_list("pk", flat=True)
    assert sorted(first) == sorted(str(each) for each in drawn)
    assert len(made.seed) == 64
    assert len(made.volunteers) == 7


def test_the_list_is_frozen_before_there_is_a_seed(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    willing(world, row, 4)
    actions.draw(actor=world.auditors[0], file=row, role="mentor")
    actions.draw(actor=world.auditors[1], file=row, role="mentor")  # a second click makes no second draw
    assert Draw.objects.count() == 1
    with pytest.raises(Refusal):
        actions.volunteer(actor=world.cast.mentor, file=row, role="mentor", of_age=True)
    actions.volunteer(actor=world.cast.mentee, file=row, role="mentee", of_age=True)


def test_nobody_is_drawn_among_nobody(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    with pytest.raises(Refusal):
        actions.draw(actor=world.auditors[0], file=row, role="mentee")


def test_who_says_no_after_all_is_followed_by_the_next_of_the_order(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    willing(world, row, 5)
    actions.draw(actor=world.auditors[0], file=row, role="mentor")
    order = [each.participation.person for each in queries.drawn_in(Draw.objects.get())]
    assert drawn_people(row) == order[:3]
    actions.stay_out(actor=order[1], file=row, role="mentor")
    assert drawn_people(row) == [order[0], order[2], order[3]]
    gone = next(each for each in queries.sessions_of(audit_of(row)) if each.volunteer)
    actions.note_missed(actor=world.auditors[0], file=row, session=gone)
    assert drawn_people(row) == [order[2], order[3], order[4]]
    actions.stay_out(actor=order[2], file=row, role="mentor")
    assert drawn_people(row) == [order[3], order[4]]


def test_a_talk_that_was_held_is_not_taken_back(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    (person,) = willing(world, row, 1)
    actions.draw(actor=world.auditors[0], file=row, role="mentor")
    talk = AuditSession.objects.get(kind="mentor")
    hold(row, talk)
    with pytest.raises(Refusal):
        actions.stay_out(actor=person, file=row, role="mentor")
    with pytest.raises(Refusal):
        actions.note_missed(actor=world.auditors[0], file=row, session=talk)


def test_minors_are_never_asked_for_a_talk(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    with pytest.raises(Refusal):
        actions.volunteer(actor=world.cast.mentee, file=row, role="mentee", of_age=False)
    assert not Volunteer.objects.exists()


def test_only_those_who_take_part_volunteer_and_in_their_own_role(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    with pytest.raises(Refusal):
        actions.volunteer(actor=world.cast.mentee, file=row, role="mentor", of_age=True)
    for person in (world.cast.outsider, world.clemence, world.auditors[0], world.oriane):
        with pytest.raises(Denied):
            actions.volunteer(actor=person, file=row, role="mentor", of_age=True)


def test_a_no_is_remembered_and_can_become_a_yes(world: Sealers) -> None:
    row, marc = audited(world, handed_in(world)), world.cast.mentor
    actions.stay_out(actor=marc, file=row, role="mentor")
    assert [each.state for each in queries.volunteer_of(marc, row)] == ["withdrawn"]
    actions.volunteer(actor=marc, file=row, role="mentor", of_age=True)
    assert [each.state for each in queries.volunteer_of(marc, row)] == ["willing"]


def test_the_journal_does_not_tell_who_volunteers(world: Sealers) -> None:
    row, marc = audited(world, handed_in(world)), world.cast.mentor
    actions.volunteer(actor=marc, file=row, role="mentor", of_age=True)
    event = Event.objects.get(verb="seal.volunteer moved")
    assert event.actor_id is None
    assert str(marc.pk) not in str(event.facts)


@pytest.mark.django_db(transaction=True)
def test_two_auditors_who_draw_at_once_make_one_draw() -> None:
    world = make_sealers()
    row = audited(world, handed_in(world))
    willing(world, row, 5)
    aude, aziz, _ava = world.auditors
    at_once(*(lambda who=who: actions.draw(actor=who, file=row, role="mentor") for who in (aude, aziz)))  # type: ignore[misc]
    assert Draw.objects.count() == 1
    assert AuditSession.objects.filter(kind="mentor").count() == 3

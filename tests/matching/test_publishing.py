"""Publishing a run proposes its pairs, save those that may no longer be, and tells everybody once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching import actions
from ithaca.matching.models import MatchProposal
from ithaca.mentorships import actions as mentorships
from ithaca.notifications.models import Message, Notice
from ithaca.organisations.models import DeclaredConflict
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation
from tests import factories
from tests.cast import Cast
from tests.matching.runs import make_run, pair, propose, publish

SignIn = Callable[[Person], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everybody_in_english")]


def page(row: MatchProposal) -> str:
    return reverse("matching:proposal", args=[row.pk])


def told(person: Person) -> list[str]:
    return list(Message.objects.filter(person_id=person.pk).order_by("id").values_list("text", flat=True))


def test_publishing_proposes_each_pair_and_tells_both(cast: Cast) -> None:
    (row,) = propose(cast)
    assert row.state == "open"
    assert row.reply_by - clock.now() > timedelta(days=6)
    dispatch_waiting()
    for person, other in ((cast.mentee, "Marc Delorme"), (cast.mentor, "Inès Benali")):
        (text,) = told(person)
        assert other in text
        assert page(row) in text
        assert Notice.objects.filter(person=person, path=page(row)).exists()
    assert told(cast.second_mentee) == []
    fact = Event.objects.get(verb="matching.published")
    assert fact.facts == {"proposals": 1, "left_out": 0}
    dispatch_waiting()
    assert Message.objects.filter(person_id=cast.mentee.pk).count() == 1


def test_a_second_click_on_publish_changes_nothing(cast: Cast) -> None:
    (row,) = propose(cast)
    publish(cast, row.run)
    assert MatchProposal.objects.count() == 1
    assert Event.objects.filter(verb="matching.published").count() == 1


def test_what_changed_since_the_page_was_opened_is_looked_at_again(cast: Cast) -> None:
    run = make_run(cast.programme, revision=3)
    pair(run, cast.being_mentored, cast.mentoring)
    with pytest.raises(Refusal, match="changed after you opened"):
        actions.publish_run(actor=cast.coordinator, run=run, revision=2)
    assert not MatchProposal.objects.exists()


def test_only_the_coordination_publishes(cast: Cast) -> None:
    run = make_run(cast.programme)
    pair(run, cast.being_mentored, cast.mentoring)
    for person in (cast.outsider, cast.mentor, cast.mentee):
        with pytest.raises(Denied):
            actions.publish_run(actor=person, run=run, revision=0)


def test_who_has_found_somebody_or_has_no_place_is_left_out(cast: Cast) -> None:
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=1)
    mentorships.begin(actor=cast.mentee, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    late = factories.make_participation(factories.make_person("Zoé Late"), cast.programme, "mentee")
    run = make_run(cast.programme)
    pair(run, cast.being_mentored, cast.second_mentoring)
    pair(run, late, cast.mentoring)
    pair(run, cast.second_being_mentored, cast.second_mentoring)
    publish(cast, run)
    assert [row.mentee.name for row in MatchProposal.objects.all()] == ["Paul Tremblay"]


def test_two_of_whom_one_has_declined_since_are_left_out_of_a_later_run(cast: Cast, sign_in: SignIn) -> None:
    declined, later = make_run(cast.programme), make_run(cast.programme)
    pair(declined, cast.being_mentored, cast.mentoring)
    pair(later, cast.being_mentored, cast.mentoring)
    pair(later, cast.second_being_mentored, cast.second_mentoring)
    publish(cast, declined)
    (row,) = MatchProposal.objects.all()
    actions.decline_match(actor=cast.mentor, proposal=row, reason="unsaid")
    seen = sign_in(cast.coordinator).get(reverse("matching:publish", args=["cap-ouest", later.pk]))
    assert "A rule keeps these two apart by now." in seen.content.decode()
    publish(cast, later)
    assert [row.mentee.name for row in MatchProposal.objects.filter(run=later)] == ["Paul Tremblay"]


def test_nobody_has_two_open_proposals_as_a_mentee(cast: Cast) -> None:
    propose(cast)
    with pytest.raises(Refusal, match="No pair"):
        propose(cast, (cast.being_mentored, cast.second_mentoring))


def test_a_mentor_without_a_place_left_is_proposed_to_nobody(cast: Cast) -> None:
    (row,) = propose(cast)
    Participation.objects.filter(pk=cast.mentoring.pk).update(capacity=1)
    mentorships.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.second_being_mentored
    )
    for person in (cast.mentor, cast.mentee):
        with pytest.raises(Refusal, match="as many people"):
            actions.accept_match(actor=person, proposal=row)
    dispatch_waiting()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("withdrawn", "mentor full")


def test_a_run_of_before_never_brings_back_a_pair_that_somebody_declined(cast: Cast) -> None:
    (row,) = propose(cast)
    older = make_run(cast.programme)
    pair(older, cast.being_mentored, cast.mentoring)
    actions.decline_match(actor=cast.mentor, proposal=row, reason="unsaid")
    with pytest.raises(Refusal):
        publish(cast, older)
    assert MatchProposal.objects.count() == 1


def test_two_who_have_declared_a_conflict_since_are_left_out_and_that_is_said(
    cast: Cast, sign_in: SignIn
) -> None:
    run = make_run(cast.programme)
    pair(run, cast.being_mentored, cast.mentoring)
    pair(run, cast.second_being_mentored, cast.second_mentoring)
    DeclaredConflict.objects.create(
        organisation=cast.programme.organisation, person=cast.mentor, other=cast.mentee
    )
    shown = sign_in(cast.coordinator).get(reverse("matching:publish", args=[cast.programme.slug, run.pk]))
    assert "A rule keeps these two apart" in shown.content.decode()
    publish(cast, run)
    (row,) = MatchProposal.objects.all()
    assert row.mentee.participation == cast.second_being_mentored


def test_who_hears_of_a_pair_is_accepted_for_good_and_hears_that_first(cast: Cast, sign_in: SignIn) -> None:
    Participation.objects.filter(pk=cast.being_mentored.pk).update(state="applied")
    answered = programmes.answer_applications(
        actor=cast.coordinator,
        programme=cast.programme,
        applications=[cast.being_mentored.pk],
        verb="accept",
    )
    cast.being_mentored.refresh_from_db()
    run = make_run(cast.programme)
    pair(run, cast.being_mentored, cast.mentoring)
    shown = sign_in(cast.coordinator).get(reverse("matching:publish", args=[cast.programme.slug, run.pk]))
    assert "was accepted moments ago" in shown.content.decode()
    assert told(cast.mentee) == []
    publish(cast, run)
    back = programmes.undo(
        actor=cast.coordinator, programme=cast.programme, answering_id=answered.answering.pk
    )
    assert (back.done, back.stayed) == (0, 1)
    while dispatch_waiting():
        pass
    welcome, asked = told(cast.mentee)
    assert "You take part" in welcome
    assert "Marc Delorme" in asked
    assert actions.accept_match(actor=cast.mentee, proposal=MatchProposal.objects.get()) is None


def test_an_acceptance_that_was_taken_back_is_not_published(cast: Cast) -> None:
    Participation.objects.filter(pk=cast.being_mentored.pk).update(state="applied")
    answered = programmes.answer_applications(
        actor=cast.coordinator,
        programme=cast.programme,
        applications=[cast.being_mentored.pk],
        verb="accept",
    )
    run = make_run(cast.programme)
    pair(run, cast.being_mentored, cast.mentoring)
    programmes.undo(actor=cast.coordinator, programme=cast.programme, answering_id=answered.answering.pk)
    with pytest.raises(Refusal, match="No pair"):
        publish(cast, run)


def test_what_a_rule_has_blocked_since_is_marked_among_the_answers(cast: Cast, sign_in: SignIn) -> None:
    both = ((cast.being_mentored, cast.mentoring), (cast.second_being_mentored, cast.second_mentoring))
    propose(cast, *both)
    answers = reverse("matching:answers", args=[cast.programme.slug])
    coordinator = sign_in(cast.coordinator)
    rule = "No conflict of interest between them is declared"
    assert rule not in coordinator.get(answers).content.decode()
    DeclaredConflict.objects.create(organisation=cast.organisation, person=cast.mentor, other=cast.mentee)
    rows = coordinator.get(answers).context["rows"]
    assert {each["row"].mentee.name: rule in each["blocked"] for each in rows} == {
        cast.mentee.name: True,
        cast.second_mentee.name: False,
    }


def test_of_two_who_would_be_each_others_mentor_the_pair_that_fits_better_is_published(
    cast: Cast, sign_in: SignIn
) -> None:
    as_mentor = factories.make_participation(cast.mentee, cast.programme, "mentor")
    as_mentee = factories.make_participation(cast.mentor, cast.programme, "mentee")
    run = make_run(cast.programme)
    pair(run, cast.being_mentored, cast.mentoring, 600)
    pair(run, as_mentee, as_mentor, 700)
    review = sign_in(cast.coordinator).get(reverse("matching:review", args=[cast.programme.slug, run.pk]))
    assert "are each other’s mentor here" in review.content.decode()
    publish(cast, run)
    (row,) = MatchProposal.objects.all()
    assert (row.mentee.participation, row.mentor.participation) == (as_mentee, as_mentor)
    assert Event.objects.get(verb="matching.published").facts == {"proposals": 1, "left_out": 1}

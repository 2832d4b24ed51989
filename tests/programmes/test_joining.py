"""Applying, being accepted or refused: the questions and the charter hold for everybody."""

import pytest

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.programmes import actions, queries
from ithaca.programmes.models import EligibilityQuestion, Participation, Programme
from tests import factories
from tests.cast import Cast


@pytest.fixture
def newcomer(cast: Cast) -> Person:
    return factories.make_person("Zoé Martin", email="zoe@example.org")


@pytest.fixture
def years(cast: Cast) -> EligibilityQuestion:
    return EligibilityQuestion.objects.create(
        programme=cast.programme,
        position=1,
        asked_of="mentor",
        kind="number",
        label={"fr": "Années ?", "en": "Years?"},
        rule={"at_least": 5},
        refusal={"fr": "Cinq ans sont demandés.", "en": "Five years are asked."},
    )


def apply(person: Person, programme: Programme, role: str = "mentee", **answers: object) -> Participation:
    return actions.apply(
        person=person,
        programme=programme,
        role=role,
        answers=answers,  # type: ignore[arg-type]
        charter=queries.charter_in_force(programme),
        id=new_id(),
    )


def test_an_application_keeps_the_charter_by_version_and_hash(cast: Cast, newcomer: Person) -> None:
    application = apply(newcomer, cast.programme)
    assert application.state == "applied"
    assert application.charter_sha256 == queries.charter_in_force(cast.programme).sha256
    assert application.charter_accepted_at is not None


def test_applying_twice_makes_one_participation(cast: Cast, newcomer: Person) -> None:
    first, second = apply(newcomer, cast.programme), apply(newcomer, cast.programme)
    assert first.pk == second.pk
    assert Event.objects.filter(verb="participation.applied", actor_id=newcomer.pk).count() == 1


def test_one_person_may_be_mentor_and_mentee(cast: Cast, newcomer: Person) -> None:
    apply(newcomer, cast.programme, "mentee")
    apply(newcomer, cast.programme, "mentor")
    assert queries.participations_of(newcomer).count() == 2


def test_an_answer_outside_the_rule_stops_with_the_questions_own_words(
    cast: Cast, newcomer: Person, years: EligibilityQuestion
) -> None:
    with pytest.raises(Refusal, match="Cinq ans sont demandés") as refusal:
        apply(newcomer, cast.programme, "mentor", **{str(years.pk): 3})
    assert refusal.value.field == f"q_{years.pk}"
    assert queries.participation_in(newcomer, cast.programme, "mentor") is None


def test_no_question_may_be_left_open(cast: Cast, newcomer: Person, years: EligibilityQuestion) -> None:
    with pytest.raises(Refusal):
        apply(newcomer, cast.programme, "mentor")


def test_a_charter_published_meanwhile_is_read_first(cast: Cast, newcomer: Person) -> None:
    old = queries.charter_in_force(cast.programme)
    actions.publish_charter(
        actor=cast.coordinator, programme=cast.programme, text={"fr": "Neuf", "en": "New"}, after=1
    )
    with pytest.raises(Refusal):
        actions.apply(
            person=newcomer, programme=cast.programme, role="mentee", answers={}, charter=old, id=new_id()
        )


def test_nobody_applies_where_applications_are_closed(cast: Cast, newcomer: Person) -> None:
    actions.close_applications(actor=cast.coordinator, programme=cast.programme)
    with pytest.raises(Refusal):
        apply(newcomer, cast.programme)


def test_the_coordinator_accepts_and_a_second_click_changes_nothing(cast: Cast, newcomer: Person) -> None:
    application = apply(newcomer, cast.programme)
    for _click in range(2):
        actions.accept_application(actor=cast.coordinator, participation=application)
    application.refresh_from_db()
    assert application.state == "accepted"
    assert Event.objects.filter(verb="participation.accepted").count() == 1


def test_the_outsider_and_the_applicant_decide_nothing(cast: Cast, newcomer: Person) -> None:
    application = apply(newcomer, cast.programme)
    for stranger in (cast.outsider, newcomer, cast.mentor):
        with pytest.raises(Denied):
            actions.accept_application(actor=stranger, participation=application)
        with pytest.raises(Denied):
            actions.refuse_application(actor=stranger, participation=application)


def test_a_refused_person_may_apply_again(cast: Cast, newcomer: Person) -> None:
    application = apply(newcomer, cast.programme)
    actions.refuse_application(actor=cast.coordinator, participation=application)
    assert apply(newcomer, cast.programme).pk == application.pk
    assert queries.participation(application.pk).state == "applied"


def test_an_excluded_person_does_not_come_back(cast: Cast) -> None:
    actions.exclude(actor=cast.coordinator, participation=cast.being_mentored)
    with pytest.raises(ForbiddenTransition):
        apply(cast.mentee, cast.programme)


def test_a_withdrawn_application_is_no_longer_accepted(cast: Cast, newcomer: Person) -> None:
    application = apply(newcomer, cast.programme)
    with pytest.raises(Denied):
        actions.withdraw_application(actor=cast.outsider, participation=application)
    actions.withdraw_application(actor=newcomer, participation=application)
    with pytest.raises(ForbiddenTransition):
        actions.accept_application(actor=cast.coordinator, participation=application)


def test_places_hold(cast: Cast, newcomer: Person) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(places=2)  # both taken
    application = apply(newcomer, cast.programme)
    with pytest.raises(Refusal, match="2"):
        actions.accept_application(actor=cast.coordinator, participation=application)


def test_a_changed_rule_shows_who_no_longer_fits(
    cast: Cast, newcomer: Person, years: EligibilityQuestion
) -> None:
    application = apply(newcomer, cast.programme, "mentor", **{str(years.pk): 6})
    content = actions.QuestionContent(
        asked_of="mentor", kind="number", label=years.label, rule={"at_least": 10}, refusal=years.refusal
    )
    actions.save_question(actor=cast.coordinator, programme=cast.programme, id=years.pk, content=content)
    assert list(queries.applications(cast.programme, eligible=False)) == [application]

"""The way from the application to the certificate, and what stops it."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ithaca.access.rules import Denied
from ithaca.certification import actions, figures, queries, rules
from ithaca.certification.models import File
from ithaca.certification.rules import Conflict, Mark
from ithaca.credentials.open_badges import proofs
from ithaca.credentials.open_badges.multibase import public_key
from ithaca.credentials.open_badges.status_list import is_set
from ithaca.credentials.queries import signed_status_list, standing
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from tests import factories
from tests.certification.candidates import Stage
from tests.competences.portfolios import pair

pytestmark = pytest.mark.django_db


def test_a_candidate_becomes_certified(stage: Stage) -> None:
    row = stage.certified()
    assert row.state == "certified"
    assert row.credential is not None
    assert standing(row.credential) == "issued"
    assert row.credential.person == stage.candidate
    assert stage.candidate.name not in row.credential.document
    assert [each.state for each in figures.stages_of(row)] == [
        "applied",
        "eligible",
        "submitted",
        "assessing",
        "settling",
        "interview",
        "deciding",
        "certified",
    ]
    assert [each.by for each in figures.stages_of(row)][-1] == stage.decider
    assert queries.certified_in(stage.cast.organisation) == [row]


def test_every_step_is_in_the_journal_and_no_word_of_it(stage: Stage) -> None:
    row = stage.certified()
    written = json.dumps([each.facts for each in Event.objects.filter(subject_id=row.pk)], ensure_ascii=False)
    for words in ("À montrer encore", "Clair et posé", "Tout est là"):
        assert words not in written


def test_a_second_click_makes_no_second_file(stage: Stage) -> None:
    id = new_id()
    for _ in range(2):
        actions.apply(person=stage.candidate, scheme=stage.scheme, id=id, level="junior")
    assert File.objects.count() == 1
    with pytest.raises(Refusal):
        actions.apply(person=stage.candidate, scheme=stage.scheme, id=new_id(), level="junior")


def test_a_level_waits_for_what_it_asks_beforehand(stage: Stage) -> None:
    row = actions.apply(person=stage.candidate, scheme=stage.scheme, id=new_id(), level="senior")
    missing = {gap.what for gap in queries.lacking_to_apply(stage.now(row))}
    assert {"level_before", "hours", "training_hours"} <= missing
    with pytest.raises(Refusal):
        actions.confirm_application(actor=stage.manager, file=row)
    actions.turn_down_application(actor=stage.manager, file=row, reasons="D’abord le niveau junior.")
    assert stage.now(row).state == "not eligible"


def test_what_is_handed_in_stays_as_it_was(stage: Stage) -> None:
    row = stage.submitted()
    before = queries.shown_in(row)
    stage.kept.item("document", "c1a")
    assert queries.shown_in(row) == before


def test_nobody_outside_finds_anything(stage: Stage) -> None:
    row = stage.assessing()
    for person in (stage.cast.outsider, stage.cast.second_mentor, stage.cast.mentee):
        with pytest.raises(Denied):
            actions.give_ratings(actor=person, file=row)
        with pytest.raises(Denied):
            actions.decide(actor=person, file=row, step="certify", reasons="x")
        with pytest.raises(Denied):
            actions.change_standing(actor=person, file=row, step="suspend", reasons="x")
        with pytest.raises(Denied):
            actions.leave(actor=person, file=row)


def test_who_is_bound_to_the_candidate_does_not_assess(stage: Stage) -> None:
    cast, row = stage.cast, stage.submitted()
    bound = factories.make_person("Basile Roy")
    factories.make_position(cast.organisation, cast.mentor, manager=bound)
    trained = factories.make_person("Zoé Lamy")
    met = factories.make_person("Tom Vidal")
    pair(factories.make_participation(met, cast.programme, "mentor"), cast.being_mentored)
    mentee = factories.make_person("Ève Caron")
    pair(cast.mentoring, factories.make_participation(mentee, cast.programme, "mentee"))
    for person in (bound, trained, met, mentee, cast.mentor):
        trust = actions.Trust(refers=True)
        actions.name_to_panel(actor=cast.administrator, scheme=stage.scheme, email=person.email, trust=trust)
    actions.declare_tie(actor=cast.mentor, file=row, person=trained, trainer=True)
    against = {member.person: why for member, why in queries.could_assess(row)}
    assert against[bound] == [Conflict.DEPENDENT]
    assert against[trained] == [Conflict.TRAINER]
    assert against[mentee] == [Conflict.MENTORSHIP]
    assert against[cast.mentor] == [Conflict.SELF]
    assert against[met] == []
    for person in (bound, trained, mentee, cast.mentor):
        with pytest.raises(Refusal):
            actions.name_assessors(actor=stage.manager, file=row, people=[person, stage.assessors[1]])
    actions.name_assessors(actor=stage.manager, file=row, people=[met, stage.assessors[1]])


def test_a_referent_is_among_the_assessors(stage: Stage) -> None:
    cast, row = stage.cast, stage.submitted()
    actions.name_to_panel(
        actor=cast.administrator, scheme=stage.scheme, email=stage.assessors[0].email, trust=actions.Trust()
    )
    with pytest.raises(Refusal):
        actions.name_assessors(actor=stage.manager, file=row, people=stage.assessors)


def test_nobody_sees_anothers_ratings_before_all_have_given_theirs(stage: Stage) -> None:
    row = stage.assessing()
    stage.give(row, stage.assessors[0])
    assert stage.now(row).state == "assessing"
    with pytest.raises(ForbiddenTransition):
        actions.rate(actor=stage.assessors[0], file=row, marks={"c1a": (Mark.MET, "")})
    stage.give(row, stage.assessors[1])
    assert stage.now(row).state == "settling"


def test_what_is_not_met_needs_a_word(stage: Stage) -> None:
    row = stage.assessing()
    marks = dict.fromkeys(rules.to_rate(queries.shown_in(row)), (Mark.PARTLY, " "))
    actions.rate(actor=stage.assessors[0], file=row, marks=marks)
    with pytest.raises(Refusal):
        actions.give_ratings(actor=stage.assessors[0], file=row)


def test_differences_are_settled_by_all(stage: Stage) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    stage.give(row, one)
    stage.give(row, two, c1a=Mark.PARTLY)
    assert queries.agreement_in(queries.compared(row)) == pytest.approx(0, abs=0.02)
    with pytest.raises(Refusal):
        actions.finish_comparison(actor=one, file=row)
    with pytest.raises(Refusal):
        actions.settle(actor=one, file=row, ability="c1b", mark=Mark.PARTLY)
    actions.settle(actor=one, file=row, ability="c1a", mark=Mark.PARTLY)
    with pytest.raises(Refusal):
        actions.finish_comparison(actor=one, file=row)
    actions.settle(actor=two, file=row, ability="c1a", mark=Mark.PARTLY)
    actions.finish_comparison(actor=one, file=row)
    assert queries.results_of(row)["c1a"] == "partly"


def test_who_steps_aside_makes_room_for_another(stage: Stage) -> None:
    cast, row, (one, two) = stage.cast, stage.assessing(), stage.assessors
    stage.give(row, one)
    actions.declare_tie(actor=two, file=row, person=two)
    assert stage.now(row).state == "submitted"
    assert [part.person for part in queries.parts_of(row)] == [one]
    with pytest.raises(Denied):
        stage.give(row, two)
    third = factories.make_person("Ana Costa")
    actions.name_to_panel(
        actor=cast.administrator, scheme=stage.scheme, email=third.email, trust=actions.Trust()
    )
    with pytest.raises(Refusal):
        actions.name_assessors(actor=stage.manager, file=row, people=[two])
    actions.name_assessors(actor=stage.manager, file=row, people=[third])
    stage.give(row, third)
    assert stage.now(row).state == "settling"


def test_all_may_step_aside_one_after_the_other_and_fewer_may_be_asked_for(stage: Stage) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    for person in (one, two):
        actions.declare_tie(actor=person, file=row, person=person)
    assert (stage.now(row).state, queries.parts_of(row)) == ("submitted", [])
    settings = actions.SchemeContent(assessors=1, referent=False)
    actions.change_scheme(actor=stage.manager, scheme=stage.scheme, content=settings)
    third = factories.make_person("Ana Costa")
    actions.name_to_panel(actor=stage.manager, scheme=stage.scheme, email=third.email, trust=actions.Trust())
    actions.name_assessors(actor=stage.manager, file=row, people=[third])
    stage.give(row, third)
    assert stage.now(row).state == "settling"


def test_a_tie_told_when_the_ratings_are_in_is_for_an_appeal(stage: Stage) -> None:
    row = stage.deciding()
    with pytest.raises(Refusal):
        actions.declare_tie(actor=stage.candidate, file=row, person=stage.assessors[0])
    actions.declare_tie(actor=stage.candidate, file=row, person=stage.decider)
    with pytest.raises(Denied):
        actions.decide(actor=stage.decider, file=row, step="certify", reasons="x")


def test_who_has_assessed_does_not_decide(stage: Stage) -> None:
    row = stage.deciding()
    actions.name_to_panel(
        actor=stage.cast.administrator,
        scheme=stage.scheme,
        email=stage.assessors[0].email,
        trust=actions.Trust(decides=True),
    )
    with pytest.raises(Denied):
        actions.decide(actor=stage.assessors[0], file=row, step="certify", reasons="x")


def test_below_the_thresholds_nobody_is_certified(stage: Stage) -> None:
    row = stage.deciding(Mark.PARTLY)
    with pytest.raises(Refusal):
        actions.decide(actor=stage.decider, file=row, step="certify", reasons="Presque.")
    with pytest.raises(Refusal):
        actions.decide(actor=stage.decider, file=row, step="certify with conditions", reasons="Presque.")
    actions.decide(
        actor=stage.decider,
        file=row,
        step="certify with conditions",
        reasons="Presque.",
        conditions="Une séance observée.",
    )
    assert (stage.now(row).state, stage.now(row).credential) == ("conditional", None)
    assert queries.to_decide(stage.decider) == [], "until the candidate says that they are met"
    with pytest.raises(Denied):
        actions.tell_conditions_met(actor=stage.cast.outsider, file=row, words="x")
    actions.tell_conditions_met(actor=stage.candidate, file=row, words="Observée le 3 mars.")
    assert queries.to_decide(stage.decider) == queries.to_decide(stage.second_decider) == [row]
    assert [each.person for each in queries.could_lift(row)] == [stage.decider, stage.second_decider]
    actions.lift_conditions(actor=stage.decider, file=row, reasons="Séance observée.")
    assert stage.now(row).credential is not None


def test_an_appeal_is_decided_by_others_and_assessed_by_others_again(stage: Stage) -> None:
    row = stage.deciding(Mark.NOT_MET)
    actions.decide(actor=stage.decider, file=row, step="refuse", reasons="Trop peu.")
    actions.appeal(actor=stage.candidate, file=row, grounds="Deux dossiers n’ont pas été lus.")
    with pytest.raises(Refusal):
        actions.decide_appeal(actor=stage.decider, file=row, upheld=False, reasons="Non.")
    actions.decide_appeal(actor=stage.second_decider, file=row, upheld=True, reasons="C’est vrai.")
    assert stage.now(row).state == "submitted"
    with pytest.raises(Refusal):
        actions.name_assessors(actor=stage.manager, file=row, people=stage.assessors)
    assert queries.to_decide(stage.second_decider) == []


def test_a_dismissed_appeal_against_conditions_leaves_them_as_they_were(stage: Stage) -> None:
    row = stage.deciding(Mark.PARTLY)
    act = {"step": "certify with conditions", "reasons": "Presque.", "conditions": "Une séance observée."}
    actions.decide(actor=stage.decider, file=row, **act)
    assert queries.may_appeal(stage.now(row))
    actions.appeal(actor=stage.candidate, file=row, grounds="La séance a eu lieu.")
    actions.decide_appeal(actor=stage.second_decider, file=row, upheld=False, reasons="Sans trace.")
    assert stage.now(row).state == "conditional"
    assert not queries.may_appeal(stage.now(row))
    with pytest.raises(Refusal):
        actions.appeal(actor=stage.candidate, file=row, grounds="Encore.")
    actions.lift_conditions(actor=stage.decider, file=row, reasons="Séance observée.")
    assert stage.now(row).state == "certified"


def test_an_appeal_has_its_time(stage: Stage) -> None:
    row = stage.deciding(Mark.NOT_MET)
    actions.decide(actor=stage.decider, file=row, step="refuse", reasons="Trop peu.")
    with time_machine.travel(timezone.now() + timedelta(days=31)), pytest.raises(Refusal):
        actions.appeal(actor=stage.candidate, file=row, grounds="Trop tard.")


def test_the_credential_follows(stage: Stage) -> None:
    row, alma = stage.certified(), stage.cast.administrator
    for person in (stage.manager, stage.decider, stage.candidate):
        with pytest.raises(Denied):
            actions.change_standing(actor=person, file=row, step="suspend", reasons="x")
    expected = (("suspend", "suspended"), ("reinstate", "issued"), ("withdraw", "revoked"))
    for step, state in expected:
        actions.change_standing(actor=alma, file=row, step=step, reasons="Plainte.")
        found = stage.now(row).credential
        assert found is not None
        assert found.state == state
    with pytest.raises(ForbiddenTransition):
        actions.change_standing(actor=alma, file=row, step="reinstate", reasons="x")


def test_a_certificate_is_renewed_by_hours_and_practice_since(stage: Stage) -> None:
    row = stage.certified()
    with pytest.raises(Refusal):
        actions.apply(person=stage.candidate, scheme=stage.scheme, id=new_id(), level="junior", renews=row)
    assert row.credential is not None
    assert row.credential.valid_until is not None
    with time_machine.travel(row.credential.valid_until - timedelta(days=60)):
        again = actions.apply(
            person=stage.candidate, scheme=stage.scheme, id=new_id(), level="junior", renews=row
        )
        missing = [gap.what for gap in queries.lacking_to_apply(stage.now(again))]
        assert missing == ["training_hours", "mentorships_completed"]
        with pytest.raises(Refusal):
            actions.confirm_application(actor=stage.manager, file=again)


def test_who_leaves_takes_what_was_written_of_them(stage: Stage) -> None:
    row = stage.assessing()
    stage.give(row, stage.assessors[0])
    actions.leave(actor=stage.candidate, file=row)
    assert queries.ratings_of(queries.parts_of(row)[0]) == {}
    with pytest.raises(ForbiddenTransition):
        actions.rate(actor=stage.assessors[1], file=row, marks={"c1a": (Mark.MET, "")})


def test_the_certificate_verifies_until_it_is_withdrawn(stage: Stage) -> None:
    row = stage.certified()
    issued = row.credential
    assert issued is not None
    proofs.verify(json.loads(issued.document), public_key(issued.key.public_multikey))

    def revoked() -> bool:
        held = issued.status_list
        held.refresh_from_db()
        text = signed_status_list(held, "revocation")
        assert text is not None
        return is_set(json.loads(text)["credentialSubject"]["encodedList"], issued.status_index)

    assert not revoked()
    actions.change_standing(actor=stage.cast.administrator, file=row, step="withdraw", reasons="Plainte.")
    assert revoked()

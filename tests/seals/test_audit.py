"""From the naming of auditors to the hand-over: who may, what is asked before a report, what the clock does."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from ithaca.access.rules import Denied
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.networks.models import Network
from ithaca.organisations import actions as organisations
from ithaca.programmes import actions as programmes
from ithaca.seals import actions, queries
from ithaca.seals.actions import Found, Verdict
from ithaca.seals.models import Audit, AuditSession, Decision, DocumentRequest, Finding, Part, SealFile, Tie
from ithaca.seals.rules import Conflict
from tests import factories
from tests.seals.audited import (
    audit_of,
    audited,
    find,
    handed_in,
    hold,
    hold_all,
    join_network,
    reported,
)
from tests.seals.sealers import Sealers

THURSDAY = datetime(2026, 4, 30, 12, tzinfo=UTC)  # before 1 May, a weekend, and 8 May


def test_a_weak_file_goes_back_with_a_reason_and_is_the_programmes_alone_again(world: Sealers) -> None:
    row = handed_in(world)
    actions.send_back(actor=world.oriane, file=row, reasons="Décrivez d’abord vos objectifs.")
    row = world.now(row)
    assert row.state == "self-assessment"
    assert Decision.objects.get().reasons == "Décrivez d’abord vos objectifs."
    with pytest.raises(Denied):
        actions.name_auditors(actor=world.oriane, file=row, people=world.auditors[:2])


def test_the_network_confirms_a_condition_in_words(world: Sealers) -> None:
    row = handed_in(world)
    with pytest.raises(Refusal):
        actions.confirm_gate(actor=world.oriane, file=row, gate="made_up")
    with pytest.raises(Denied):
        actions.confirm_gate(actor=world.clemence, file=row, gate="made_up")


def test_as_many_auditors_are_named_as_the_procedure_asks_for(world: Sealers) -> None:
    row = handed_in(world)
    with pytest.raises(Refusal):
        actions.name_auditors(actor=world.oriane, file=row, people=world.auditors[:1])
    with pytest.raises(Refusal):
        actions.name_auditors(actor=world.oriane, file=row, people=[*world.auditors[:1], world.cast.outsider])
    row = audited(world, row)
    assert row.state == "audit"
    assert [part.person for part in queries.parts_of(row)] == list(world.auditors[:2])
    kinds = [each.kind for each in queries.sessions_of(audit_of(row))]
    assert kinds == ["documents", "coordinator"]


def test_nobody_is_named_whom_something_binds_to_the_organisation(world: Sealers) -> None:
    row, cast = handed_in(world), world.cast
    factories.make_administrator(world.auditors[0], cast.organisation)
    factories.make_coordinator(world.auditors[1], factories.make_programme(cast.organisation, "autre"))
    factories.make_participation(world.auditors[2], cast.programme, "mentor")
    tied, free = join_network(world, "Tia", "auditor"), join_network(world, "Fred", "auditor")
    Tie.objects.create(organisation=cast.organisation, person=tied)
    found = {member.person: against for member, against in queries.candidates(row, "auditor")}
    assert found == {
        world.auditors[0]: [Conflict.ADMINISTERS],
        world.auditors[1]: [Conflict.COORDINATES],
        world.auditors[2]: [Conflict.TAKES_PART],
        tied: [Conflict.DECLARED],
        free: [],
    }
    with pytest.raises(Refusal):
        actions.name_auditors(actor=world.oriane, file=row, people=[free, tied])


def test_who_left_a_programme_is_bound_for_three_years_more(world: Sealers) -> None:
    row, auditor = handed_in(world), world.auditors[0]
    place = factories.make_participation(auditor, world.cast.programme, "mentee")
    programmes.leave(person=auditor, participation=place)
    assert queries.stands_against(auditor.pk, row) == [Conflict.TAKES_PART]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=365 * 3 + 5)):
        assert queries.stands_against(auditor.pk, row) == []


def test_who_gives_an_office_up_is_bound_for_three_years_more(world: Sealers) -> None:
    row, cast, (aude, aziz, _ava) = handed_in(world), world.cast, world.auditors
    factories.make_administrator(aude, cast.organisation)
    factories.make_coordinator(aziz, cast.programme)
    organisations.remove_administrator(actor=cast.administrator, organisation=cast.organisation, person=aude)
    programmes.remove_coordinator(actor=cast.administrator, programme=cast.programme, person=aziz)
    bound = {aude: [Conflict.ADMINISTERS], aziz: [Conflict.COORDINATES]}
    for person, against in bound.items():
        assert queries.stands_against(person.pk, row) == against
    with time_machine.travel(datetime.now(UTC) + timedelta(days=365 * 3 + 5)):
        for person in bound:
            assert queries.stands_against(person.pk, row) == []


def test_two_organisations_do_not_audit_each_other(world: Sealers) -> None:
    """Alma, who administers the organisation, audited Oscar's last file: Oscar does not audit hers."""
    row, oscar = handed_in(world), world.cast.outsider
    theirs = SealFile.objects.create(
        network=world.network,
        programme=world.cast.elsewhere,
        version=world.version,
        level="first",
        state="refused",
        since=row.since,
        first_day=row.first_day,
        last_day=row.last_day,
        handed_in_at=row.since,
    )
    assert queries.stands_against(oscar.pk, row) == []
    Part.objects.create(audit=Audit.objects.create(file=theirs), person=world.cast.administrator)
    assert queries.stands_against(oscar.pk, row) == [Conflict.MUTUAL]
    Part.objects.create(audit=Audit.objects.create(file=theirs, closed=True), person=world.auditors[2])
    assert queries.stands_against(oscar.pk, row) == []


def test_an_auditor_steps_aside_and_another_is_named_while_the_first_work_stays(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    aude, aziz, ava = world.auditors
    actions.judge(actor=aude, file=row, steps={"a1": ("shown", "")})
    actions.declare_tie(actor=aziz, file=row, person=aziz)
    row = world.now(row)
    assert row.state == "handed in"
    assert [part.person for part in queries.parts_of(row)] == [aude]
    with pytest.raises(Refusal):
        actions.name_auditors(actor=world.oriane, file=row, people=[aziz])
    row = audited(world, row, [ava])
    assert queries.audited_steps(row) == {"a1": "shown"}
    with pytest.raises(Denied):
        actions.judge(actor=aziz, file=row, steps={"a1": ("done", "")})


def test_the_programme_says_that_an_auditor_is_not_independent(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    with pytest.raises(Refusal):
        actions.declare_tie(actor=world.clemence, file=row, person=world.committee[0])
    actions.declare_tie(actor=world.clemence, file=row, person=world.auditors[0])
    assert world.now(row).state == "handed in"


def test_who_becomes_bound_while_auditing_can_no_longer_act(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    factories.make_participation(world.auditors[0], world.cast.programme, "mentor")
    with pytest.raises(Refusal):
        actions.judge(actor=world.auditors[0], file=row, steps={"a1": ("done", "")})


def test_auditors_share_the_standards_and_settle_what_differs(world: Sealers) -> None:
    row = audited(world, handed_in(world, a3="done"), world.auditors[:2])
    aude, aziz, _ava = world.auditors
    actions.judge(actor=aude, file=row, steps={"a1": ("nothing", "Rien d’écrit."), "b1": ("done", "")})
    actions.judge(actor=aziz, file=row, steps={"b1": ("nothing", "Pas vu."), "a3": ("shown", "")})
    assert queries.audited_steps(row) == {"a1": "nothing", "a3": "shown"}
    hold_all(row)
    with pytest.raises(Refusal, match="divergez"):
        actions.report(actor=aude, file=row, summary="…")
    actions.agree(actor=aziz, file=row, standard="b1", other=aude, step="done")
    assert {each.reasons for each in queries.judgements_of(audit_of(row))["b1"]} == {""}
    assert queries.audited_steps(row) == {"a1": "nothing", "a3": "shown", "b1": "done"}
    with pytest.raises(Refusal):
        actions.judge(actor=aude, file=row, steps={"a1": ("excellent", "")})
    actions.judge(actor=aude, file=row, steps={"a1": ("", "")})
    assert "a1" not in queries.audited_steps(row)


def test_a_report_needs_the_documents_and_the_talk_with_the_coordinators(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    documents, talk = queries.sessions_of(audit_of(row))
    hold(row, documents)
    with pytest.raises(Refusal):
        actions.report(actor=world.auditors[0], file=row, summary="…")
    with pytest.raises(Refusal):
        hold(row, talk, datetime.now(UTC) + timedelta(days=1))
    hold(row, talk)
    actions.report(actor=world.auditors[0], file=row, summary="…")
    assert world.now(row).state == "reported"
    with pytest.raises(ForbiddenTransition):
        find(row)


def test_the_report_is_due_five_working_days_after_the_last_session(world: Sealers) -> None:
    Network.objects.filter(pk=world.network.pk).update(countries=["FR"])
    with time_machine.travel(THURSDAY):
        row = audited(world, handed_in(world))
        assert queries.report_due(row, audit_of(row)) is None
        hold_all(row)
        due = queries.report_due(row, audit_of(row))
        assert str(due) == "2026-05-11"
        assert due
        assert queries.days_left(row, due) == 5
    with time_machine.travel(datetime(2026, 5, 13, 12, tzinfo=UTC)):
        assert due
        assert queries.days_left(row, due) == -2


def test_a_day_begins_by_the_clock_of_the_networks_first_country(world: Sealers) -> None:
    """At 22:30 UTC on Thursday it is Friday 1 May in Paris: the session was held on that day."""
    late = THURSDAY.replace(hour=22, minute=30)
    with time_machine.travel(late + timedelta(hours=1)):
        row = audited(world, handed_in(world))
        hold_all(row, late)
        for countries, due, today in ((["FR"], "2026-05-11", "2026-05-01"), ([], "2026-05-07", "2026-04-30")):
            Network.objects.filter(pk=world.network.pk).update(countries=countries)
            row = world.now(row)
            assert str(queries.report_due(row, audit_of(row))) == due
            assert str(queries.today_in(row.network)) == today


def test_auditors_ask_for_a_document_and_no_longer_need_it(world: Sealers) -> None:
    row, aude = audited(world, handed_in(world)), world.auditors[0]
    with pytest.raises(Refusal):
        actions.ask_for_document(actor=aude, file=row, standard="a1", kind="video", words="")
    actions.ask_for_document(actor=aude, file=row, standard="a1", kind="paper", words="Le budget.")
    asked = DocumentRequest.objects.get()
    actions.take_request_back(actor=aude, file=row, request=asked)
    assert not DocumentRequest.objects.exists()


def test_each_finding_is_answered_and_judged_before_the_file_goes_on(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    remediable, strength = find(row), find(row, "a1", "strength")
    row = reported(world, row)
    aude = world.auditors[0]
    remediable.refresh_from_db()
    assert remediable.due == row.since.date() + timedelta(days=30)
    with pytest.raises(Refusal):
        actions.hand_over(actor=aude, file=row)
    with pytest.raises(ForbiddenTransition):
        actions.judge_finding(actor=aude, file=row, finding=remediable, verdict=Verdict("settle", ""))
    with pytest.raises(ForbiddenTransition):
        actions.answer_finding(actor=world.clemence, file=row, finding=strength, words="Merci.")
    actions.answer_finding(actor=world.claude, file=row, finding=remediable, words="C’est fait.")
    with pytest.raises(Refusal):
        actions.hand_over(actor=aude, file=row)
    actions.judge_finding(actor=aude, file=row, finding=remediable, verdict=Verdict("let stand", "Où donc ?"))
    actions.answer_finding(actor=world.clemence, file=row, finding=remediable, words="En annexe.")
    actions.judge_finding(
        actor=world.auditors[1], file=row, finding=remediable, verdict=Verdict("settle", "")
    )
    actions.hand_over(actor=aude, file=row)
    assert world.now(row).state == "deciding"


def test_the_clock_hands_over_what_nobody_answers(world: Sealers) -> None:
    with time_machine.travel(THURSDAY):
        row = audited(world, handed_in(world))
        finding = find(row)
        row = reported(world, row)
    with time_machine.travel(THURSDAY + timedelta(days=30)):
        assert actions.hand_over_due() == 0
    with time_machine.travel(THURSDAY + timedelta(days=31)):
        with pytest.raises(Refusal):
            actions.answer_finding(actor=world.clemence, file=row, finding=finding, words="Trop tard.")
        assert actions.hand_over_due() == 1
        assert actions.hand_over_due() == 0
    assert world.now(row).state == "deciding"


def test_the_clock_gives_the_auditors_time_for_an_answer_of_the_last_day(world: Sealers) -> None:
    with time_machine.travel(THURSDAY):
        row = audited(world, handed_in(world))
        finding = find(row)
        row = reported(world, row)
    with time_machine.travel(THURSDAY + timedelta(days=30)):
        actions.answer_finding(actor=world.clemence, file=row, finding=finding, words="Voici.")
    with time_machine.travel(THURSDAY + timedelta(days=35)):
        assert actions.hand_over_due() == 0
    with time_machine.travel(THURSDAY + timedelta(days=40)):
        assert actions.hand_over_due() == 1


def test_a_deadline_of_its_own_lies_in_the_future(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    today = datetime.now(UTC).date()
    with pytest.raises(Refusal):
        actions.note_finding(
            actor=world.auditors[0],
            file=row,
            id=new_id(),
            found=Found("a1", "remediable", "…", due=today),
        )
    finding = find(row)
    actions.note_finding(
        actor=world.auditors[0], file=row, id=finding.pk, found=Found("a1", "strength", "Bien.")
    )
    finding.refresh_from_db()
    assert (finding.standard, finding.kind, finding.state) == ("a1", "strength", "noted")
    actions.drop_finding(actor=world.auditors[1], file=row, finding=finding)
    assert not Finding.objects.exists()


def test_an_outsider_and_the_programme_do_nothing_of_the_auditors(world: Sealers) -> None:
    row = audited(world, handed_in(world))
    session = AuditSession.objects.filter(audit=audit_of(row))[0]
    for person in (world.cast.outsider, world.clemence, world.auditors[2], world.committee[0], world.oriane):
        with pytest.raises(Denied):
            actions.judge(actor=person, file=row, steps={})
        with pytest.raises(Denied):
            actions.plan_session(actor=person, file=row, session=session, at=datetime.now(UTC))
        with pytest.raises(Denied):
            actions.draw(actor=person, file=row, role="mentor")

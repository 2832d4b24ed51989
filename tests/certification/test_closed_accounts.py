"""A candidate or a judge closes their account: files go on without them, and certificates tell of nobody."""

import pytest

from ithaca.accounts.closing import close_account
from ithaca.certification import actions, queries
from ithaca.certification.models import PanelMember
from ithaca.credentials.models import Credential
from ithaca.kernel.errors import Refusal
from tests.certification.candidates import Stage

pytestmark = pytest.mark.django_db


def test_another_is_named_for_an_assessor_who_goes(stage: Stage) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    stage.give(row, one)
    close_account(two)
    assert stage.now(row).state == "submitted"
    assert [part.person for part in queries.parts_of(row)] == [one]
    assert not PanelMember.objects.filter(person=two).exists()


def test_what_was_handed_over_for_decision_is_decided_all_the_same(stage: Stage) -> None:
    row = stage.deciding()
    close_account(stage.assessors[0])
    assert stage.now(row).state == "deciding"
    assert len(queries.parts_of(row)) == 2


def test_a_candidate_who_goes_leaves_no_open_file_and_no_notes(stage: Stage) -> None:
    row = stage.deciding()
    close_account(stage.candidate)
    found = stage.now(row)
    assert (found.state, found.interview_notes) == ("left", "")


def test_a_certificate_keeps_its_position_and_says_no_more_whose_it_was(stage: Stage) -> None:
    row = stage.certified()
    assert row.credential is not None
    name = stage.candidate.name
    close_account(stage.candidate)
    found = Credential.objects.get(pk=row.credential.pk)
    assert (found.person, found.holder_name, found.document) == (None, "", "")
    assert (found.status_index, bool(found.hashes)) == (row.credential.status_index, True)
    assert stage.now(row).state == "certified", "what was decided stays decided"
    assert name not in str(found.hashes)


def test_conditions_are_not_lifted_for_a_former_member(stage: Stage) -> None:
    row = stage.deciding()
    words = {"reasons": "Presque.", "conditions": "Une séance observée."}
    actions.decide(actor=stage.decider, file=row, step="certify with conditions", **words)
    close_account(stage.candidate)
    with pytest.raises(Refusal):
        actions.lift_conditions(actor=stage.decider, file=row, reasons="Observée.")
    assert not Credential.objects.exists()

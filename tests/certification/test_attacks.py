"""What somebody might try who wants a certificate, or wants to read what is not theirs yet."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ithaca.accounts.models import Person
from ithaca.certification import actions, queries
from ithaca.certification.models import Appeal, Decision, File, Rating, Settlement
from ithaca.certification.rules import Mark
from ithaca.certification.states import FileState
from ithaca.competences import actions as competences
from ithaca.credentials.actions import administering
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from tests.certification.candidates import Stage
from tests.competences.portfolios import publish
from tests.factories import make_administrator

pytestmark = pytest.mark.django_db


def reads(person: Person, row: File, name: str = "assessment") -> int:
    client = Client()
    client.force_login(person)
    return client.get(reverse(f"certification:{name}", args=[row.pk])).status_code


def test_ratings_are_read_by_each_in_their_time(stage: Stage) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    readers = (stage.candidate, one, two, stage.decider, stage.manager, stage.cast.administrator)

    def who_reads() -> list[Person]:
        return [person for person in readers if reads(person, row) == 200]

    stage.give(row, one)
    assert who_reads() == []
    stage.give(row, two)
    assert who_reads() == [one, two]
    actions.finish_comparison(actor=one, file=row)
    actions.note_interview(actor=two, file=row, held_at=clock.now(), notes="Clair.")
    assert who_reads() == [one, two, stage.decider]
    client = Client()
    client.force_login(stage.candidate)
    assert "À montrer encore" not in client.get(reverse("certification:file", args=[row.pk])).content.decode()
    actions.decide(actor=stage.decider, file=row, step="certify", reasons="Tout est là.")
    assert who_reads() == [stage.candidate, one, two, stage.decider]
    assert reads(stage.cast.outsider, row, "file") == 404


def near_the_end(row: File) -> time_machine.travel:
    assert row.credential is not None
    assert row.credential.valid_until is not None
    return time_machine.travel(row.credential.valid_until - timedelta(days=60))


def renewal(stage: Stage, renews: File, **changes: object) -> File:
    values = {"person": stage.candidate, "scheme": stage.scheme, "id": new_id(), "level": "junior", **changes}
    return actions.apply(renews=renews, **values)  # type: ignore[arg-type]


def test_a_certificate_renews_itself_and_no_other(stage: Stage) -> None:
    """Without an assessment goes only what was assessed: by this framework, in force, in its time, once."""
    row, cast = stage.certified(), stage.cast
    other = publish(cast)  # the same levels in a framework of its own
    scheme = actions.make_scheme(
        actor=cast.administrator, version=other, id=new_id(), content=actions.SchemeContent()
    )
    scheme.state = "open"
    scheme.save(update_fields=["state"])
    competences.begin_portfolio(person=stage.candidate, version=other, id=new_id())
    with pytest.raises(Refusal):
        renewal(stage, row)  # too early
    with near_the_end(row):
        for wrong in ({"scheme": scheme}, {"level": "senior"}):
            with pytest.raises(Refusal):
                renewal(stage, row, **wrong)
        made = renewal(stage, row)
        File.objects.filter(pk=made.pk).update(state=FileState.DECIDING)
        actions.change_standing(actor=cast.administrator, file=row, step="suspend", reasons="Plainte.")
        with pytest.raises(Refusal):
            actions.lift_conditions(actor=stage.decider, file=conditional(made), reasons="x")
        File.objects.filter(pk=made.pk).update(state=FileState.REFUSED)
        actions.change_standing(actor=cast.administrator, file=row, step="reinstate", reasons="Levée.")
    assert row.credential is not None
    with time_machine.travel((row.credential.valid_until or timezone.now()) + timedelta(days=1)):
        with pytest.raises(Refusal):
            renewal(stage, row)
        assert queries.held_before(File(**after(row))) is None, "what has run out is no level held"


def conditional(row: File) -> File:
    File.objects.filter(pk=row.pk).update(state=FileState.CONDITIONAL)
    return row


def after(row: File) -> dict[str, object]:
    return {"person": row.person, "scheme": row.scheme, "portfolio": row.portfolio, "level": "senior"}


def test_a_certificate_revoked_where_all_are_listed_is_withdrawn_in_its_file(stage: Stage) -> None:
    row, alma = stage.certified(), stage.cast.administrator
    assert row.credential is not None
    for verb, state in (("suspend", "suspended"), ("reinstate", "certified"), ("revoke", "withdrawn")):
        administering.change_standing(actor=alma, credential=row.credential, verb=verb, reason="Plainte.")
        dispatch_waiting()
        assert stage.now(row).state == state
    assert queries.certified_in(stage.cast.organisation) == []
    decisions = Decision.objects.filter(file=row).values_list("step", "by")
    assert list(decisions)[-1] == ("withdraw", alma.pk)


def test_a_candidate_who_coordinates_does_not_choose_their_judges(stage: Stage) -> None:
    make_administrator(stage.candidate, stage.cast.organisation)
    row = stage.apply()
    trust = actions.Trust(assesses=False, decides=True)
    email = stage.cast.second_mentor.email
    with pytest.raises(Refusal):
        actions.name_to_panel(actor=stage.candidate, scheme=stage.scheme, email=email, trust=trust)
    with pytest.raises(Refusal):
        actions.change_scheme(
            actor=stage.candidate, scheme=stage.scheme, content=actions.SchemeContent(assessors=1)
        )
    actions.leave(actor=stage.candidate, file=row)
    actions.name_to_panel(actor=stage.candidate, scheme=stage.scheme, email=email, trust=trust)


def test_whoever_leaves_takes_with_them_what_was_written(stage: Stage) -> None:
    row = stage.deciding(Mark.NOT_MET)
    actions.decide(actor=stage.decider, file=row, step="refuse", reasons="Trop peu.")
    actions.appeal(actor=stage.candidate, file=row, grounds="Deux dossiers n’ont pas été lus.")
    actions.leave(actor=stage.candidate, file=row)
    assert stage.now(row).interview_notes == ""
    for model in (Rating, Settlement, Decision, Appeal):
        assert not model._default_manager.exists(), model


def test_a_portfolio_carried_over_meanwhile_is_not_handed_in_by_the_old_framework(stage: Stage) -> None:
    row, alma = stage.apply(), stage.cast.administrator
    actions.confirm_application(actor=stage.manager, file=row)
    draft = competences.begin_next_version(actor=alma, version=stage.version, id=new_id())
    competences.publish_framework(actor=alma, version=draft)
    competences.carry_over(actor=stage.candidate, portfolio=stage.kept.portfolio)
    assert [gap.what for gap in queries.lacking_to_apply(stage.now(row))] == [queries.OTHER_VERSION]
    with pytest.raises(Refusal):
        actions.submit(actor=stage.candidate, file=row, id=new_id())


def test_a_withdrawn_item_is_validated_by_nobody(stage: Stage) -> None:
    row, referent = stage.assessing(), stage.assessors[0]
    item = stage.kept.portfolio.items.filter(kind="case")[0]
    (slug, *_more) = item.abilities
    actions.validate_item(actor=referent, file=row, item=item, ability=slug)
    type(item).objects.filter(pk=item.pk).update(consent="withdrawn")
    for ability in (slug, "c99"):
        with pytest.raises(Refusal):
            actions.validate_item(actor=referent, file=row, item=item, ability=ability)

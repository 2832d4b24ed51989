"""The pages, from the application to the certificate and its end, each as the person who uses it."""

import re

import pytest
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.certification import actions, queries, rules
from ithaca.certification.models import File
from ithaca.kernel.ids import new_id
from tests import factories
from tests.certification.candidates import Stage
from tests.certification.looking import as_, post, see

pytestmark = pytest.mark.django_db


def test_a_file_goes_its_way_by_the_pages(stage: Stage) -> None:
    marc, manager, (one, two) = stage.candidate, stage.manager, stage.assessors
    assert stage.cast.organisation.name in see(marc, "hub")
    see(marc, "apply", stage.scheme.pk)
    assert post(marc, "apply", stage.scheme.pk, id=new_id(), level="junior") == 302
    row = File.objects.get()
    see(marc, "file", row.pk)
    see(marc, "leave", row.pk)
    see(manager, "file", row.pk)
    see(manager, "application", row.pk)
    assert post(manager, "application", row.pk, confirm="1") == 302
    assert post(marc, "hand_in", row.pk, id=new_id()) == 302
    see(manager, "assessors", row.pk)
    assert post(manager, "assessors", row.pk, people=[one.pk]) == 422
    assert post(manager, "assessors", row.pk, people=[one.pk, two.pk]) == 302
    assert marc.name in see(one, "hub")
    see(one, "rate", row.pk)
    see(one, "step_aside", row.pk)
    for assessor in (one, two):
        stage.give(stage.now(row), assessor)
    assert "kappa" in see(two, "assessment", row.pk)
    assert post(two, "finish_comparison", row.pk) == 302
    see(two, "interview", row.pk)
    assert post(two, "interview", row.pk, held_at="2099-01-01T10:00", notes="x") == 422
    assert post(two, "interview", row.pk, held_at="2026-01-05T10:00", notes="Clair.") == 302
    assert marc.name in see(stage.decider, "hub")
    see(stage.decider, "decide", row.pk)
    assert post(stage.decider, "decide", row.pk, step="certify", reasons="Tout est là.") == 302
    assert "Tout est là." in see(marc, "file", row.pk)
    see(marc, "assessment", row.pk)
    assert marc.name in see(manager, "overview", stage.cast.organisation.slug)
    alma = stage.cast.administrator
    see(alma, "standing", row.pk)
    assert post(alma, "standing", row.pk, withdraw="1", reasons="Plainte fondée.") == 302
    assert stage.now(row).state == "withdrawn"


def test_ratings_are_kept_as_they_are_written(stage: Stage) -> None:
    row, one = stage.assessing(), stage.assessors[0]
    page = see(one, "rate", row.pk)
    words = queries.framework_of(stage.scheme).text("fr")
    assert words.competences["c1"] in page.replace("&#x27;", "'")
    slugs = re.findall(r'name="(c\d+[a-z])-comment"', page)
    assert slugs
    marks = dict.fromkeys(slugs, "partly") | {f"{slug}-comment": "Encore court." for slug in slugs}
    assert post(one, "rate", row.pk, **marks) == 302
    assert "Encore court." in see(one, "rate", row.pk)
    assert post(one, "rate", row.pk, give="1", **marks) == (422 if len(slugs) < asked(row) else 302)


def asked(row: File) -> int:
    return len(rules.to_rate(queries.shown_in(row)))


def test_who_reads_ratings_and_when(stage: Stage) -> None:
    cast, row, (one, two) = stage.cast, stage.assessing(), stage.assessors
    everybody = (one, two, cast.mentor, stage.manager, cast.administrator, stage.decider, cast.outsider)

    def readers() -> set[Person]:
        address = reverse("certification:assessment", args=[row.pk])
        return {person for person in everybody if as_(person).get(address).status_code == 200}

    assert readers() == set()
    stage.give(row, one)
    assert readers() == set()
    stage.give(row, two)
    assert readers() == {one, two}
    actions.finish_comparison(actor=one, file=row)
    actions.note_interview(actor=one, file=row, held_at=row.created_at, notes="x")
    assert readers() == {one, two, stage.decider}
    actions.decide(actor=stage.decider, file=row, step="certify", reasons="x")
    assert readers() == {one, two, stage.decider, cast.mentor}


def test_outsiders_find_no_page(stage: Stage) -> None:
    row = stage.assessing()
    for person in (stage.cast.outsider, stage.cast.second_mentor, stage.cast.mentee):
        for name in (
            "file",
            "rate",
            "assessment",
            "interview",
            "decide",
            "standing",
            "application",
            "appeal",
        ):
            assert as_(person).get(reverse(f"certification:{name}", args=[row.pk])).status_code == 404
        slug = stage.cast.organisation.slug
        assert as_(person).get(reverse("certification:overview", args=[slug])).status_code == 404


def test_who_organises_and_is_the_candidate_organises_not_their_own(stage: Stage) -> None:

    row = stage.apply()
    factories.make_coordinator(stage.candidate, stage.cast.programme)
    factories.make_administrator(stage.candidate, stage.cast.organisation)
    for name in ("application", "assessors", "standing"):
        address = reverse(f"certification:{name}", args=[row.pk])
        assert as_(stage.candidate).get(address).status_code == 404


def test_a_scheme_is_set_up_by_the_pages(stage: Stage) -> None:
    alma, slug = stage.cast.administrator, stage.cast.organisation.slug
    see(alma, "new_scheme", slug)
    page = see(alma, "scheme", stage.scheme.pk)
    assert stage.decider.name in page
    assert post(alma, "panel", stage.scheme.pk, email="personne@example.org", assesses="on") == 422
    assert post(alma, "panel", stage.scheme.pk, email=stage.cast.second_mentor.email, assesses="on") == 302
    assert post(alma, "panel", stage.scheme.pk, drop=stage.cast.second_mentor.pk) == 302
    assert post(alma, "move", stage.scheme.pk, verb="close") == 302
    stage.scheme.refresh_from_db()
    assert stage.scheme.state == "closed"
    assert post(alma, "scheme", stage.scheme.pk, assessors=3, interview="on", appeal_days=14) == 302


def test_differences_are_settled_on_the_page(stage: Stage) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    stage.give(row, one)
    stage.give(row, two, c1a=rules.Mark.PARTLY)
    for assessor in (one, two):
        assert post(assessor, "settle", row.pk, ability="c1a", mark="partly") == 302
    assert queries.results_of(row)["c1a"] == "partly"


def test_an_appeal_by_the_pages(stage: Stage) -> None:
    row = stage.deciding(rules.Mark.NOT_MET)
    assert post(stage.decider, "decide", row.pk, step="refuse", reasons="Trop peu.") == 302
    see(stage.candidate, "appeal", row.pk)
    assert post(stage.candidate, "appeal", row.pk, grounds="Non lu.") == 302
    assert "Non lu." in see(stage.second_decider, "decide", row.pk)
    assert post(stage.second_decider, "decide", row.pk, step="dismiss", reasons="Lu.") == 302
    assert stage.now(row).state == "refused for good"

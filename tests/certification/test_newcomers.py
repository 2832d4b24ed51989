"""Nobody is left alone: pages say what is missing, what comes next, and who has said what."""

import pytest
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.certification import actions, figures, queries
from ithaca.certification.actions import SchemeContent, Trust
from ithaca.certification.models import PanelMember, Scheme
from ithaca.certification.rules import Mark, Need
from ithaca.credentials.models import IssuerKey
from ithaca.kernel.ids import new_id
from ithaca.mentorships.queries import mentorships_of
from tests.certification.candidates import Stage
from tests.certification.looking import as_, see

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(stage: Stage) -> Scheme:
    """The same scheme before anybody was named."""
    PanelMember.objects.filter(scheme=stage.scheme).delete()
    Scheme.objects.filter(pk=stage.scheme.pk).update(state="draft")
    stage.scheme.refresh_from_db()
    return stage.scheme


def test_a_draft_says_what_it_still_needs(stage: Stage, draft: Scheme) -> None:
    missing = {Need.ASSESSORS: False, Need.REFERENT: False, Need.DECIDER: False, Need.KEY: True}
    assert figures.needs_of(draft) == missing
    trust = Trust(refers=True, decides=True)
    for person in stage.assessors:
        actions.name_to_panel(actor=stage.cast.administrator, scheme=draft, email=person.email, trust=trust)
    assert all(figures.needs_of(draft).values())
    assert "Avant l’ouverture" in see(stage.manager, "scheme", draft.pk)
    actions.open_scheme(actor=stage.manager, scheme=draft)
    assert "Avant l’ouverture" not in see(stage.manager, "scheme", draft.pk)


def test_only_whoever_makes_keys_is_led_to_them(stage: Stage, draft: Scheme) -> None:
    IssuerKey.objects.update(state="retired")
    keys = reverse("credentials:keys", args=[stage.cast.organisation.slug])
    assert keys in see(stage.cast.administrator, "scheme", draft.pk)
    assert keys not in see(stage.manager, "scheme", draft.pk)


def test_an_organisation_that_begins_reads_how_and_nothing_else(stage: Stage) -> None:
    slug = stage.cast.organisation.slug
    assert "Dossiers en cours" in see(stage.manager, "overview", slug)
    Scheme.objects.all().delete()
    page = see(stage.manager, "overview", slug)
    assert "Pas encore de dispositif" in page
    assert "Dossiers en cours" not in page


def test_each_level_says_how_much_of_it_is_missing(stage: Stage) -> None:
    page = see(stage.candidate, "apply", stage.scheme.pk)
    assert page.count("Tout ce qu’il demande est là.") == 1, "for junior the stage is filled"
    assert "Il manque encore" in page


def test_before_handing_in_the_candidate_sees_what_stays_behind(stage: Stage) -> None:
    stage.kept.item("document", "c1a", written=False)
    pair = mentorships_of(stage.candidate)[0]
    stage.kept.item("case", "c1a", mentorship=pair, speaks=True)
    row = stage.apply()
    actions.confirm_application(actor=stage.manager, file=row)
    page = see(stage.candidate, "file", row.pk)
    assert "1 pièce où rien n’est encore écrit" in page
    assert "1 pièce pour laquelle la personne accompagnée" in page
    assert "1 pièce" not in see(stage.manager, "file", row.pk)


def invent_a_sample(stage: Stage) -> None:
    actions.add_sample(
        actor=stage.manager, scheme=stage.scheme, id=new_id(), ability="c1a", words=("Un cas.", "met")
    )


def test_the_samples_come_before_the_desk(stage: Stage) -> None:
    invent_a_sample(stage)
    row, (one, _two) = stage.assessing(), stage.assessors
    samples = reverse("certification:calibrate", args=[stage.scheme.pk])
    desk = reverse("certification:read", args=[row.pk])
    assert as_(one).get(desk).headers["Location"] == samples
    home = as_(one).get("/").content.decode()
    assert home.index(samples) < home.index(desk)
    rate_sample(stage, one)
    assert as_(one).get(desk).status_code == 200


def rate_sample(stage: Stage, person: Person, mark: Mark = Mark.PARTLY) -> None:
    marks = {each.pk: mark for each in figures.samples_of(stage.scheme)}
    actions.rate_samples(actor=person, scheme=stage.scheme, marks=marks)


def test_after_the_samples_one_reads_ones_own_mark_and_goes_on(stage: Stage) -> None:
    invent_a_sample(stage)
    one, two = stage.assessors
    rate_sample(stage, one)
    page = see(one, "calibrate", stage.scheme.pk)
    assert "Vous avez trouvé" in page
    assert "Aller à mon bureau" in page
    assert "1a. " in page
    assert "À partir de deux" in page, "one alone agrees with nobody"
    rate_sample(stage, two, Mark.MET)
    assert "kappa" in see(one, "calibrate", stage.scheme.pk)
    assert "Vous avez trouvé" not in see(stage.manager, "samples", stage.scheme.pk)


def test_who_found_what_and_who_proposed_what(stage: Stage) -> None:
    row, (one, two) = stage.assessing(), stage.assessors
    stage.give(row, one)
    stage.give(row, two, c1a=Mark.PARTLY)
    all_of_them = len(queries.compared(row))
    page = see(one, "assessment", row.pk)
    assert f"{all_of_them - 1} sur {all_of_them}" in page
    assert page.index(one.name) < page.index(two.name)
    told = {"ability": "c1a", "mark": "met"}
    answer = as_(one).post(reverse("certification:settle", args=[row.pk]), told)
    assert answer.headers["Location"].endswith("#c1a"), "the page stays where one was"
    assert "Cela vaudra quand tout le monde sera d’accord" in see(one, "assessment", row.pk)
    other = see(two, "assessment", row.pk)
    assert f"Proposé par {one.name}" in other
    assert "Je suis d’accord" in other


def test_a_file_that_nobody_may_decide_on_says_so_to_whoever_organises(stage: Stage) -> None:
    row = stage.deciding()
    notice = "Personne dans le jury ne peut décider"
    assert notice not in see(stage.manager, "file", row.pk)
    PanelMember.objects.filter(scheme=row.scheme, decides=True).delete()
    assert notice in see(stage.manager, "file", row.pk)
    assert notice not in see(stage.candidate, "file", row.pk)


def test_a_certificate_ends_on_the_day_on_which_it_began(stage: Stage) -> None:
    row = stage.certified()
    assert row.credential is not None
    begin, end = row.credential.valid_from, row.credential.valid_until
    assert end is not None
    assert (end.month, end.day, end.hour) == (begin.month, begin.day, begin.hour)
    assert end.year - begin.year == 3
    page = see(stage.candidate, "file", row.pk)
    assert page.index("Emporter le certificat") < page.index("Le chemin parcouru")


def test_a_scheme_without_referents_does_not_ask_for_one(stage: Stage, draft: Scheme) -> None:
    actions.change_scheme(actor=stage.manager, scheme=draft, content=SchemeContent(referent=False))
    draft.refresh_from_db()
    assert Need.REFERENT not in figures.needs_of(draft)


def test_an_application_is_answered_once(stage: Stage) -> None:
    row = stage.apply()
    assert 'name="confirm"' in see(stage.manager, "application", row.pk)
    actions.confirm_application(actor=stage.manager, file=row)
    answered = see(stage.manager, "application", row.pk)
    assert "La candidature a reçu une réponse" in answered
    assert 'name="confirm"' not in answered
    assert 'name="refuse"' not in answered

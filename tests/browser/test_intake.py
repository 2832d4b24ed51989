"""A workbook in the browser: an organisation chart seen, proposed and written; people prepared, invited and accepted, all at once."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from ithaca.organisations.models import Position
from ithaca.programmes.models import Invitation, Participation
from tests import factories
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible
from tests.cast import Cast
from tests.intake.files import work_through, xlsx_file

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = (
    ("Nom complet", "Courriel", "N+1", "Service"),
    ("Anne", "anne@example.org", "Luc", ""),
    ("Luc", "luc@example.org", "Anne", ""),
    ("Zoé", "zoe@example.org", "Personne Connue", ""),
    ("Max", "max@example.org", "dehors@example.org", "Achats"),
)


def test_a_chart_with_a_circle_is_proposed_without_it_and_written(
    cast: Cast, open_window: OpenWindow, accessible: Accessible, tmp_path: Path
) -> None:
    file = tmp_path / "organigramme.xlsx"
    file.write_bytes(xlsx_file(*ROWS).read())
    page = open_window(cast.coordinator)
    page.goto("/organisations/les-voiles/chart/")
    page.get_by_label("Fichier", exact=True).set_input_files(file)
    page.get_by_role("button", name="Lire le fichier").press("Enter")
    expect(page.get_by_label("N+1", exact=True)).to_have_value("manager")
    page.get_by_role("button", name="Vérifier toutes les lignes").press("Enter")
    rows = page.locator("#rows tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.nth(0)).to_contain_text("anne@example.org [2] → luc@example.org [3] → anne@example.org [2]")
    expect(rows.nth(2).get_by_role("rowheader", name="4", exact=True)).to_be_visible()
    expect(rows.nth(2)).to_contain_text("Personne Connue")
    expect(rows.nth(3)).to_contain_text("dehors@example.org")
    accessible(page)
    page.get_by_role("button", name="Proposer l’organigramme").press("Enter")
    expect(page.get_by_text("L’organigramme est proposé")).to_be_visible()
    assert not Position.objects.exists()
    other = open_window(cast.administrator)
    other.goto(page.url)
    expect(other.get_by_text("Clémence Roy a proposé cet organigramme.")).to_be_visible()
    other.get_by_role("button", name="Enregistrer les lignes valables").press("Enter")
    expect(other.get_by_role("heading", level=1)).to_have_text("Le fichier est importé")
    assert set(Position.objects.values_list("email", flat=True)) == {"max@example.org", "dehors@example.org"}


def test_people_out_of_a_workbook_are_prepared_and_invited_and_applicants_accepted_all_at_once(
    cast: Cast, open_window: OpenWindow, accessible: Accessible, tmp_path: Path
) -> None:
    file = tmp_path / "équipe.xlsx"
    file.write_bytes(
        xlsx_file(
            ("Courriel", "Nom complet", "Rôle", "Compétences"),
            ("anne@example.org", "Anne Le Goff", "mentor", "Négociation"),
            ("luc@example.org", "Luc Petit", "mentorée", ""),
            ("trop@example.org", "Trop", "mentor", "", "de trop"),
        ).read()
    )
    page = open_window(cast.coordinator)
    page.goto("/programmes/cap-ouest/import/")
    page.get_by_label("Fichier", exact=True).set_input_files(file)
    page.get_by_role("button", name="Lire le fichier").press("Enter")
    expect(page.get_by_label("Courriel", exact=True)).to_have_value("email")
    page.get_by_role("button", name="Vérifier toutes les lignes").press("Enter")
    work_through()  # what the page had no time for
    page.reload()
    expect(page.locator("#rows tbody tr")).to_contain_text("« de trop »")
    accessible(page)
    page.get_by_role("button", name="Enregistrer les lignes valables").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Le fichier est importé")
    with page.expect_download() as rejected:
        page.get_by_role("link", name="lignes rejetées").click()
    assert ",de trop" in rejected.value.path().read_text(encoding="utf-8-sig")
    page.goto("/programmes/cap-ouest/invitations/")
    page.get_by_role("button", name="Tout cocher (2)").press("Enter")
    page.get_by_role("button", name="Tout décocher (2)").press("Enter")
    page.get_by_role("checkbox", name="Luc Petit").uncheck()
    page.get_by_role("button", name="Tout cocher (2)").press("Enter")
    page.get_by_role("button", name="Envoyer celles cochées").press("Enter")
    page.wait_for_load_state()
    assert set(Invitation.objects.values_list("email", "state")) == {
        ("anne@example.org", "sent"),
        ("luc@example.org", "sent"),
    }

    for number in range(3):
        person = factories.make_person(f"Candidat {number}", email=f"candidat{number}@example.org")
        factories.make_participation(person, cast.programme, "mentee", state="applied")
    page.goto("/programmes/cap-ouest/applications/")
    page.get_by_role("button", name="Tout cocher (3)").press("Enter")
    page.get_by_role("button", name="Accepter les candidatures cochées").press("Enter")
    expect(page.get_by_role("button", name="Tout cocher")).to_have_count(0)
    assert Participation.objects.filter(person__name__startswith="Candidat", state="accepted").count() == 3

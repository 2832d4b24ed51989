"""A training from the first word to the hours, and something to read: with a keyboard where it counts."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ithaca.kernel import clock
from ithaca.trainings.models import Training, TrainingDate
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible
from tests.cast import Cast
from tests.factories import make_resource

pytestmark = pytest.mark.django_db(transaction=True)
START = "/programmes/cap-ouest/"


def write(page: Page, accessible: Accessible) -> None:
    page.goto(f"{START}trainings/")
    accessible(page)
    page.get_by_role("link", name="Nouvelle rencontre").click()
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_role("alert")).to_be_focused()
    accessible(page)
    for box in page.get_by_label("Titre").all():
        box.fill("Écouter")
    day = (clock.now() + timedelta(days=20)).date().isoformat()
    page.get_by_label("Date 1").fill(day)
    page.get_by_label("Heure", exact=True).first.fill("18:00")
    page.get_by_label("Minutes").first.fill("120")
    page.get_by_role("button", name="Ajouter une date").click()
    expect(page.get_by_label("Date 3")).to_be_visible()
    expect(page.get_by_label("Date 1")).to_have_value(day)
    page.get_by_label("Lieu", exact=False).first.fill("Nantes")
    page.get_by_label("Places").fill("1")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_role("heading", name="Écouter")).to_be_visible()
    page.get_by_role("button", name="Ouvrir les inscriptions").click()
    expect(page.get_by_text("Les inscriptions sont ouvertes")).to_be_visible()
    accessible(page)


def test_a_training_is_written_followed_and_counted(
    cast: Cast, open_window: OpenWindow, accessible: Accessible
) -> None:
    coordinator = open_window(cast.coordinator)
    write(coordinator, accessible)
    mentor, mentee = open_window(cast.mentor, width=390), open_window(cast.mentee)
    for page in (mentor, mentee):
        page.goto(f"{START}trainings/")
        page.get_by_role("link", name="Écouter").click()
    mentor.get_by_role("button", name="S’inscrire").press("Enter")
    expect(mentor.get_by_text("Vous avez une place", exact=True)).to_be_visible()
    accessible(mentor)
    mentee.reload()
    mentee.get_by_role("button", name="Rejoindre la liste d’attente").click()
    expect(mentee.get_by_text("Sur liste d’attente", exact=True)).to_be_visible()
    accessible(mentee)
    past = clock.now() - timedelta(hours=3)
    Training.objects.update(starts_at=past, last_starts_at=past)
    TrainingDate.objects.update(starts_at=past)
    coordinator.goto("/")
    coordinator.get_by_role("link", name="Noter les présences").click()
    accessible(coordinator)
    coordinator.get_by_role("radio", name="Présent·e").focus()
    coordinator.keyboard.press("Space")
    coordinator.get_by_label("Heures").fill("1.5")
    coordinator.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(coordinator.get_by_text("1 h 30").first).to_be_visible()
    mentor.goto("/trainings/")
    expect(mentor.get_by_text("1,5")).to_be_visible()
    accessible(mentor)


def test_something_to_read_is_added_ordered_hidden_and_brought_back(
    cast: Cast, open_window: OpenWindow, accessible: Accessible, tmp_path: Path
) -> None:
    make_resource(cast.programme, title="Bien écouter")
    document = tmp_path / "guide.pdf"
    document.write_bytes(b"%PDF-1.7 rien")
    page = open_window(cast.coordinator)
    page.goto(f"{START}resources/manage/")
    page.get_by_role("link", name="Ajouter un fichier").click()
    page.get_by_label("Titre").fill("Le carnet")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_be_focused()
    accessible(page)
    page.get_by_label("Fichier").set_input_files(document)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Le carnet")).to_be_visible()
    page.get_by_role("button", name="Monter : Le carnet").click()
    expect(page.locator("li[id^='r-']").first).to_contain_text("Le carnet")
    page.get_by_role("button", name="Masquer : Le carnet").click()
    expect(page.get_by_text("« Le carnet » est masquée.")).to_be_visible()
    accessible(page)
    mentee = open_window(cast.mentee, dark=True)
    mentee.goto(f"{START}resources/")
    expect(mentee.get_by_role("link", name="Bien écouter")).to_be_visible()
    expect(mentee.get_by_text("Le carnet")).to_have_count(0)
    page.get_by_role("button", name="Défaire", exact=True).click()  # takes the hiding back
    mentee.reload()
    accessible(mentee)
    with mentee.expect_download() as downloading:
        mentee.get_by_role("link", name="Le carnet").click()
    assert downloading.value.suggested_filename == "guide.pdf"

"""A text shown to one reader outside the room: chosen, read, taken back; three people in three browsers."""

import pytest
from playwright.sync_api import Page, expect

from ithaca.vault.models import FrozenCopy
from tests.browser.canary import Scan
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import choose, press, stays, type_into
from tests.browser.rooms import Accessible, Pair, section, with_open_vault, write_note
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "baleine-vermillon-6038"
WORD = "murmure-safran-2951"


@pytest.fixture
def reader(cast: Cast, open_window: OpenWindow) -> Page:
    """The coordinator, whose vault stands open."""
    page = open_window(cast.coordinator)
    with_open_vault(page, cast.coordinator)
    return page


def to_show(page: Page) -> None:
    page.get_by_role("link", name="Montrer à…").click()
    expect(page.get_by_role("heading", name="Montrer ce texte à quelqu’un")).to_be_visible()


def show(page: Page, name: str, word: str = "") -> None:
    to_show(page)
    page.get_by_label(name).check()
    page.get_by_label("Un mot pour cette personne").fill(word)
    page.get_by_role("button", name=f"Montrer à {name}").click()
    expect(page.get_by_text(f"{name} peut maintenant lire cette version.")).to_be_visible()


def show_by_keyboard(page: Page, name: str, word: str) -> None:
    press(page, "Montrer à…")
    expect(page.get_by_role("heading", name="Montrer ce texte à quelqu’un")).to_be_visible()
    choose(page, name)
    type_into(page, "Un mot pour cette personne", word)
    press(page, f"Montrer à {name}")
    expect(page.get_by_text(f"{name} peut maintenant lire cette version.")).to_be_visible()
    stays(page)


def look(page: Page, place: str, title: str) -> None:
    page.goto(f"/vault/#{place}")
    page.reload()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_shown_read_seen_and_taken_back(
    pair: Pair, cast: Cast, reader: Page, accessible: Accessible, scan: Scan
) -> None:
    for page in (pair.mentee, reader):
        scan.listen(page)
    name = cast.coordinator.name
    write_note(pair.mentee, "Mon bilan", f"Ce que je veux montrer, {SECRET}.")
    to_show(pair.mentee)
    expect(pair.mentee.get_by_text(SECRET)).to_be_visible()
    pair.mentee.get_by_role("button", name="Montrer à…").click()
    expect(pair.mentee.get_by_text("Choisissez une personne.")).to_be_visible()
    pair.mentee.get_by_label(name).check()
    pair.mentee.get_by_text("Vérifier la clé avec").click()
    expect(pair.mentee.locator(".digits li")).to_have_count(12)
    accessible(pair.mentee)
    pair.mentee.get_by_role("link", name="Annuler").click()
    show_by_keyboard(pair.mentee, name, f"À lire avant jeudi, {WORD}.")

    look(pair.mentee, "copies", "Ce que j’ai montré")
    expect(pair.mentee.get_by_role("heading", name="Mon bilan")).to_be_visible()
    expect(pair.mentee.get_by_text("Pas encore ouvert")).to_be_visible()
    accessible(pair.mentee)

    look(reader, "shown", "Ce qu’on m’a montré")
    expect(reader.get_by_text("verra que vous l’avez ouvert")).to_be_visible()
    assert FrozenCopy.objects.get().opened_at is None
    press(reader, "Ouvrir et lire")
    expect(reader.get_by_text(SECRET)).to_be_visible()
    stays(reader)
    expect(reader.get_by_text(WORD)).to_be_visible()
    expect(reader.get_by_text("Signé par Inès Benali le")).to_be_visible()
    accessible(reader)

    scan.never_saw([SECRET, WORD])  # now: what is taken back leaves nothing to look through
    look(pair.mentee, "copies", "Ce que j’ai montré")
    expect(pair.mentee.get_by_text("Ouvert le")).to_be_visible()
    press(pair.mentee, "Reprendre")
    expect(pair.mentee.get_by_text("Ce qui a été lu a été lu")).to_be_visible()
    stays(pair.mentee)
    press(pair.mentee, "Reprendre pour de bon")
    expect(pair.mentee.get_by_text("La copie est reprise")).to_be_visible()
    stays(pair.mentee)
    assert bytes(FrozenCopy.objects.get().file) == b""

    # The page that still shows the button learns it from the server; a fresh one says it at once.
    reader.get_by_role("button", name="Refermer").click()
    reader.get_by_role("button", name="Relire").click()
    expect(reader.get_by_text("Inès Benali a repris ce texte")).to_be_visible()
    look(reader, "shown", "Ce qu’on m’a montré")
    expect(reader.get_by_text("Inès Benali a repris ce texte")).to_be_visible()
    expect(reader.get_by_role("button", name="Relire")).to_have_count(0)


def test_only_who_wrote_the_newest_version_is_offered_to_show_it(pair: Pair) -> None:
    write_note(pair.mentee, "Mon bilan", "À moi.")
    pair.mentor.reload()
    pair.mentor.get_by_role("link", name="Mon bilan").click()
    expect(pair.mentor.get_by_role("link", name="Versions")).to_be_visible()
    expect(pair.mentor.get_by_role("link", name="Montrer à…")).to_have_count(0)


def test_a_reader_without_a_vault_cannot_be_chosen(pair: Pair, cast: Cast) -> None:
    write_note(pair.mentee, "Mon bilan", "À moi.")
    to_show(pair.mentee)
    expect(pair.mentee.get_by_label(cast.coordinator.name)).to_be_disabled()
    expect(pair.mentee.get_by_text("N’a pas encore préparé son espace")).to_be_visible()
    expect(pair.mentee.get_by_role("button", name="Montrer")).to_have_count(0)


def test_a_note_of_a_private_topic_can_be_shown_and_goes_with_it(
    pair: Pair, cast: Cast, reader: Page
) -> None:
    section(pair.mentee, "Sujets privés")
    pair.mentee.get_by_role("button", name="Marquer un sujet privé").click()
    pair.mentee.get_by_role("button", name="Je suis d’accord").click()
    write_note(pair.mentee, "Ce qui me pèse", SECRET)
    show(pair.mentee, cast.coordinator.name)
    look(reader, "shown", "Ce qu’on m’a montré")
    reader.get_by_role("button", name="Ouvrir et lire").click()
    expect(reader.get_by_text(SECRET)).to_be_visible()
    look(pair.mentee, "copies", "Ce que j’ai montré")
    pair.mentee.get_by_role("link", name="Voir le texte").click()
    expect(pair.mentee.get_by_role("heading", name="Ce qui me pèse")).to_be_visible()
    section(pair.mentee, "Sujets privés")
    pair.mentee.get_by_role("link", name="Ouvrir", exact=True).click()
    pair.mentee.get_by_role("button", name="Retirer mon accord").click()
    pair.mentee.get_by_role("button", name="Oui, retirer mon accord").click()
    pair.mentee.get_by_role("button", name="Détruire ce sujet").click()
    pair.mentee.get_by_label("J’ai compris").check()
    pair.mentee.get_by_role("button", name="Détruire pour de bon").click()
    expect(pair.mentee.get_by_text("C’est détruit, et la clé avec.")).to_be_visible()
    look(reader, "shown", "Ce qu’on m’a montré")
    expect(reader.get_by_text("Inès Benali a repris ce texte")).to_be_visible()


def test_an_altered_copy_is_never_shown(pair: Pair, cast: Cast, reader: Page) -> None:
    write_note(pair.mentee, "Mon bilan", SECRET)
    show(pair.mentee, cast.coordinator.name)
    FrozenCopy.objects.update(sha256="0" * 64)
    look(reader, "shown", "Ce qu’on m’a montré")
    reader.get_by_role("button", name="Ouvrir et lire").click()
    expect(reader.get_by_role("heading", name="Nous avons bloqué l’ouverture")).to_be_visible()
    expect(reader.get_by_text(SECRET)).to_have_count(0)

"""A mentor shows their practice: facts, words and a recording that nobody else reads, and a mentee who is asked."""

import pytest
from playwright.sync_api import Page, expect

from ithaca.competences import actions, queries
from ithaca.competences.models import FrameworkVersion, Item, Portfolio
from ithaca.competences.rules import Status
from ithaca.kernel.ids import new_id
from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "pivoine-ardente-4471"
WORDS = "sarcelle-opaline-6120"
REFLECTION = "genet-minuit-2083"
RECORDING = "alouette-cendre-9356"


@pytest.fixture
def framework(cast: Cast) -> FrameworkVersion:
    row = actions.adopt_framework(
        actor=cast.administrator, organisation=cast.organisation, id=new_id(), slug="business-mentor"
    )
    actions.publish_framework(actor=cast.administrator, version=row)
    return row


def status(cast: Cast, slug: str) -> Status:
    covered = queries.coverage_of(Portfolio.objects.get(person=cast.mentor))
    return covered.coverages[slug].status


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()


def note_in_the_pairs_room(page: Page) -> None:
    page.get_by_role("link", name="Écrire une note").first.click()
    page.get_by_label("Titre").fill("Premier échange")
    page.get_by_label("Texte").fill(f"Inès Benali hésite. {NOTE}")
    save(page)
    expect(page.get_by_role("link", name="Modifier")).to_be_visible()


def begin_and_assess(page: Page, accessible: Accessible) -> None:
    page.goto("/competences/")
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("link", name="Me situer").click()
    page.get_by_role("group", name="1a").get_by_text("Je maîtrise").click()
    accessible(page)
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.get_by_role("link", name="Terminer").click()
    page.get_by_role("button", name="Terminer").click()
    expect(page.get_by_text("1a", exact=True)).to_be_visible()
    accessible(page)


def add_a_case(page: Page) -> None:
    page.get_by_role("link", name="Ajouter une preuve").first.click()
    page.get_by_text("Cas vécu raconté", exact=True).click()
    page.get_by_label("Mentorat d’où elle vient").select_option(index=1)
    page.get_by_label("Elle parle de la personne accompagnée").check()
    page.get_by_text("7. Soutenir la personne").click()
    page.get_by_text("Écouter activement").click()
    page.get_by_role("button", name="Continuer et l’écrire").click()


def write_it(page: Page, accessible: Accessible) -> None:
    page.get_by_role("button", name="Reprendre un de mes textes du binôme").click()
    page.get_by_role("button", name="Reprendre", exact=True).click()
    text = page.get_by_label("Ce que c’est, et ce que cela montre")
    expect(text).to_have_value(f"la personne A hésite. {NOTE}")
    text.fill(f"La personne hésite. {NOTE} {WORDS}")
    save(page)
    expect(page.get_by_text(WORDS)).to_be_visible()
    recording = {"name": f"{RECORDING}.ogg", "mimeType": "audio/ogg", "buffer": RECORDING.encode() * 90_000}
    page.get_by_label("Ajouter un fichier").set_input_files([recording])
    expect(page.get_by_text(f"« {RECORDING}.ogg » est ajouté.")).to_be_visible()
    accessible(page)


def test_evidence_is_sealed_asked_for_and_counted(
    pair: Pair, cast: Cast, framework: FrameworkVersion, accessible: Accessible, scan: Scan
) -> None:
    page = pair.mentor
    scan.listen(page)
    note_in_the_pairs_room(page)
    begin_and_assess(page, accessible)
    assert status(cast, "c1a") == Status.CLAIMED
    add_a_case(page)
    write_it(page, accessible)
    assert status(cast, "c7b") == Status.MISSING, "the mentee has not agreed yet"
    pair.mentee.goto(f"/competences/items/{Item.objects.get().pk}/consent/")
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Je suis d’accord").click()
    expect(pair.mentee.get_by_text("vous êtes d’accord")).to_be_visible()
    assert status(cast, "c7b") == Status.PROVEN
    portfolio = Portfolio.objects.get()
    page.goto(f"/competences/room/#reflections/{portfolio.pk}/c7b")
    page.get_by_role("link", name="Écrire une réflexion").click()
    page.get_by_label("Votre réflexion").fill(REFLECTION)
    save(page)
    expect(page.get_by_text(REFLECTION)).to_be_visible()
    actions.freeze(actor=cast.mentor, portfolio=portfolio, readers=[cast.coordinator], id=new_id())
    scan.never_saw([NOTE, WORDS, REFLECTION, RECORDING])

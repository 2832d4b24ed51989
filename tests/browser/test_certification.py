"""A candidate's whole way: what they write is read by those who judge, by nobody else, and becomes a certificate."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from ithaca.accounts.models import Person
from ithaca.certification import actions, queries
from ithaca.certification.models import File
from ithaca.certification.rules import Mark
from ithaca.competences.actions import give_consent
from ithaca.competences.models import Item
from ithaca.mentorships.queries import mentorships_of
from ithaca.vault.models import FrozenCopy
from tests.browser.canary import Scan
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible, open_vault
from tests.cast import Cast
from tests.certification.candidates import Stage, set_the_stage
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db(transaction=True)
REFLECTION = "genievre-opale-3417"
TITLE = "martin-cobalt-7250"
WORDS = "tamaris-ombre-8826"
RECORDING = "cigale-ivoire-1594"
# Four samples of silence, and words behind them that a player skips.
SOUND = (
    b"RIFF\x2c\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00"
    b"data\x08\x00\x00\x00" + bytes(8) + RECORDING.encode() * 200
)


@dataclass
class Windows:
    """Everybody around a file, each in a window of their own."""

    stage: Stage
    candidate: Page
    manager: Page
    assessor: Page
    decider: Page
    visitor: Page
    asked: Item  # an item that speaks of a mentee, and is still to be written

    def file(self) -> File:
        return self.stage.now(File.objects.get())

    def go(self, page: Page, part: str = "") -> None:
        page.goto(f"/certification/files/{File.objects.get().pk}/{part}")


@pytest.fixture
def windows(cast: Cast, open_window: OpenWindow) -> Windows:
    stage = set_the_stage(cast)
    one, two = stage.assessors
    candidate, assessor = open_window(stage.candidate), open_window(one)
    open_vault(candidate, stage.kept.keyring)
    open_vault(assessor, give_keyring(one))
    give_keyring(two)
    pair = mentorships_of(stage.candidate).filter(mentee__person=cast.mentee)[0]
    asked = stage.kept.item("case", "c1a", "c1b", mentorship=pair, speaks=True, written=False)
    give_consent(actor=cast.mentee, item=asked)
    return Windows(
        stage,
        candidate,
        open_window(stage.manager),
        assessor,
        open_window(stage.decider),
        open_window(),
        asked,
    )


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()


def assess_oneself(windows: Windows) -> None:
    page, portfolio = windows.candidate, windows.stage.kept.portfolio
    page.goto(f"/competences/{portfolio.pk}/assessment/")
    page.get_by_role("group", name="1a").get_by_text("Je maîtrise").click()
    page.get_by_role("button", name="Enregistrer et continuer").click()
    page.get_by_role("link", name="Terminer").click()
    page.get_by_role("button", name="Terminer").click()
    page.goto(f"/competences/room/#reflections/{portfolio.pk}/c1a")
    page.get_by_role("link", name="Écrire une réflexion").click()
    page.get_by_label("Votre réflexion").fill(REFLECTION)
    save(page)
    expect(page.get_by_text(REFLECTION)).to_be_visible()


def write_evidence(windows: Windows) -> None:
    page = windows.candidate
    page.goto(f"/competences/room/#items/{windows.asked.pk}")
    page.get_by_label("Titre").fill(TITLE)
    page.get_by_label("Ce que c’est, et ce que cela montre").fill(WORDS)
    save(page)
    expect(page.get_by_text(WORDS)).to_be_visible()
    file = {"name": f"{RECORDING}.wav", "mimeType": "audio/wav", "buffer": SOUND}
    page.get_by_label("Ajouter un fichier").set_input_files([file])
    expect(page.get_by_text(f"« {RECORDING}.wav » est ajouté.")).to_be_visible()


def apply_and_hand_in(windows: Windows) -> None:
    page, manager = windows.candidate, windows.manager
    page.goto("/certification/")
    page.get_by_role("link", name="Demander un niveau").click()
    page.get_by_role("radio", name=re.compile("[Jj]unior")).check()
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile(r"/certification/files/"))
    windows.go(manager, "application/")
    manager.locator("button[name=confirm]").click()
    windows.go(page)
    page.get_by_role("button", name="Remettre le portfolio").click()
    expect(page.get_by_text("Votre portfolio est figé").first).to_be_visible()
    windows.go(manager, "assessors/")
    for assessor in windows.stage.assessors:
        manager.get_by_label(assessor.name).check()
    manager.locator("main form button").last.click()
    expect(manager).to_have_url(re.compile(r"/certification/files/[^/]+/$"))


def hand_over(windows: Windows, accessible: Accessible) -> None:
    page, assessor = windows.candidate, windows.assessor
    windows.go(assessor, "reading/")
    expect(assessor.get_by_text("ne vous a pas encore montré")).to_be_visible()
    expect(assessor.get_by_text(WORDS)).to_have_count(0)
    page.goto("/")
    page.get_by_role("link", name="Remettre les copies").first.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    accessible(page)
    page.get_by_role("button", name=re.compile("Remettre les copies à")).click()
    expect(page.get_by_text("C’est fait.")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("a tout reçu")).to_have_count(2)


def read_and_rate(windows: Windows, accessible: Accessible) -> None:
    page = windows.assessor
    windows.go(page, "reading/")
    shown = page.get_by_role("article").filter(has_text=TITLE).first
    expect(shown.get_by_text(WORDS)).to_be_visible()
    shown.get_by_role("button", name="Lire l’enregistrement").click()
    expect(shown.locator("audio")).to_be_visible()
    assert shown.locator("audio").evaluate(
        "one => new Promise(done => { if (one.readyState) done(one.duration); one.onloadedmetadata = () => done(one.duration); one.onerror = () => done(-1); })"
    ) == pytest.approx(4 / 8000)
    with page.expect_download() as download:
        shown.get_by_role("button", name="Télécharger").click()
    assert download.value.suggested_filename == f"{RECORDING}.wav"
    assert download.value.path().read_bytes() == SOUND
    # By keyboard alone: from the first ability to the second, and the mark for it.
    first, second = page.locator(".ability").nth(0), page.locator(".ability").nth(1)
    first.get_by_role("radio").first.focus()
    page.keyboard.press("2")
    expect(first.get_by_role("radio").nth(1)).to_be_checked()
    first.get_by_label("Commentaire").fill("Un second dossier le montrerait mieux.")
    first.get_by_role("radio").first.focus()
    page.keyboard.press("n")
    expect(second.locator(".ability__title")).to_be_focused()
    page.keyboard.press("1")
    expect(second.get_by_role("radio").first).to_be_checked()
    expect(page.get_by_text("Enregistré.")).to_be_visible()
    accessible(page)


def hand_ratings_in(windows: Windows) -> None:
    """What is left, and the other assessor's, come from their hands as well; only faster."""
    stage, (one, two) = windows.stage, windows.stage.assessors
    row, page = windows.file(), windows.assessor
    part = next(part for part in queries.parts_of(row) if part.person == one)
    given = queries.ratings_of(part)
    assert {given["c1a"].mark, given["c1b"].mark} == {Mark.PARTLY, Mark.MET}
    asked = [slug for slug in queries.shown_in(row) if slug not in given]
    actions.rate(actor=one, file=row, marks=dict.fromkeys(asked, (Mark.MET, "")))
    stage.give(row, two)
    page.reload()
    page.get_by_role("button", name="Remettre mes évaluations").click()
    page.get_by_role("button", name="Remettre pour de bon").click()
    expect(page.get_by_role("heading", name="Lire les preuves")).to_be_visible()


def settle_and_meet(windows: Windows) -> None:
    page, row = windows.assessor, windows.file()
    windows.go(page, "assessment/")
    page.locator("button[name=mark][value=met]").first.click()
    actions.settle(actor=windows.stage.assessors[1], file=row, ability="c1a", mark="met")
    windows.go(page, "assessment/")
    page.get_by_role("button", name="Terminer la comparaison").click()
    windows.go(page, "interview/")
    page.get_by_label("Ce qu’il a montré").or_(page.locator("textarea[name=notes]")).first.fill(
        "Clair et posé."
    )
    page.locator("input[name=held_at]").fill("2026-01-05T10:00")
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile(r"/certification/files/[^/]+/$"))


def decide(windows: Windows) -> None:
    windows.go(windows.decider, "decide/")
    windows.decider.locator("input[name=step][value=certify]").check()
    windows.decider.locator("textarea[name=reasons]").fill("Tout est là.")
    windows.decider.locator("main form button").last.click()
    expect(windows.decider).to_have_url(re.compile(r"/certification/files/[^/]+/$"))
    assert windows.file().state == "certified"


def verdict(windows: Windows, expected: str) -> None:
    credential = windows.file().credential
    assert credential is not None
    windows.visitor.goto(f"/credentials/{credential.pk}/")
    expect(windows.visitor.locator("[data-verdict]:visible .notice__title")).to_have_text(expected)


def change_standing(administrator: Page, windows: Windows, verb: str) -> None:
    windows.go(administrator, "standing/")
    administrator.locator("textarea[name=reasons]").fill("Plainte en cours d’examen.")
    administrator.locator(f"button[name={verb}]").click()
    expect(administrator).to_have_url(re.compile(r"/certification/files/[^/]+/$"))


def test_from_self_assessment_to_a_certificate_that_is_revoked(
    windows: Windows, accessible: Accessible, scan: Scan, open_window: OpenWindow
) -> None:
    for page in (windows.candidate, windows.assessor):
        scan.listen(page)
    assess_oneself(windows)
    write_evidence(windows)
    apply_and_hand_in(windows)
    hand_over(windows, accessible)
    read_and_rate(windows, accessible)
    scan.never_saw(
        [REFLECTION, TITLE, WORDS, RECORDING]
    )  # now: what is taken back leaves nothing to look through
    hand_ratings_in(windows)
    settle_and_meet(windows)
    assert not FrozenCopy.objects.exclude(file=b"").exists(), "nobody assesses any more"
    decide(windows)
    verdict(windows, "Valable")
    administrator = open_window(Person.objects.get(pk=windows.stage.cast.administrator.pk))
    change_standing(administrator, windows, "suspend")
    verdict(windows, "Suspendu")
    change_standing(administrator, windows, "reinstate")
    change_standing(administrator, windows, "withdraw")
    verdict(windows, "Révoqué")

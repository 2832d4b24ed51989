"""An audit and a decision as those who do them go through their pages: what tests of seals share."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.networks.models import Network
from ithaca.seals.models import SealFile
from tests.browser.conftest import OpenWindow


@dataclass(frozen=True)
class Side:
    """Those who act for a network."""

    network: Network
    administrator: Person
    auditors: tuple[Person, ...]
    committee: tuple[Person, ...]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def an_hour_ago() -> str:
    moment = clock.now().astimezone(ZoneInfo("Europe/Paris")) - timedelta(hours=1)
    return moment.strftime("%Y-%m-%dT%H:%M")


def name_auditors(page: Page, row: SealFile, side: Side) -> None:
    page.goto(f"/seal-files/{row.pk}/")
    follow(page, "Désigner l’équipe d’audit")
    for person in side.auditors:
        page.get_by_label(person.name).check()
    press(page, "Désigner ces personnes")
    expect(page.get_by_text("en audit").first).to_be_visible()


def note_session(page: Page, name: str) -> None:
    """From the page of the audit and back to it."""
    follow(page, name)
    page.get_by_label("Session tenue le").fill(an_hour_ago())
    page.get_by_label("Ce qui en ressort").fill("Nous avons vu ce qu’il fallait.")
    press(page, "Noter")
    expect(page.get_by_role("heading", name="Audit", exact=True)).to_be_visible()


def begin_audit(page: Page) -> None:
    """From one's own list to the two sessions that every audit has."""
    page.goto("/seal-files/")
    page.get_by_role("link", name="Auditer").or_(
        page.get_by_role("link", name="Audit", exact=True)
    ).last.click()
    for name in ("Documents", "Entretien avec la coordination"):
        note_session(page, name)


def volunteer(page: Page, row: SealFile) -> None:
    page.goto(f"/seal-files/{row.pk}/volunteer/")
    page.get_by_label("Je suis majeur·e").check()
    press(page, "Oui, elle peut")


def draw_and_talk(page: Page, talk: str, person: Person) -> None:
    """Whoever was drawn is named only then."""
    expect(page.get_by_text(person.name)).to_have_count(0)
    follow(page, "Tirages au sort")
    press(page, "Clore la liste et tirer au sort")
    expect(page.get_by_text(person.name)).to_be_visible()
    page.get_by_role("navigation", name="Vous êtes ici").get_by_role("link", name="Audit").click()
    note_session(page, f"{talk} · {person.name}")


def judge(page: Page, requirement: str, steps: dict[str, str]) -> None:
    """A step for each of these standards, beside the answers and the facts."""
    follow(page, requirement)
    for label, step in steps.items():
        line = page.get_by_role("group", name=label)
        line.get_by_label(step, exact=True).check()
        line.get_by_label("Motifs").fill("Vu sur pièces.")
    page.locator("#steps button.button--primary").click()
    page.wait_for_load_state()
    page.get_by_role("navigation", name="Vous êtes ici").get_by_role("link", name="Audit").click()


def take_over(page: Page, requirement: str, name: str) -> None:
    follow(page, requirement)
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()
    page.get_by_role("navigation", name="Vous êtes ici").get_by_role("link", name="Audit").click()


def find(page: Page, standard: str, words: str) -> None:
    follow(page, "Écrire un constat")
    page.get_by_label("Critère").select_option(standard)
    page.get_by_label("à corriger : on peut y remédier").check()
    page.get_by_label("Ce que vous avez constaté").fill(words)
    press(page, "Enregistrer")
    expect(page.get_by_text(words)).to_be_visible()


def report(page: Page) -> None:
    follow(page, "Écrire le rapport")
    page.get_by_label("En quelques phrases").fill("Un programme solide.")
    press(page, "Remettre le rapport au programme")
    expect(page.get_by_text("Un programme solide.")).to_be_visible()


def answer_finding(page: Page, row: SealFile, words: str) -> None:
    page.goto(f"/seal-files/{row.pk}/")
    follow(page, "Répondre aux constats")
    follow(page, "Répondre")
    page.get_by_label("Qu’avez-vous fait depuis").fill(words)
    press(page, "Répondre")
    expect(page.get_by_text(words)).to_be_visible()


def settle_finding(page: Page) -> None:
    page.reload()
    follow(page, "Juger la réponse")
    page.get_by_label("Il est levé").check()
    press(page, "Noter")


def hand_over(page: Page) -> None:
    press(page, "Remettre à la commission")
    expect(page.get_by_text("Le dossier est devant la commission").first).to_be_visible()


def vote(page: Page, what: str) -> None:
    page.goto("/seal-files/")
    follow(page, "Voter")
    page.get_by_label(what).check()
    page.get_by_label("Motifs de votre vote").fill("Tout est montré.")
    press(page, "Voter")


def decided(open_window: OpenWindow, side: Side) -> None:
    """Two of the committee vote, and the second writes the minutes."""
    for person in side.committee[:2]:
        page = open_window(person)
        vote(page, "Décerner le label")
    page.get_by_label("Motifs de la commission").fill("La commission est d’accord.")
    press(page, "Écrire le procès-verbal : c’est décidé")
    expect(page.get_by_text("La commission est d’accord.")).to_be_visible()

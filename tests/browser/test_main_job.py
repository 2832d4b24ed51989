"""The main job, in a real browser, in French: four people, from the first set-up to the closing; then the canary scan."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Page, expect

from ithaca.cli.worker import Worker
from ithaca.mentorships.models import Mentorship
from ithaca.web.setup import setup_link
from tests.browser.canary import CANARIES, CONTROL, Scan
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import section, set_up, write_note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
PASSWORD = "une-longue-traversee-7"


def work() -> None:
    """What the worker does in the background, now."""
    worker = Worker()
    while worker.work_once():
        pass


def link_in_mail(to: str, path: str) -> str:
    """The newest link of this kind in the mail that somebody has received."""
    work()
    files = sorted(Path(settings.MAIL_DIR).glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files:
        mail = message_from_bytes(file.read_bytes(), policy=default)
        body = mail.get_body(("plain",))
        found = (
            re.search(rf"https?://[^/\s]+(\S*{path}\S*)", body.get_content())
            if body and mail["To"] == to
            else None
        )
        if found:
            return found.group(1)
    raise AssertionError(f"no mail to {to} has a link to {path}")


def submit(page: Page) -> None:
    page.locator("main form .actions button[type=submit]").last.click()
    page.wait_for_load_state()


def sign_up(page: Page, name: str, email: str) -> None:
    """From the programme's page through sign-up and the mail to the application form."""
    page.fill("[name=name]", name)
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    submit(page)
    page.goto(link_in_mail(email, "/account/confirm/"))
    submit(page)


def apply(page: Page) -> None:
    """Answers every question within its rule and accepts the charter."""
    for radio in page.locator("main input[type=radio][value=yes]").all():
        radio.check(force=True)
    for group in {r.get_attribute("name") for r in page.locator("main input[type=radio]").all()}:
        if not page.locator(f"input[name='{group}']:checked").count():
            page.locator(f"input[name='{group}']").first.check(force=True)
    for number in page.locator("main input[type=number]").all():
        number.fill("12")
    for text in page.locator("main textarea").all():
        text.fill("J’ai envie d’apprendre et de tenir parole.")
    page.locator("[name=charter]").check(force=True)
    submit(page)


@dataclass
class Somebody:
    """One of the four: a browser window, and once a vault is made the passphrase that opens it."""

    page: Page
    passphrase: str = ""

    def make_vault(self, **ready: str) -> None:
        self.passphrase, _kit = set_up(self.page, **ready)


def open_island(who: Somebody, address: str) -> None:
    """Goes to an encrypted page; days have passed, so that the vault may have locked itself."""
    page = who.page
    page.goto(address)
    secret = page.get_by_label("Votre phrase secrète", exact=True)
    expect(
        secret.or_(page.locator("nav[aria-label='Parties de l’espace']")).or_(page.locator("article")).first
    ).to_be_visible()
    if secret.is_visible():
        secret.fill(who.passphrase)
        page.get_by_role("button", name="Ouvrir", exact=True).click()


def publish_profile(page: Page, address: str, headline: str) -> None:
    page.goto(address)
    page.fill("[name=headline]", headline)
    page.locator("[name=expertise]").first.check(force=True)
    submit(page)


@pytest.fixture
def four(open_window: OpenWindow) -> list[Somebody]:
    """The coordinator, two mentors and a mentee."""
    return [Somebody(open_window()) for _person in range(4)]


def open_programme(page: Page) -> tuple[str, str]:
    """The coordinator's first ten minutes; returns the programme's slug and its public link."""
    link = setup_link()
    assert link
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    page.fill("[name=name]", "Clémence Roy")
    page.fill("[name=email]", "clemence@traversee.example.org")
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=organisation]", "Les Voiles")
    submit(page)
    page.locator("input[value=association-directory]").check(force=True)
    page.fill("[name=name]", "Cap Ouest")
    page.locator("input[name=languages][value=fr]").check(force=True)
    submit(page)
    slug = re.search(r"/programmes/([^/]+)/", page.url)
    assert slug
    page.locator("form[action*='/set-up/open/'] button").first.click()
    page.wait_for_load_state()
    page.goto(f"/programmes/{slug.group(1)}/")
    join = re.search(r"/join/[\w-]+/", page.content())
    assert join, "the coordinator finds the link to share"
    return slug.group(1), join.group()


def join(page: Page, address: str, role: str, name: str, email: str) -> None:
    page.goto(f"{address}apply/{role}/")
    if "sign-in" in page.url:
        page.goto(page.url.replace("sign-in", "sign-up"))
    sign_up(page, name, email)
    if "apply" not in page.url:
        page.goto(f"{address}apply/{role}/")
    apply(page)


def test_four_people_from_the_first_set_up_to_the_closing(four: list[Somebody], scan: Scan) -> None:
    coordinator, mentor, other, mentee = four
    for one in four:
        scan.listen(one.page)
    with time_machine.travel(datetime.now(UTC), tick=True) as clock:
        slug, link = open_programme(coordinator.page)
        join(mentor.page, link, "mentor", "Marc Delorme", "marc@traversee.example.org")
        join(other.page, link, "mentor", "Nadia Keller", "nadia@traversee.example.org")
        join(mentee.page, link, "mentee", "Inès Benali", "ines@traversee.example.org")
        accept_everybody(coordinator.page, slug)
        for one, headline in (
            (mentor, f"De l’atelier à la direction {CONTROL}"),
            (other, "Reprendre après une pause"),
        ):
            one.page.goto(f"/vault/?next=/programmes/{slug}/profile/mentor/")
            one.make_vault()
            publish_profile(one.page, f"/programmes/{slug}/profile/mentor/", headline)
        publish_profile(mentee.page, f"/programmes/{slug}/profile/mentee/", "Cheffe d’équipe depuis peu")
        work()
        send_request(mentee, slug, "Nadia Keller")
        answer(other.page, accept=False)
        ask_the_next_one(mentee.page)
        answer(mentor.page, accept=True)
        mentorship = Mentorship.objects.get()
        pair = f"/mentorships/{mentorship.pk}/"
        for number in range(4):
            plan_meeting(mentee.page, pair, datetime.now(UTC) + timedelta(days=2))
            clock.shift(timedelta(days=3))
            record_meeting(mentor.page, pair)
            if number == 0:
                launch(mentor, mentee, pair)
        close(mentor.page, mentee.page, pair)
        mentorship.refresh_from_db()
        assert (mentorship.state, mentorship.end_kind) == ("ended", "completed")
        steering_shows_facts_only(coordinator.page, slug)
        work()
    scan.never_saw(CANARIES.values(), known=CONTROL, heard=CONTROL)


def accept_everybody(page: Page, slug: str) -> None:
    page.goto(f"/programmes/{slug}/applications/")
    for box in page.locator("main input[type=checkbox]").all():
        box.check(force=True)
    page.locator("main button[value=accept]").first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).not_to_contain_text("Inès Benali")


def send_request(who: Somebody, slug: str, name: str) -> None:
    page = who.page
    page.goto(f"/programmes/{slug}/directory/?q={name.split()[1].lower()[:4]}")
    page.get_by_role("link", name=name).first.click()
    page.locator("a[href*='/requests/new/']").click()
    page.get_by_role("link", name="Préparer mon espace").wait_for()
    who.make_vault(ready=f"Écrire à {name}")
    page.get_by_label("Votre question").fill(f"Je n’ose pas. {CANARIES['problem']}")
    page.get_by_label("Ce que vous visez").fill(f"Oser. {CANARIES['vision']}")
    page.get_by_label("Ce que vous attendez de cet accompagnement").fill(
        f"De l’écoute. {CANARIES['expectations']}"
    )
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    page.get_by_role("button", name=f"Envoyer à {name}").click()
    expect(page.get_by_role("heading", name="Votre demande est partie")).to_be_visible()


def answer(page: Page, *, accept: bool) -> None:
    page.goto("/requests/")
    page.locator("a[href^='/requests/'].button--primary").first.click()
    expect(page.get_by_text(CANARIES["problem"])).to_be_visible()
    page.get_by_role("button", name="Accepter" if accept else "Décliner", exact=True).click()
    page.get_by_role("button", name="Oui, accepter" if accept else "Oui, décliner").click()
    expect(page.get_by_text("Vous avez accepté" if accept else "Vous avez décliné")).to_be_visible()


def ask_the_next_one(page: Page) -> None:
    page.goto("/requests/")
    page.locator("a[href^='/requests/'].button--primary").first.click()
    page.get_by_role("button", name="Envoyer le même texte à Marc Delorme").click()
    expect(page.get_by_text("Votre demande est partie chez Marc Delorme.")).to_be_visible()


def plan_meeting(page: Page, pair: str, when: datetime) -> None:
    page.goto(f"{pair}meetings/new/")
    page.locator("input[value=video]").check(force=True)
    page.fill("[name=date]", when.strftime("%Y-%m-%d"))
    page.fill("[name=time]", "10:00")
    page.fill("[name=link]", "https://visio.example.org/marc")
    submit(page)
    expect(page.locator("#meetings")).to_contain_text("10:00")


def record_meeting(page: Page, pair: str) -> None:
    page.goto(pair)
    page.locator("#meetings a[href*='/record/']").first.click()
    page.locator("input[value=held]").check(force=True)
    page.fill("[name=minutes]", "55")
    submit(page)


def launch(mentor: Somebody, mentee: Somebody, pair: str) -> None:
    """Willingness, agreement signed by both, first goal, a note and a summary."""
    mentee.page.goto(pair)
    mentee.page.locator("form[action*='/willingness/'] button").click()
    mentee.page.wait_for_load_state()
    open_island(mentor, f"{pair}room/")
    begin_agreement(mentor.page)
    open_island(mentee, f"{pair}room/")
    section(mentee.page, "Convention")
    expect(mentee.page.get_by_text(CANARIES["agreement"])).to_be_visible()
    mentee.page.get_by_label("Je n’ai rien demandé").check(force=True)
    mentee.page.get_by_role("button", name=re.compile("Signer")).first.click()
    expect(mentee.page.get_by_text("Signée par vous deux")).to_be_visible()
    set_goal(mentee.page)
    open_island(mentor, f"{pair}room/")
    write_note(mentor.page, "Première rencontre", f"Nous avons parlé de confiance. {CANARIES['note']}")
    open_island(mentor, f"{pair}room/")
    mentor.page.get_by_role("link", name="Écrire le compte rendu").click()
    mentor.page.get_by_label("Compte rendu", exact=True).fill(
        f"Apprivoiser le silence. {CANARIES['summary']}"
    )
    mentor.page.get_by_role("button", name="Enregistrer").click()
    expect(mentor.page.get_by_role("heading", name="Compte rendu de la séance du")).to_be_visible()
    open_island(mentee, f"{pair}room/")
    for words in ("confiance", "apprivoiser"):
        mentee.page.get_by_label("Chercher dans l’espace").fill(words)
        expect(mentee.page.locator("mark").first).to_have_text(words, ignore_case=True)


def begin_agreement(page: Page) -> None:
    section(page, "Convention")
    page.get_by_role("link", name="Commencer la convention").click()
    page.locator("main textarea").first.fill(f"Une heure par mois. {CANARIES['agreement']}")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_label("Je n’ai rien demandé").check(force=True)
    page.get_by_role("button", name=re.compile("Signer")).first.click()
    expect(page.get_by_text("Vous avez signé le")).to_be_visible()


def set_goal(page: Page) -> None:
    section(page, "Objectifs")
    page.get_by_role("link", name="Ajouter un objectif").first.click()
    page.get_by_label("L’objectif, en une phrase").fill(f"Déléguer {CANARIES['goal']}")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name=re.compile(CANARIES["goal"])).first).to_be_visible()


def close(mentor: Page, mentee: Page, pair: str) -> None:
    for _step in range(2):  # into separation, then the end
        mentee.goto(pair)
        mentee.locator("#decision input[value=close]").check(force=True)
        mentee.locator("#decision form button[type=submit]").first.click()
        mentee.wait_for_load_state()
        mentor.goto(pair)
        mentor.locator("form[action$='/agree/'] button").click()
        mentor.wait_for_load_state()
    for page in (mentee, mentor):
        page.goto(f"{pair}evaluation/")
        for group in {r.get_attribute("name") for r in page.locator("main input[type=radio]").all()}:
            page.locator(f"input[name='{group}']").last.check(force=True)
        page.fill("[name=recommendation]", "9")
        submit(page)


def steering_shows_facts_only(page: Page, slug: str) -> None:
    page.goto(f"/programmes/{slug}/pairs/")
    expect(page.locator("main")).to_contain_text("4/4")
    for canary in CANARIES.values():
        expect(page.locator("main")).not_to_contain_text(canary)

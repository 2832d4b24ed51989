"""Documents, links and agendas of a pair, and what a lost network does to them."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from ithaca.kernel import clock
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Mentorship
from ithaca.vault.models import Attachment
from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair, section, share

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Plan de carrière d’Inès.pdf"


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(b"%PDF-1.7\n" + b"ORNITHORYNQUE" + os.urandom(3_000_000))
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "port.png"
    Image.new("RGB", (320, 200), "#14517b").save(path)
    return path


def item(page: Page, name: str) -> Locator:
    return page.locator(".item", has=page.get_by_role("heading", name=name))


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as going:
        item(page, name).get_by_role("button", name="Télécharger").click()
    assert going.value.suggested_filename == name
    return Path(going.value.path()).read_bytes()


def test_what_one_shares_the_other_downloads_byte_by_byte(
    pair: Pair, pdf: Path, picture: Path, accessible: Accessible
) -> None:
    share(pair.mentee, pdf)
    share(pair.mentee, picture)
    accessible(pair.mentee)
    pair.mentor.reload()
    section(pair.mentor, "Documents et liens")
    expect(item(pair.mentor, NAME)).to_be_visible()
    assert sha256(download(pair.mentor, NAME)).digest() == sha256(pdf.read_bytes()).digest()
    expect(item(pair.mentor, NAME).get_by_role("button", name="Voir l’image")).to_have_count(0)
    item(pair.mentor, "port.png").get_by_role("button", name="Voir l’image").click()
    shown = pair.mentor.get_by_role("img", name="port.png")
    expect(shown).to_be_visible()
    assert shown.evaluate("(image) => image.naturalWidth") == 320
    accessible(pair.mentor)


def test_neither_name_nor_content_reaches_the_server(pair: Pair, pdf: Path, scan: Scan) -> None:
    scan.listen(pair.mentee)
    share(pair.mentee, pdf)
    assert sum(len(blob) for _where, blob in scan.requests) > 3_000_000, "the parts were heard"
    scan.never_saw(["ORNITHORYNQUE", "Plan de carri", "carrière d’Inès"])


def test_only_who_shared_it_removes_it_and_then_it_is_gone_for_both(pair: Pair, picture: Path) -> None:
    share(pair.mentee, picture)
    pair.mentor.reload()
    section(pair.mentor, "Documents et liens")
    expect(item(pair.mentor, "port.png").get_by_role("button", name="Retirer")).to_have_count(0)
    item(pair.mentee, "port.png").get_by_role("button", name="Retirer").click()
    item(pair.mentee, "port.png").get_by_role("button", name="Retirer pour de bon").click()
    expect(item(pair.mentee, "port.png")).to_have_count(0)
    assert not Attachment.objects.exists()
    pair.mentor.reload()
    expect(pair.mentor.get_by_text("Encore rien de partagé")).to_be_visible()


def test_a_network_that_is_away_for_a_moment_costs_patience_only(pair: Pair, pdf: Path) -> None:
    failures = [True, True]

    def unsteady(route: Route) -> None:
        if "/parts/1" in route.request.url and failures:
            failures.pop()
            route.abort()
        else:
            route.continue_()

    pair.mentee.route("**/api/attachments/**", unsteady)
    share(pair.mentee, pdf)
    assert not failures
    assert download(pair.mentee, NAME) == pdf.read_bytes()


def test_an_altered_document_is_never_handed_out(pair: Pair, pdf: Path) -> None:
    share(pair.mentee, pdf)

    def alter(route: Route) -> None:
        body = bytearray(route.fetch().body())
        body[2_000_000] ^= 1
        route.fulfill(body=bytes(body), content_type="application/octet-stream")

    pair.mentee.route("**/api/attachments/*/*", alter)
    item(pair.mentee, NAME).get_by_role("button", name="Télécharger").click()
    expect(pair.mentee.get_by_text("Cet élément est bloqué")).to_be_visible()


def test_links_lead_to_https_only(pair: Pair, accessible: Accessible) -> None:
    page = pair.mentor
    section(page, "Documents et liens")
    page.get_by_label("Adresse", exact=False).fill("javascript:alert(1)")
    page.get_by_role("button", name="Partager un lien").click()
    expect(page.locator(".field__error")).to_contain_text("https://")
    page.get_by_label("Adresse", exact=False).fill("https://example.org/article?x=1")
    page.get_by_label("Titre").fill("À lire avant jeudi")
    page.get_by_role("button", name="Partager un lien").click()
    link = page.get_by_role("link", name="À lire avant jeudi")
    expect(link).to_have_attribute("href", "https://example.org/article?x=1")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    accessible(page)


def test_an_agenda_is_prepared_by_both(pair: Pair) -> None:
    mentorship = Mentorship.objects.get()
    in_a_week = clock.now() + timedelta(days=7)
    mentorships.plan_meeting(
        actor=mentorship.mentee.person,
        id=mentorship.mentee_id,
        mentorship=mentorship,
        plan=Plan("video", in_a_week, 60),
    )
    pair.mentee.reload()
    pair.mentee.get_by_role("link", name="Préparer l’ordre du jour").click()
    write_agenda(pair.mentee, "Mon entretien de mardi")
    pair.mentor.reload()
    pair.mentor.get_by_role("link", name="Voir l’ordre du jour").click()
    expect(pair.mentor.get_by_text("Mon entretien de mardi")).to_be_visible()
    pair.mentor.get_by_role("link", name="Modifier").click()
    write_agenda(pair.mentor, "Mon entretien de mardi\nUne question de réseau")
    expect(pair.mentor.get_by_text("Une question de réseau")).to_be_visible()


def write_agenda(page: Page, text: str) -> None:
    page.get_by_label("Ordre du jour").fill(text)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("heading", name="Ordre du jour du")).to_be_visible()

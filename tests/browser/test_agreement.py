"""The agreement: signed by both, renegotiated while the signed one holds, compared and printed in the browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair, section

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "amarante-fusain-2051"


def write(page: Page, link: str, duration: str) -> None:
    page.get_by_role("link", name=link).click()
    page.get_by_label("Durée").fill(duration)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("button", name="Signer cette version")).to_be_visible()


def sign(page: Page) -> None:
    page.reload()
    page.get_by_label("Je n’ai rien demandé, promis ni accepté").check(force=True)
    page.get_by_role("button", name="Signer cette version").click()
    expect(page.get_by_text("Vous avez signé le")).to_be_visible()


def shown_in_print(page: Page) -> str:
    """What the print window would get: the text of what print's style sheet leaves."""
    page.emulate_media(media="print")
    text = page.locator("body").inner_text()
    page.emulate_media(media="screen")
    return text


def test_the_agreement_is_signed_renegotiated_and_printed(
    pair: Pair, accessible: Accessible, scan: Scan
) -> None:
    mentor, mentee = pair.mentor, pair.mentee
    scan.listen(mentee)
    section(mentor, "Convention")
    write(mentor, "Commencer la convention", f"Quatre séances, jusqu’à l’été. {SECRET}")
    mentor.get_by_role("button", name="Signer cette version").click()
    expect(mentor.get_by_text("Cochez cette case pour signer")).to_be_visible()
    accessible(mentor)
    sign(mentor)
    section(mentee, "Convention")
    sign(mentee)
    expect(mentee.get_by_text("Signée par vous deux")).to_be_visible()
    expect(mentee.get_by_text("Le mentorat est gratuit et bénévole")).to_be_visible()
    accessible(mentee)

    write(mentee, "Renégocier", f"Six séances, jusqu’à l’équinoxe. {SECRET}")
    expect(mentee.get_by_text("La version 1, signée par vous deux")).to_be_visible()
    mentee.get_by_role("link", name="Voir ce qui change").click()
    expect(mentee.locator("ins")).to_have_text(["ajouté : Six", "ajouté : l’équinoxe"])
    expect(mentee.locator("del")).to_have_text(["retiré : Quatre", "retiré : l’été"])
    accessible(mentee)
    mentee.get_by_role("link", name="Revenir au texte").click()
    mentee.get_by_role("link", name="Versions et signatures").click()
    expect(mentee.locator(".timeline li")).to_have_count(2)
    expect(mentee.locator(".timeline li").nth(0)).to_contain_text("En discussion")
    expect(mentee.locator(".timeline li").nth(1)).to_contain_text("En vigueur")
    expect(mentee.locator(".timeline li").nth(1)).to_contain_text("Marc Delorme a signé le")
    accessible(mentee)

    mentee.locator(".timeline li").nth(1).get_by_role("link", name="Imprimer").click()
    accessible(mentee)
    printed = shown_in_print(mentee)
    for there in (
        "Convention de mentorat",
        "Inès Benali",
        "Marc Delorme a signé le",
        "Quatre séances",
        "gratuit",
    ):
        assert there in printed
    assert re.search(r"[0-9a-f]{64}", printed), "the hash of what was signed"
    for frame in (
        "Mes binômes",
        "Verrouiller",
        "Parties de l’espace",
        "Chercher",
        "Ce que montre la feuille",
    ):
        assert frame not in printed
    pdf = mentee.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 3
    mentee.get_by_label("Les signatures seulement").check(force=True)
    facts = shown_in_print(mentee)
    assert SECRET not in facts
    assert "Quatre séances" not in facts
    assert "Marc Delorme a signé le" in facts
    assert re.search(r"[0-9a-f]{64}", facts)

    section(mentee, "Convention")
    sign(mentee)
    mentor.reload()
    expect(mentor.get_by_text("reste en vigueur tant que")).to_be_visible()
    sign(mentor)
    expect(mentor.get_by_text("Signée par vous deux")).to_be_visible()
    mentor.get_by_role("link", name="Versions et signatures").click()
    expect(mentor.locator(".timeline li").nth(1)).to_contain_text("Remplacée")
    mentor.locator(".timeline li").nth(1).get_by_role("button", name="Reprendre cette version").click()
    expect(mentor.get_by_text("Cette version est reprise comme nouvelle version.")).to_be_visible()
    expect(mentor.get_by_text("La version 2, signée par vous deux")).to_be_visible()
    scan.never_saw([SECRET, "l’équinoxe"])

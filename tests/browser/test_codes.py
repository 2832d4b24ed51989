"""The codes to scan: they hold what stands beside them, and the other's telephone compares by itself."""

import io

import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible, Pair, section
from tests.cast import Cast


def scanned(code: Locator) -> str:
    """What a telephone reads from the screen."""
    expect(code).to_be_visible()
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    return str(found.text)


def code_of(page: Page) -> str:
    section(page, "Numéro de sécurité")
    page.get_by_text("Comparer avec un téléphone").click()
    return scanned(page.locator(".qr"))


def test_the_kits_code_holds_the_words_of_the_sheet(open_window: OpenWindow, cast: Cast) -> None:
    page = open_window(cast.mentor, dark=True)
    page.goto("/vault/")
    page.get_by_role("button", name="J’ai compris").click()
    page.get_by_label("Je l’ai notée").check()
    page.get_by_role("button", name="Continuer").click()
    assert scanned(page.locator(".qr")).split() == page.locator(".kit-words li").all_inner_texts()


def test_who_scans_the_others_safety_number_has_it_compared(pair: Pair, accessible: Accessible) -> None:
    address = code_of(pair.mentor)
    sent: list[str] = []
    pair.mentee.on("request", lambda request: sent.append(request.url))
    pair.mentee.goto(address)
    expect(pair.mentee.get_by_text("porte les mêmes chiffres que votre écran")).to_be_visible()
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Nous avons comparé").click()
    expect(pair.mentee.get_by_text("Comparé le")).to_be_visible()
    digits = address.rsplit("/", 1)[1]
    assert len(digits) == 60
    assert not any(digits in url for url in sent)


def test_a_code_with_other_digits_is_called_out(pair: Pair) -> None:
    address = code_of(pair.mentor)
    other = str((int(address[-1]) + 1) % 10)
    pair.mentee.goto(address[:-1] + other)
    expect(pair.mentee.get_by_text("porte d’autres chiffres que votre écran")).to_be_visible()

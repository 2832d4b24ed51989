"""When a way in is lost, or a key leaked: each step in the browser, and nothing written is lost."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.keys import compare_and_grant, confirm_identity, digits, make_new_keys
from tests.browser.rooms import Accessible, Pair, PairWithSecrets, write_note
from tests.cast import Cast


def open_note(page: Page, address: str, title: str, text: str) -> None:
    page.goto(address)
    page.reload()
    page.get_by_role("link", name=title).click()
    expect(page.get_by_text(text)).to_be_visible()


def test_who_lost_everything_gets_the_room_back_from_the_other(
    pair: Pair, cast: Cast, open_window: OpenWindow, accessible: Accessible
) -> None:
    write_note(pair.mentee, "Avant la perte", "Ces mots doivent revenir.")
    new_device = open_window(cast.mentee)
    new_device.goto(pair.address)
    new_device.get_by_text("Phrase oubliée ou kit perdu").click()
    new_device.get_by_role("button", name="Je n’ai plus ni phrase").click()
    expect(new_device.get_by_role("heading", name="Retrouver votre espace")).to_be_visible()
    accessible(new_device)
    confirm_identity(new_device)
    make_new_keys(new_device)
    expect(new_device.get_by_text("Marc Delorme")).to_be_visible()
    accessible(new_device)
    new_device.goto(pair.address)
    expect(new_device.get_by_role("heading", name="Cet espace attend Marc Delorme")).to_be_visible()
    accessible(new_device)
    compare_and_grant(pair.mentor, new_device, "Inès Benali")
    accessible(pair.mentor)
    open_note(new_device, pair.address, "Avant la perte", "Ces mots doivent revenir.")
    write_note_here(new_device, pair.address, "De retour")
    open_note(pair.mentor, pair.address, "De retour", "Me revoilà.")


def write_note_here(page: Page, address: str, title: str) -> None:
    page.goto(f"{address}#notes")
    write_note(page, title, "Me revoilà.")


def test_after_a_leak_new_keys_take_the_rooms_along_and_the_old_window_is_shut(
    pair_with_secrets: PairWithSecrets, cast: Cast, open_window: OpenWindow
) -> None:
    write_note(pair_with_secrets.mentee, "Avant la fuite", "Toujours lisible.")
    other_device = open_window(cast.mentee)
    other_device.goto("/vault/#renew")
    other_device.get_by_label("Votre phrase secrète", exact=True).fill(pair_with_secrets.mentees_passphrase)
    other_device.get_by_role("button", name="Ouvrir", exact=True).click()
    confirm_identity(other_device)
    make_new_keys(other_device)
    expect(other_device.get_by_text("Tous vos espaces vous ont suivi.")).to_be_visible()
    open_note(other_device, pair_with_secrets.address, "Avant la fuite", "Toujours lisible.")
    pair_with_secrets.mentee.reload()  # the window that still held the old keys
    expect(pair_with_secrets.mentee.get_by_text("Avant la fuite")).to_have_count(0)
    expect(pair_with_secrets.mentee.get_by_role("heading", name=re.compile("bloqué|Ouvrez"))).to_be_visible()
    other_device.goto(f"{pair_with_secrets.address}#safety")
    pair_with_secrets.mentor.reload()
    assert digits(pair_with_secrets.mentor) == digits(other_device)
    pair_with_secrets.mentor.get_by_role("button", name="Nous avons comparé").click()
    expect(pair_with_secrets.mentor.get_by_role("heading", name="Votre espace avec")).to_be_visible()
    open_note(pair_with_secrets.mentor, pair_with_secrets.address, "Avant la fuite", "Toujours lisible.")


def test_a_kit_opens_on_the_page_of_the_keys_and_leads_back_to_the_room(
    pair_with_secrets: PairWithSecrets, cast: Cast, open_window: OpenWindow, accessible: Accessible
) -> None:
    write_note(pair_with_secrets.mentee, "Ouverte par le kit", "Tout est là.")
    words = " ".join(pair_with_secrets.mentees_kit)
    new_device = open_window(cast.mentee)
    new_device.goto(f"{pair_with_secrets.address}#safety")
    new_device.get_by_role("link", name="Ouvrir avec le kit").click()
    kit = new_device.get_by_label("Les vingt-quatre mots")
    kit.fill(words.removesuffix(pair_with_secrets.mentees_kit[-1]))
    new_device.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(new_device.locator(".field__error")).to_contain_text("23")
    accessible(new_device)
    kit.fill(words)
    new_device.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(new_device.get_by_role("heading", name="Votre espace est ouvert")).to_be_visible()
    accessible(new_device)
    expect(new_device.get_by_role("link", name="Choisir une nouvelle phrase")).to_be_visible()
    new_device.get_by_role("link", name="Continuer là où vous alliez").click()
    expect(new_device).to_have_url(re.compile("/room/#safety$"))
    open_note(new_device, pair_with_secrets.address, "Ouverte par le kit", "Tout est là.")

    for elsewhere in ("//evil.example/", "https://evil.example/", "/\\evil.example/", "javascript:alert(1)"):
        new_device.goto(f"/vault/?next={elsewhere}")
        expect(new_device.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()


def test_a_former_kit_found_again_opens_what_it_opened(
    pair_with_secrets: PairWithSecrets, cast: Cast, open_window: OpenWindow
) -> None:
    write_note(pair_with_secrets.mentee, "Sous l’ancien kit", "Le kit s’en souvient.")
    new_device = open_window(cast.mentee)
    new_device.goto("/vault/#lost")
    confirm_identity(new_device)
    make_new_keys(new_device)
    new_device.goto("/vault/#former")
    new_device.reload()
    kit = new_device.get_by_label("Les vingt-quatre mots")
    go: Callable[[], None] = new_device.get_by_role("button", name="Rouvrir mes anciens espaces").click
    kit.fill(" ".join(pair_with_secrets.mentees_kit[:23]))
    go()
    expect(new_device.locator(".field__error")).to_be_visible()
    kit.fill(" ".join(pair_with_secrets.mentees_kit))
    go()
    expect(new_device.get_by_text("Un espace s’ouvre avec vos clés actuelles.")).to_be_visible()
    open_note(new_device, pair_with_secrets.address, "Sous l’ancien kit", "Le kit s’en souvient.")

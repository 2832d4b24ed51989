"""The conversation of a pair: two windows, without a network, corrected and taken back; the mail says nothing."""

from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.mentorships.actions import announce_unread
from ithaca.notifications.models import Message
from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair, section

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = "Bonjour Marc, voici la carte : https://ithaca.example/carte. À mardi ?"
SECRET = "girouette-opaline-4418"


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Votre message à")


def say(page: Page, text: str) -> None:
    field(page).fill(text)
    field(page).press("Control+Enter")
    expect(page.locator(".message .prose").last).to_have_text(text)


def look(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('focus'))")


def test_two_talk_and_nobody_else_hears(pair: Pair, scan: Scan, accessible: Accessible) -> None:
    mentee, mentor = pair.mentee, pair.mentor
    scan.listen(mentee)
    section(mentee, "Messages")
    expect(mentee.get_by_text("Pas encore de message")).to_be_visible()
    accessible(mentee)
    say(mentee, FIRST)
    expect(field(mentee)).to_be_focused()
    expect(field(mentee)).to_have_value("")
    say(mentee, f"Deux lignes,\ndont une avec {SECRET}.")
    link = mentee.get_by_role("link", name="https://ithaca.example/carte")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("href") == "https://ithaca.example/carte"

    look(mentor)
    expect(mentor.get_by_role("link", name="Messages (2 nouveaux)")).to_be_visible()
    section(mentor, "Messages")
    expect(mentor.get_by_text("Nouveaux messages")).to_be_visible()
    expect(mentor.locator(".message .prose")).to_have_count(2)
    look(mentor)
    expect(mentor.get_by_role("link", name="Messages", exact=True)).to_be_visible()
    accessible(mentor)
    say(mentor, "Mardi, oui.")
    look(mentee)
    expect(mentee.get_by_role("status").filter(has_text="Marc Delorme: Mardi, oui.")).to_have_count(1)
    expect(field(mentee)).to_be_focused()

    mentor.get_by_role("button", name="Corriger ou retirer ce message").click()
    mentor.get_by_role("button", name="Corriger", exact=True).click()
    mentor.get_by_label("Votre message, à corriger").fill("Mercredi, plutôt.")
    mentor.get_by_role("button", name="Enregistrer la correction").click()
    expect(mentor.get_by_role("link", name="corrigé")).to_be_visible()
    expect(field(mentor)).to_be_visible()
    look(mentee)
    expect(mentee.get_by_text("Mercredi, plutôt.").first).to_be_visible()
    mentee.get_by_role("link", name="corrigé").click()
    expect(mentee.get_by_role("heading", name="Versions")).to_be_visible()
    expect(mentee.get_by_role("button", name="Reprendre cette version")).to_have_count(0)
    mentee.get_by_role("link", name="Revenir au texte").click()

    mentor.get_by_role("button", name="Corriger ou retirer ce message").click()
    mentor.get_by_role("button", name="Retirer", exact=True).click()
    mentor.get_by_role("button", name="Oui, le retirer").click()
    expect(mentor.get_by_text("Vous avez retiré ce message.")).to_be_visible()
    look(mentee)
    expect(mentee.get_by_text("Marc Delorme a retiré ce message.")).to_be_visible()
    accessible(mentee)
    mentee.get_by_label("Chercher dans l’espace").fill("opaline")
    mentee.locator(".item__title a").click()
    expect(mentee.locator(".message--here")).to_contain_text("Deux lignes")
    scan.never_saw([SECRET, "voici la carte"])


def test_a_message_written_without_a_network_leaves_when_it_is_back(
    pair: Pair, accessible: Accessible
) -> None:
    page = pair.mentee
    section(page, "Messages")
    page.context.set_offline(True)
    say(page, "Écrit dans le tunnel.")
    say(page, "Et encore.")
    expect(page.get_by_text("Attend le réseau")).to_have_count(2)
    field(page).fill("à moitié")
    accessible(page)
    page.context.set_offline(False)
    expect(page.get_by_text("Attend le réseau")).to_have_count(0)
    expect(page.locator(".message .prose")).to_have_text(["Écrit dans le tunnel.", "Et encore."])
    expect(field(page)).to_have_value("à moitié")
    section(page, "Objectifs")
    section(page, "Messages")
    expect(field(page)).to_have_value("à moitié")
    page.wait_for_timeout(1500)  # the draft is kept a moment after the last key
    page.reload()
    expect(page.locator(".message .prose")).to_have_text(["Écrit dans le tunnel.", "Et encore."])
    expect(field(page)).to_have_value("à moitié")
    page.set_viewport_size({"width": 390, "height": 700})
    page.reload()
    expect(page.locator(".message .prose")).to_have_count(2)
    accessible(page)
    box = page.locator(".message-field").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 700, "the field stands at the bottom of the window"


def test_one_mail_until_it_is_read_and_it_tells_nothing(pair: Pair) -> None:
    dispatch_waiting()
    Message.objects.all().delete()
    section(pair.mentee, "Messages")
    say(pair.mentee, f"Un mot : {SECRET}")
    say(pair.mentee, "Et un autre.")
    expect(pair.mentee.locator(".message--waiting")).to_have_count(0)
    dispatch_waiting()
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        assert announce_unread() == 1
        assert announce_unread() == 0
        dispatch_waiting(limit=1000)
    (mail,) = Message.objects.all()
    assert mail.subject == "Votre binôme vous a écrit dans votre espace confidentiel"
    assert SECRET not in mail.text
    assert mail.text.count("/room/#messages") == 1

"""Private ground of a pair in two real browsers: from the mark to the destruction of its key."""

import pytest
from playwright.sync_api import Page, Route, expect

from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship, PrivateTopic
from ithaca.vault.models import Grant, Revision
from tests.browser.canary import Scan
from tests.browser.conftest import OpenWindow
from tests.browser.keys import compare_and_grant, confirm_identity, digits, make_new_keys
from tests.browser.rooms import Accessible, Pair, section, write_note
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "hippocampe-indigo-4410"


def mark(page: Page) -> None:
    section(page, "Sujets privés")
    page.get_by_role("button", name="Marquer un sujet privé").click()
    expect(page.get_by_text("Attend un accord")).to_be_visible()


def consent(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Voir", exact=True).click()
    page.get_by_role("button", name="Je suis d’accord").click()
    expect(page.get_by_role("heading", name="Sujet privé du")).to_be_visible()


def enter(page: Page) -> None:
    page.reload()
    section(page, "Sujets privés")
    page.get_by_role("link", name="Ouvrir", exact=True).click()
    expect(page.get_by_role("heading", name="Sujet privé du")).to_be_visible()


def withdraw(page: Page) -> None:
    page.get_by_role("button", name="Retirer mon accord").click()
    page.get_by_role("button", name="Oui, retirer mon accord").click()
    expect(page.get_by_text("Vous avez retiré votre accord")).to_be_visible()


def destroy(page: Page) -> None:
    page.get_by_role("button", name="Détruire ce sujet").click()
    page.get_by_role("button", name="Détruire pour de bon").click()
    expect(page.get_by_text("Cochez d’abord la case.")).to_be_visible()
    page.get_by_label("J’ai compris").check()
    page.get_by_role("button", name="Détruire pour de bon").click()
    expect(page.get_by_text("C’est détruit, et la clé avec.")).to_be_visible()


def test_from_the_mark_to_the_destruction(pair: Pair, accessible: Accessible, scan: Scan) -> None:
    for page in (pair.mentor, pair.mentee):
        scan.listen(page)
    mark(pair.mentor)
    accessible(pair.mentor)
    expect(pair.mentor.get_by_text("Rien ne peut s’écrire ici sans accord.")).to_be_visible()
    expect(pair.mentor.get_by_role("button", name="Je suis d’accord")).to_have_count(0)
    expect(pair.mentor.get_by_role("link", name="Ouvrir", exact=True)).to_have_count(0)

    pair.mentee.reload()
    pair.mentee.get_by_role("link", name="Voir", exact=True).click()
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Pas maintenant").click()
    expect(pair.mentee.get_by_text("Rien ne s’ouvre.")).to_be_visible()
    assert PrivateTopic.objects.get().state == "marked"
    consent(pair.mentee)
    write_note(pair.mentee, "Ce qui me pèse", f"Je n’en ai parlé à personne, {SECRET}.")
    enter(pair.mentor)
    accessible(pair.mentor)
    pair.mentor.get_by_role("link", name="Ce qui me pèse").click()
    expect(pair.mentor.get_by_text(SECRET)).to_be_visible()
    enter(pair.mentor)
    write_note(pair.mentor, "Ma réponse", "Merci de me l’avoir dit.")
    enter(pair.mentor)
    parts = pair.mentor.get_by_role("navigation", name="Parties de ce sujet")
    parts.get_by_role("link", name="Messages").click()
    pair.mentor.get_by_role("textbox", name="Votre message à").fill(f"Un mot à part, {SECRET}.")
    pair.mentor.get_by_role("button", name="Envoyer").click()
    expect(pair.mentor.locator(".message__body").get_by_text(SECRET)).to_be_visible()
    accessible(pair.mentor)
    scan.never_saw([SECRET])  # now: what is destroyed leaves nothing to look through

    enter(pair.mentee)
    expect(pair.mentee.get_by_role("link", name="Ma réponse")).to_be_visible()
    pair.mentee.get_by_role("textbox", name="Chercher dans ce sujet").fill("personne")
    expect(pair.mentee.get_by_role("link", name="Ma réponse")).to_have_count(0)
    pair.mentee.get_by_role("textbox", name="Chercher dans ce sujet").fill("")
    withdraw(pair.mentee)
    accessible(pair.mentee)
    expect(pair.mentee.get_by_role("link", name="Écrire une note")).to_have_count(0)
    enter(pair.mentor)
    expect(pair.mentor.get_by_text("a retiré son accord")).to_be_visible()
    expect(pair.mentor.get_by_role("link", name="Ce qui me pèse")).to_be_visible()
    expect(pair.mentor.get_by_role("button", name="Détruire")).to_have_count(0)

    pair.mentee.get_by_role("button", name="Détruire ce sujet").click()
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Annuler").click()
    destroy(pair.mentee)
    room = PrivateTopic.objects.get().room_id
    assert not Grant.objects.filter(epoch__room=room).exists()
    assert {bytes(one.file) for one in Revision.objects.filter(content__room=room)} == {b""}
    for page in (pair.mentee, pair.mentor):
        page.reload()
        section(page, "Sujets privés")
        expect(page.get_by_text("a été détruit le")).to_be_visible()
        expect(page.get_by_text("Ce qui me pèse")).to_have_count(0)
        answer = page.request.get(f"/api/vault/rooms/{room}")
        assert answer.status == 404
    accessible(pair.mentor)


def test_a_mark_is_taken_back_by_either_as_long_as_nobody_consented(pair: Pair) -> None:
    mark(pair.mentee)
    pair.mentor.reload()
    section(pair.mentor, "Sujets privés")
    pair.mentor.get_by_role("button", name="Retirer ce sujet").click()
    expect(pair.mentor.get_by_text("Le sujet est retiré.")).to_be_visible()
    expect(pair.mentor.get_by_text("Rien n’y avait été écrit.").first).to_be_visible()
    mark(pair.mentor)
    assert PrivateTopic.objects.filter(state="marked").count() == 1


def test_destroyed_while_the_other_reads_it_is_said(pair: Pair) -> None:
    mark(pair.mentor)
    consent(pair.mentee)
    write_note(pair.mentee, "Un secret", SECRET)
    enter(pair.mentor)
    enter(pair.mentee)
    withdraw(pair.mentee)
    destroy(pair.mentee)
    pair.mentor.evaluate("dispatchEvent(new Event('focus'))")
    expect(pair.mentor.get_by_text("a été détruit le")).to_be_visible()
    expect(pair.mentor.get_by_text("Un secret")).to_have_count(0)


def test_at_the_end_of_the_mentorship_it_is_readable_and_can_still_be_destroyed(pair: Pair) -> None:
    mark(pair.mentee)
    pair.mentee.get_by_role("button", name="Je suis d’accord").click()
    write_note(pair.mentee, "Un secret", SECRET)
    row = Mentorship.objects.get()
    mentorships.withdraw(actor=row.mentor.person, mentorship=row)
    enter(pair.mentee)
    expect(pair.mentee.get_by_text("Lecture seule")).to_be_visible()
    expect(pair.mentee.get_by_role("link", name="Écrire une note")).to_have_count(0)
    expect(pair.mentee.get_by_role("button", name="Retirer mon accord")).to_have_count(0)
    expect(pair.mentee.get_by_role("link", name="Un secret")).to_be_visible()
    destroy(pair.mentee)
    assert PrivateTopic.objects.get().state == "destroyed"
    expect(pair.mentee.get_by_role("button", name="Marquer un sujet privé")).to_have_count(0)


def test_new_keys_open_it_again_once_the_other_has_granted_it(
    pair: Pair, cast: Cast, open_window: OpenWindow, accessible: Accessible
) -> None:
    mark(pair.mentor)
    consent(pair.mentee)
    write_note(pair.mentee, "Un secret", SECRET)
    new_device = open_window(cast.mentee)
    new_device.goto("/vault/#lost")
    confirm_identity(new_device)
    make_new_keys(new_device)
    new_device.goto(pair.address)
    compare_and_grant(pair.mentor, new_device, "Inès Benali")
    enter_when_waiting(new_device)
    accessible(new_device)
    assert len(digits(new_device)) == 12
    enter(pair.mentor)
    pair.mentor.get_by_role("button", name="Rouvrir l’espace à Inès Benali").click()
    expect(pair.mentor.get_by_text("Inès Benali retrouve l’espace.")).to_be_visible()
    enter(new_device)
    new_device.get_by_role("link", name="Un secret").click()
    expect(new_device.get_by_text(SECRET)).to_be_visible()


def enter_when_waiting(page: Page) -> None:
    page.reload()
    section(page, "Sujets privés")
    page.get_by_role("link", name="Ouvrir", exact=True).click()
    expect(page.get_by_role("heading", name="Cet espace attend Marc Delorme")).to_be_visible()


def test_a_step_that_fails_says_why_and_changes_nothing(pair: Pair) -> None:
    mark(pair.mentor)

    def fail(route: Route) -> None:
        route.abort()

    pair.mentee.reload()
    pair.mentee.get_by_role("link", name="Voir", exact=True).click()
    pair.mentee.route("**/api/topics/**", fail)
    pair.mentee.get_by_role("button", name="Je suis d’accord").click()
    expect(pair.mentee.get_by_text("Le serveur ne répond pas").first).to_be_visible()
    assert PrivateTopic.objects.get().state == "marked"

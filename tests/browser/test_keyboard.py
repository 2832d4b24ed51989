"""The main tasks with the keyboard alone: Tab, Space, arrows and Enter."""

from datetime import timedelta

from playwright.sync_api import expect

from ithaca.kernel import clock, ids
from ithaca.mentorships import actions
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.programmes.models import Programme
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import choose, press, stays, tab_to, type_into
from tests.browser.rooms import Pair, section
from tests.cast import Cast
from tests.factories import PASSWORD


def test_signing_in(open_window: OpenWindow, cast: Cast) -> None:
    page = open_window(None)
    page.goto("/account/sign-in/")
    press(page, "Aller au contenu")
    type_into(page, "Adresse électronique", cast.mentor.email)
    type_into(page, "Mot de passe", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bonjour Marc")).to_be_visible()


def test_a_note_is_written_saved_and_found(pair: Pair) -> None:
    page = pair.mentee
    page.reload()
    expect(page.get_by_role("heading", name="Comptes rendus et notes")).to_be_visible()
    press(page, "Écrire une note")
    expect(page.get_by_label("Titre")).to_be_visible()
    type_into(page, "Titre", "Au clavier")
    type_into(page, "Texte", "Sans toucher la souris.")
    press(page, "Enregistrer")
    expect(page.get_by_role("heading", name="Au clavier")).to_be_visible()
    page.reload()
    type_into(page, "Chercher dans l’espace", "souris")
    expect(page.get_by_role("link", name="Au clavier")).to_be_visible()
    press(page, "Au clavier")
    expect(page.get_by_text("Sans toucher la souris.")).to_be_visible()


def test_private_ground_is_opened_and_left(pair: Pair) -> None:
    """Each answer takes the place of the button that asked for it; the keyboard stays where it was."""
    section(pair.mentor, "Sujets privés")
    pair.mentor.get_by_role("button", name="Marquer un sujet privé").click()
    expect(pair.mentor.get_by_text("C’est marqué.")).to_be_visible()
    page = pair.mentee
    page.goto(f"{pair.address}#topics")
    page.reload()
    expect(page.get_by_role("button", name="Je suis d’accord")).to_be_visible()
    press(page, "Je suis d’accord")
    expect(page.get_by_role("heading", name="Sujet privé du")).to_be_focused()
    press(page, "Retirer mon accord")
    expect(page.get_by_role("button", name="Oui, retirer mon accord")).to_be_visible()
    stays(page)
    press(page, "Oui, retirer mon accord")
    expect(page.get_by_text("Votre accord est retiré")).to_be_visible()
    stays(page)


def test_a_programme_is_made(open_window: OpenWindow, cast: Cast) -> None:
    page = open_window(cast.administrator)
    page.goto(f"/programmes/new/{cast.organisation.slug}/")
    tab_to(page, "Mentorat entre membres")
    page.keyboard.press("Space")
    type_into(page, "Nom de votre programme", "Au fil du clavier")
    press(page, "Créer")
    page.wait_for_url("**/set-up/")
    assert Programme.objects.filter(name__fr="Au fil du clavier").exists()


def test_a_meeting_is_confirmed_and_the_mentorship_closed_or_left(
    open_window: OpenWindow, cast: Cast
) -> None:
    with clock.telling(clock.now() - timedelta(days=7)):
        row = actions.begin(
            actor=cast.mentor, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
        )
    mentee, mentor = open_window(cast.mentee), open_window(cast.mentor)
    mentee.goto(f"/mentorships/{row.pk}/")
    press(mentee, "Consigner une séance passée")
    expect(mentee.get_by_role("heading", name="Consigner une séance passée")).to_be_visible()
    choose(mentee, "Par téléphone")
    # How date and time are typed is the browser's own matter, and differs by its language.
    mentee.get_by_label("Date").fill(str(clock.today() - timedelta(days=1)))
    mentee.get_by_label("Heure").fill("10:00")
    press(mentee, "Consigner")
    expect(mentee.get_by_text("Votre séance attend d’être confirmée")).to_be_visible()
    mentor.goto(f"/mentorships/{row.pk}/")
    press(mentor, "Oui, je le confirme")
    expect(mentor.get_by_text("Tenue", exact=True)).to_be_visible()
    assert Meeting.objects.get().state == "held"

    Mentorship.objects.filter(pk=row.pk).update(state="separation", official_end_at=clock.now(), contacts=4)
    mentee.goto("/")
    press(mentee, "Parcourir la clôture")
    expect(mentee.get_by_role("heading", name="Bien conclure")).to_be_visible()
    press(mentee, "Nous avons fait le bilan")
    expect(mentee.get_by_text("Fait", exact=True)).to_be_visible()
    press(mentee, "Aller à la décision")
    mentee.wait_for_url("**#decision")
    choose(mentee, "Clore définitivement le mentorat")
    press(mentee, "Proposer")
    expect(mentee.get_by_role("button", name="Revenir sur ma proposition")).to_be_visible()
    mentor.reload()
    press(mentor, "Je ne suis pas d’accord")
    expect(mentor.get_by_text("Votre réponse est enregistrée.")).to_be_visible()
    press(mentor, "Se retirer…")
    expect(mentor.get_by_role("heading", name="Se retirer du mentorat")).to_be_visible()
    press(mentor, "Me retirer maintenant")
    expect(mentor.get_by_role("heading", name="Qui pourrait prendre la suite ?")).to_be_visible()
    assert Mentorship.objects.get().state == "ended"

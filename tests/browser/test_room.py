"""The encrypted room as two people use it, each in a browser of their own."""

from hashlib import sha256

import pytest
from playwright.sync_api import expect

from ithaca.directory.actions.profiles import ProfileContent, save_profile
from ithaca.kernel import clock, ids
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.vault.models import Revision
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import (
    Accessible,
    Pair,
    PairWithSecrets,
    section,
    set_up,
    with_open_vault,
    write_note,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


PROFILE = ProfileContent("Directrice d’école", "Je connais ce passage.", [], [], ["fr"], [], "Nantes")


def test_a_vault_is_set_up_locked_and_opened_again(
    open_window: OpenWindow, cast: Cast, accessible: Accessible
) -> None:
    page = open_window(cast.mentee)
    page.goto("/vault/")
    expect(page.get_by_role("heading", name="Votre espace confidentiel")).to_be_visible()
    accessible(page)
    passphrase, kit = set_up(page, accessible=accessible)
    page.goto("/vault/")
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
    accessible(page)

    page.get_by_role("button", name="Verrouiller maintenant").click()
    secret = page.get_by_label("Votre phrase secrète", exact=True)
    secret.fill("ceci n’est pas la bonne phrase du tout")
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.locator(".field__error")).to_contain_text("Ce n’est pas la bonne phrase")
    accessible(page)
    secret.fill(passphrase.title())
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()

    page.get_by_role("button", name="Verrouiller maintenant").click()
    page.get_by_role("button", name="Ouvrir avec le kit").click()
    page.get_by_label("Les vingt-quatre mots").fill(
        "\n".join(f"{i + 1}. {word}" for i, word in enumerate(kit))
    )
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()


def test_a_note_of_one_is_read_and_found_by_the_other(pair: Pair, accessible: Accessible) -> None:
    accessible(pair.mentor)
    write_note(pair.mentor, "Idées pour l’été", "Un déjeuner avec Hélène, du réseau.")
    accessible(pair.mentor)
    pair.mentee.bring_to_front()
    pair.mentee.evaluate("dispatchEvent(new Event('focus'))")  # news come when the page is looked at
    expect(pair.mentee.get_by_role("link", name="Idées pour l’été")).to_be_visible()
    pair.mentee.get_by_label("Chercher dans l’espace").fill("helen reseau")
    expect(pair.mentee.locator("mark").first).to_have_text("Hélène")
    accessible(pair.mentee)
    pair.mentee.get_by_role("link", name="Idées pour l’été").click()
    expect(pair.mentee.get_by_text("Marc Delorme, le")).to_be_visible()
    accessible(pair.mentee)


def test_versions_that_cross_are_both_kept(pair: Pair, accessible: Accessible) -> None:
    write_note(pair.mentor, "Plan", "Première idée.")
    note = pair.mentor.url.split("#")[1]
    pair.mentee.goto(f"{pair.address}#{note}/write")
    pair.mentee.reload()
    pair.mentee.get_by_label("Texte", exact=True).fill("Ce que je préfère.")
    pair.mentor.get_by_role("link", name="Modifier").click()
    pair.mentor.get_by_label("Texte", exact=True).fill("Une seconde idée.")
    pair.mentor.get_by_role("button", name="Enregistrer").click()
    expect(pair.mentor.get_by_text("version 2")).to_be_visible()

    pair.mentee.get_by_role("button", name="Enregistrer").click()
    expect(pair.mentee.get_by_role("heading", name="Deux versions se sont croisées")).to_be_visible()
    expect(pair.mentee.locator(".compare__theirs")).to_contain_text("Une seconde idée.")
    expect(pair.mentee.get_by_label("Votre version, à compléter")).to_have_value("Ce que je préfère.")
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Ajouter ce texte").click()
    pair.mentee.get_by_role("button", name="Enregistrer la version commune").click()
    expect(pair.mentee.locator("article .prose")).to_have_text("Ce que je préfère.\n\nUne seconde idée.")

    pair.mentee.get_by_role("link", name="Versions").click()
    expect(pair.mentee.get_by_role("button", name="Lire")).to_have_count(3)
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Reprendre cette version").last.click()
    expect(pair.mentee.locator("article .prose")).to_have_text("Première idée.")


def test_a_draft_outlives_a_reload_and_a_lock(
    pair_with_secrets: PairWithSecrets, accessible: Accessible
) -> None:
    page = pair_with_secrets.mentee
    page.get_by_role("link", name="Écrire une note").click()
    page.get_by_label("Texte", exact=True).fill("Une phrase à moitié")
    expect(page.get_by_text("Enregistré. Vous pouvez fermer et revenir.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Texte", exact=True)).to_have_value("Une phrase à moitié")
    expect(page.get_by_text("retrouvé. Reprenez où vous en étiez")).to_be_visible()

    page.get_by_label("Texte", exact=True).fill("Une phrase à moitié écrite")
    page.get_by_role("button", name="Verrouiller").click()  # at once: the draft is saved before the keys go
    expect(page.get_by_label("Votre phrase secrète", exact=True)).to_be_visible()
    expect(page.get_by_text("Une phrase")).to_have_count(0)
    accessible(page)
    page.get_by_label("Votre phrase secrète", exact=True).fill(pair_with_secrets.mentees_passphrase)
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.get_by_label("Texte", exact=True)).to_have_value("Une phrase à moitié écrite")


def test_a_goal_is_set_and_reached(pair: Pair, accessible: Accessible) -> None:
    page = pair.mentee
    section(page, "Objectifs")
    accessible(page)
    page.get_by_role("link", name="Ajouter un objectif").click()
    page.get_by_label("L’objectif, en une phrase").fill("Présenter mon projet")
    page.get_by_label("À atteindre avant le").fill("2030-03-31")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("button", name="C’est atteint").click()
    expect(page.get_by_text("Atteint", exact=True)).to_be_visible()
    accessible(page)


def test_the_two_compare_the_same_safety_number(pair: Pair, accessible: Accessible) -> None:
    section(pair.mentor, "Numéro de sécurité")
    section(pair.mentee, "Numéro de sécurité")
    digits = pair.mentor.locator(".digits li")
    expect(digits).to_have_count(12)
    expect(pair.mentee.locator(".digits li")).to_have_count(12)
    assert digits.all_inner_texts() == pair.mentee.locator(".digits li").all_inner_texts()
    pair.mentor.get_by_role("button", name="Nous avons comparé").click()
    expect(pair.mentor.get_by_text("Comparé le")).to_be_visible()
    accessible(pair.mentor)


def test_nobody_else_finds_the_room(pair: Pair, open_window: OpenWindow, cast: Cast) -> None:
    for person in (cast.outsider, cast.coordinator, cast.second_mentor):
        page = open_window(person)
        answer = page.goto(pair.address)
        assert answer is not None
        assert answer.status == 404


def test_a_request_goes_to_one_mentor_then_with_the_same_text_to_the_next(
    open_window: OpenWindow, cast: Cast, accessible: Accessible
) -> None:
    mentor, second, mentee = (
        open_window(cast.mentor),
        open_window(cast.second_mentor),
        open_window(cast.mentee),
    )
    for page, person, participation in (
        (mentor, cast.mentor, cast.mentoring),
        (second, cast.second_mentor, cast.second_mentoring),
    ):
        with_open_vault(page, person)
        save_profile(person=person, participation=participation, content=PROFILE)

    mentee.goto(f"/requests/new/?mentor={cast.mentoring.pk}")
    expect(mentee.get_by_text("lisible par vous et Marc Delorme")).to_be_visible()
    set_up(mentee, ready="Écrire à Marc Delorme")
    accessible(mentee)
    mentee.get_by_label("Votre question").fill("Je dirige depuis peu une équipe.")
    mentee.get_by_role("button", name="Relire avant d’envoyer").click()
    expect(mentee.get_by_text("Écrivez quelques lignes ici.")).to_have_count(2)
    mentee.get_by_label("Ce que vous visez").fill("Tenir mon rôle.")
    expect(mentee.get_by_text("Enregistré. Vous pouvez fermer et revenir.")).to_be_visible()
    mentee.reload()
    mentee.get_by_label("Ce que vous attendez").fill("Un avis, le soir.")
    expect(mentee.get_by_label("Ce que vous visez")).to_have_value("Tenir mon rôle.")
    mentee.get_by_role("button", name="Relire avant d’envoyer").click()
    accessible(mentee)
    mentee.get_by_role("button", name="Envoyer à Marc Delorme").click()
    expect(mentee.get_by_role("heading", name="Votre demande est partie")).to_be_visible()
    mentee.get_by_role("link", name="Relire ma demande").click()
    expect(mentee.get_by_role("heading", name="Votre demande à Marc Delorme")).to_be_visible()

    mentor.goto(mentee.url)
    expect(mentor.get_by_text("Je dirige depuis peu une équipe.")).to_be_visible()
    accessible(mentor)
    mentor.get_by_role("button", name="Décliner").click()
    mentor.get_by_role("button", name="Oui, décliner").click()
    expect(mentor.get_by_text("Vous avez décliné.")).to_be_visible()

    mentee.reload()
    mentee.get_by_role("button", name="Envoyer le même texte à Nadia Keller").click()
    expect(mentee.get_by_text("Votre demande est partie chez Nadia Keller.")).to_be_visible()
    accessible(mentee)
    mentee.get_by_role("link", name="Relire ma demande").click()
    expect(mentee.get_by_role("heading", name="Votre demande à Nadia Keller")).to_be_visible()
    second.goto(mentee.url)
    second.get_by_role("button", name="Accepter").click()
    second.get_by_role("button", name="Oui, accepter").click()
    second.get_by_role("link", name="Ouvrir l’espace du binôme").click()
    section(second, "Demande")
    expect(second.get_by_text("Je dirige depuis peu une équipe.")).to_be_visible()


def test_a_text_changed_on_the_server_is_blocked_in_plain_sight(pair: Pair, accessible: Accessible) -> None:
    write_note(pair.mentor, "Plan", "Première idée.")
    revision = Revision.objects.get(content__kind="note")
    file = bytes(revision.file)[:-1] + bytes([revision.file[-1] ^ 1])
    Revision.objects.update(file=file, sha256=sha256(file).hexdigest())
    pair.mentee.reload()
    expect(pair.mentee.get_by_text("Cet élément est bloqué")).to_be_visible()
    expect(pair.mentee.get_by_text("Première idée.")).to_have_count(0)
    accessible(pair.mentee)


def test_a_room_waits_for_the_keys_of_the_other(
    open_window: OpenWindow, cast: Cast, accessible: Accessible
) -> None:
    mentorship = mentorships.begin(
        actor=cast.mentee, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    page = open_window(cast.mentor)
    page.goto(f"/vault/?next=/mentorships/{mentorship.pk}/room/")
    set_up(page)
    page.get_by_role("link", name="Continuer là où vous alliez").click()
    expect(page.get_by_text("Inès Benali n’a pas encore préparé son espace confidentiel.")).to_be_visible()
    accessible(page)


def test_after_the_end_the_room_is_read_only(pair: Pair) -> None:
    write_note(pair.mentor, "Plan", "Première idée.")
    Mentorship.objects.update(state="ended", end_kind="completed", ended_at=clock.now())
    pair.mentee.reload()
    expect(pair.mentee.get_by_text("Ce binôme est terminé.")).to_be_visible()
    pair.mentee.get_by_role("link", name="Plan", exact=True).click()
    expect(pair.mentee.get_by_text("Première idée.")).to_be_visible()
    expect(pair.mentee.get_by_role("link", name="Modifier")).to_have_count(0)

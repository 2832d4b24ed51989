"""Two endings in a real browser: a mentor who withdraws, and a mentorship brought to its end."""

import pytest
from playwright.sync_api import expect

from ithaca.cli.worker import Worker
from ithaca.kernel import clock, ids
from ithaca.mentorships import actions
from ithaca.mentorships.models import Attestation, FollowUp, Mentorship
from ithaca.programmes.models import Participation
from tests.browser.canary import Scan
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible, Pair, set_goal, with_open_vault, write_note
from tests.cast import Cast
from tests.directory.people import give_profile
from tests.factories import set_up_like

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    worker = Worker()
    while worker.work_once():
        pass


def test_a_mentor_withdraws_and_the_mentee_goes_on_with_another_and_their_own_texts(
    pair: Pair, cast: Cast, open_window: OpenWindow, accessible: Accessible, scan: Scan
) -> None:
    set_up_like(cast.programme, "institution-confidential", cast.administrator)
    scan.listen(pair.mentee)
    nadia = open_window(cast.second_mentor)
    with_open_vault(nadia, cast.second_mentor)
    give_profile(cast.second_mentoring, headline="Infirmière, puis cadre")
    write_note(pair.mentee, "Mes questions", "pervenche d’automne")
    set_goal(pair.mentee, "Présenter mon projet")
    pair.mentor.goto(f"{pair.address}#notes")
    write_note(pair.mentor, "Mes impressions", "campanule discrète")

    pair.mentor.goto(pair.address.replace("room/", "withdraw/"))
    accessible(pair.mentor)
    pair.mentor.get_by_role("button", name="Me retirer maintenant").click()
    expect(pair.mentor.get_by_role("heading", name="Qui pourrait prendre la suite ?")).to_be_visible()
    accessible(pair.mentor)
    pair.mentor.get_by_label("Chercher un nom ou un sujet").fill("infirmière")
    pair.mentor.get_by_role("button", name="Chercher").click()
    pair.mentor.get_by_label("Nadia Keller").check()
    pair.mentor.get_by_role("button", name="Proposer").click()
    work()

    pair.mentee.goto("/")
    accessible(pair.mentee)
    pair.mentee.get_by_role("link", name="Voir les profils").click()
    expect(pair.mentee.get_by_role("heading", name="Votre prochain·e mentor·e")).to_be_visible()
    accessible(pair.mentee)
    pair.mentee.get_by_role("link", name="Voir le profil").click()
    expect(pair.mentee.get_by_role("heading", name="Nadia Keller")).to_be_visible()

    pair.mentee.locator("a[href*='/requests/new/']").click()
    pair.mentee.get_by_label("Votre question").fill("Qui reprend le fil ? (myosotis)")
    pair.mentee.get_by_label("Ce que vous visez").fill("Continuer.")
    pair.mentee.get_by_label("Ce que vous attendez de cet accompagnement").fill("Un regard neuf.")
    pair.mentee.get_by_role("button", name="Relire avant d’envoyer").click()
    pair.mentee.get_by_role("button", name="Envoyer à Nadia Keller").click()
    expect(pair.mentee.get_by_role("heading", name="Votre demande est partie")).to_be_visible()

    nadia.goto("/requests/")
    nadia.locator("a[href^='/requests/'].button--primary").first.click()
    expect(nadia.get_by_text("Qui reprend le fil ?")).to_be_visible()
    nadia.get_by_role("button", name="Accepter", exact=True).click()
    nadia.get_by_role("button", name="Oui, accepter").click()
    expect(nadia.get_by_text("Vous avez accepté")).to_be_visible()
    begun = Mentorship.objects.get(mentor=cast.second_mentoring)
    pair.mentee.goto(f"/mentorships/{begun.pk}/room/")
    pair.mentee.get_by_role("link", name="Reprendre des textes").click()
    expect(pair.mentee.get_by_label("Note · Mes questions")).to_be_visible()
    expect(pair.mentee.get_by_text("Mes impressions")).to_have_count(0)
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Reprendre dans cet espace").click()
    expect(pair.mentee.get_by_text("Choisissez au moins un texte.")).to_be_visible()
    pair.mentee.get_by_label("Note · Mes questions").check()
    pair.mentee.get_by_label("Objectif · Présenter mon projet").check()
    pair.mentee.get_by_role("button", name="Reprendre dans cet espace").click()
    expect(pair.mentee.get_by_text("2 textes sont repris.")).to_be_visible()

    nadia.goto(f"/mentorships/{begun.pk}/room/")
    nadia.get_by_role("link", name="Mes questions").click()
    expect(nadia.get_by_text("pervenche d’automne")).to_be_visible()
    expect(nadia.get_by_text("Repris de mon mentorat avec Marc Delorme")).to_be_visible()
    nadia.goto(f"/mentorships/{begun.pk}/room/#goals")
    expect(nadia.get_by_role("heading", name="Présenter mon projet")).to_be_visible()
    scan.never_saw(["pervenche", "campanule", "myosotis"])


def test_a_mentorship_is_closed_step_by_step_and_attested(
    cast: Cast, open_window: OpenWindow, accessible: Accessible
) -> None:
    made = actions.begin(
        actor=cast.mentor, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    Mentorship.objects.filter(pk=made.pk).update(
        state="separation", official_end_at=clock.now(), contacts=4, goals_reached=1
    )
    address = f"/mentorships/{made.pk}/"
    mentee, mentor = open_window(cast.mentee, width=390, dark=True), open_window(cast.mentor)
    mentee.goto("/")
    mentee.get_by_role("link", name="Parcourir la clôture").click()
    accessible(mentee)
    mentee.get_by_role("button", name="Nous avons fait le bilan").click()
    mentee.get_by_label("Des séances plus espacées").check()
    mentee.get_by_role("button", name="Enregistrer").click()
    expect(mentee.get_by_role("alert")).to_be_visible()
    accessible(mentee)
    mentee.get_by_label("Semaines entre deux séances").fill("8")
    mentee.get_by_role("button", name="Enregistrer").click()
    expect(mentee.get_by_text("Vous : une séance toutes les 8 semaines.")).to_be_visible()
    mentee.get_by_role("button", name="C’est écrit").click()
    mentee.get_by_role("link", name="Aller à la décision").click()
    mentee.get_by_label("Clore définitivement le mentorat").check()
    mentee.get_by_role("button", name="Proposer").click()
    mentor.goto(address)
    mentor.get_by_role("button", name="Je suis d’accord").click()
    expect(mentor.get_by_role("heading", name="À bon port")).to_be_visible()
    accessible(mentor)

    mentee.goto(address)
    accessible(mentee)
    mentee.get_by_role("link", name="Mon attestation").click()
    accessible(mentee)
    mentee.get_by_role("button", name="Délivrer mon attestation").click()
    expect(mentee.get_by_text("Inès Benali").last).to_be_visible()
    accessible(mentee)
    with mentee.expect_download() as downloading:
        mentee.get_by_role("link", name="Télécharger (PDF)").click()
    code = Attestation.objects.get().code
    assert downloading.value.suggested_filename == f"attestation-{code}.pdf"
    anybody = open_window()
    anybody.goto("/attestations/")
    accessible(anybody)
    anybody.get_by_label("Numéro").fill(code.lower())
    anybody.keyboard.press("Enter")
    expect(anybody.get_by_role("heading", name="Cette attestation est authentique")).to_be_visible()

    FollowUp.objects.update(due_on=clock.today())
    work()
    mentor.goto("/")
    mentor.get_by_role("link", name="Trois questions").click()
    accessible(mentor)
    for answer in ("De temps en temps", "En partie", "Non, tout va bien"):
        mentor.get_by_label(answer).check()
    mentor.get_by_role("button", name="Envoyer mes réponses").click()
    expect(mentor.get_by_text("Merci de vos réponses.")).to_be_visible()
    assert Participation.objects.get(pk=cast.mentoring.pk).pairs == 0

"""Goals, the action plan, the review, introductions, and the texts around a meeting."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Action, Goal, GoalReview, Introduction, Meeting, Mentorship
from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair, section, set_goal
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
SECRETS = [
    "sterne-azuree-4410",
    "martinet-ocre-9982",
    "foulque-perle-7203",
    "tadorne-lilas-1576",
    "barge-rousse-3398",
    "chevalier-gambette-6021",
]
GOAL, MEASURE, PROGRESS, REASON, STEP, CONTACT = SECRETS


def save(page: Page, button: str = "Enregistrer") -> None:
    page.get_by_role("button", name=button).click()


def to(page: Page, address: str) -> None:
    """As by a link of another page: the room is opened anew."""
    page.goto("about:blank")
    page.goto(address)


@contextmanager
def without_news(page: Page) -> Iterator[None]:
    """The server's facts are slow to come; what one has written oneself is known at once."""
    waiting: list[Route] = []
    facts = re.compile(r"/api/mentorships/[^/]+$")
    page.route(facts, lambda route: waiting.append(route))
    yield
    for route in waiting:
        route.continue_()
    page.unroute(facts)


def test_a_goal_goes_its_way_and_nobody_else_reads_a_word(
    pair: Pair, accessible: Accessible, scan: Scan
) -> None:
    mentee, mentor = pair.mentee, pair.mentor
    scan.listen(mentee)
    scan.listen(mentor)
    set_goal(mentee, GOAL, MEASURE)

    # The form takes the focus and gives it back.
    mentee.get_by_role("button", name="Ajouter une action").focus()
    mentee.keyboard.press("Enter")
    expect(mentee.get_by_label("Ce qui sera fait")).to_be_focused()
    mentee.get_by_role("button", name="Annuler").focus()
    mentee.keyboard.press("Enter")
    expect(mentee.get_by_role("button", name="Ajouter une action")).to_be_focused()

    # Measured: the first note takes it up.
    mentee.get_by_role("link", name="Noter l’avancement").click()
    mentee.get_by_label("Où en êtes-vous ?").select_option("40")
    mentee.get_by_label("Ce qui a avancé").fill(PROGRESS)
    accessible(mentee)
    save(mentee)
    expect(mentee.get_by_role("progressbar", name="40 %")).to_be_visible()
    expect(mentee.get_by_text("En cours", exact=True)).to_be_visible()
    assert Goal.objects.get().state == "in progress"

    # Changed: only with a reason, and the former version stays.
    mentee.get_by_role("link", name="Modifier").click()
    mentee.get_by_label("À atteindre avant le").fill("2027-09-30")
    save(mentee)
    expect(mentee.get_by_text("Dites pourquoi en quelques mots")).to_be_visible()
    mentee.get_by_label("Pourquoi ce changement").fill(REASON)
    accessible(mentee)
    save(mentee)
    expect(mentee.get_by_text("Pour le 30 septembre 2027")).to_be_visible()
    expect(mentee.get_by_text(f"Raison : {REASON}")).to_be_visible()
    assert Goal.objects.get().due_on.isoformat() == "2027-09-30"  # type: ignore[union-attr]
    accessible(mentee)

    # An action for it: the other ticks it, and who ticks at the same time is not scolded.
    mentee.get_by_role("button", name="Ajouter une action").click()
    save(mentee, "Ajouter cette action")
    expect(mentee.get_by_text("Dites en quelques mots ce qui sera fait.")).to_be_visible()
    mentee.get_by_label("Ce qui sera fait").fill(STEP)
    mentee.get_by_label("Par qui").select_option(label="Marc Delorme")
    mentee.get_by_label("Pour quand").fill("2026-01-15")
    save(mentee, "Ajouter cette action")
    box = mentee.get_by_role("checkbox", name=STEP)
    expect(box).to_be_visible()
    expect(mentee.get_by_text("En retard : c’était pour le 15 janvier 2026")).to_be_visible()
    to(mentor, f"{pair.address}#actions")
    expect(mentor.get_by_role("heading", name="Plan d’action")).to_be_visible()
    accessible(mentor)
    mentor.get_by_role("checkbox", name=STEP).click()
    expect(mentor.get_by_role("checkbox", name=STEP)).to_be_checked()
    if not box.is_checked():
        box.click()
    expect(box).to_be_checked()
    assert Action.objects.get().state == "done"

    # The review: the goal is to be rephrased; its note becomes the reason.
    to(mentee, f"{pair.address}#review")
    mentee.get_by_label(GOAL, exact=True).select_option(label="On le reformule")
    mentee.get_by_label("Ce que nous en disons").fill("Trop vague")
    accessible(mentee)
    with without_news(mentee):
        save(mentee, "Le point est fait")
        expect(mentee.get_by_text("Trop vague")).to_be_visible()
        accessible(mentee)
        assert GoalReview.objects.get().held_at is not None
        mentee.get_by_role("link", name="Reformuler cet objectif").click()
        expect(mentee.get_by_label("Pourquoi ce changement")).to_have_value("Trop vague")
    mentee.get_by_label("À quoi verrez-vous").fill("Trois fois de suite")
    save(mentee)
    expect(mentee.get_by_text("Raison : Trop vague")).to_be_visible()
    mentee.get_by_role("link", name="Versions").click()
    expect(mentee.get_by_role("button", name="Lire")).to_have_count(3)

    # Another is dropped, with a word on why.
    set_goal(mentee, "Second objectif")
    card = mentee.locator("section.card").filter(has_text="Second objectif")
    card.get_by_role("link", name="Laisser de côté").click()
    save(mentee, "Laissé de côté")
    expect(mentee.get_by_text("Dites pourquoi en quelques mots")).to_be_visible()
    mentee.get_by_label("Pourquoi ?").fill("Plus d’actualité")
    save(mentee, "Laissé de côté")
    expect(mentee.get_by_text("Plus d’actualité").first).to_be_visible()
    card.get_by_role("button", name="Reprendre").click()
    expect(card.get_by_text("En cours", exact=True)).to_be_visible()

    introduce(pair, accessible)
    scan.never_saw(SECRETS)


def introduce(pair: Pair, accessible: Accessible) -> None:
    """The mentor opens a door."""
    mentee, mentor = pair.mentee, pair.mentor
    section(mentor, "Mises en contact")
    accessible(mentor)
    mentor.get_by_role("link", name="Proposer une mise en contact").click()
    mentor.get_by_label("À qui").fill("Nadia")
    mentor.get_by_label("Pourquoi cette personne").fill(CONTACT)
    save(mentor)
    expect(mentor.get_by_text("n’a pas encore répondu")).to_be_visible()
    to(mentee, f"{pair.address}#network")
    expect(mentee.get_by_text(CONTACT)).to_be_visible()
    expect(mentee.get_by_role("link", name="Proposer une mise en contact")).to_have_count(0)
    accessible(mentee)
    mentee.get_by_role("button", name="Oui, volontiers").click()
    expect(mentee.get_by_text("va vous présenter")).to_be_visible()
    mentor.reload()
    mentor.get_by_role("button", name="C’est fait").click()
    expect(mentor.get_by_text("Faite", exact=True)).to_be_visible()
    mentee.reload()
    mentee.get_by_role("button", name="Dire merci").click()
    expect(mentee.get_by_text("Faite, avec un merci")).to_be_visible()
    accessible(mentee)
    assert Introduction.objects.get().thanked_at is not None


def test_agenda_summary_and_what_comes_of_a_meeting(pair: Pair, cast: Cast, accessible: Accessible) -> None:
    row = Mentorship.objects.get()
    plan = Plan("video", clock.now() + timedelta(days=2), 60)
    meeting = actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=row, plan=plan)
    mentee, mentor = pair.mentee, pair.mentor
    set_goal(mentee, "Présenter mon projet")
    to(mentee, f"{pair.address}#agenda/{meeting.pk}")
    mentee.get_by_label("Ordre du jour").fill("Le budget, puis le calendrier")
    mentee.get_by_label("Vos questions").fill("Comment dit-on non ?")
    accessible(mentee)
    save(mentee)
    expect(mentee.get_by_text("Comment dit-on non ?")).to_be_visible()

    # Both see it; after the meeting it lies beside the summary.
    Meeting.objects.filter(pk=meeting.pk).update(state="held", starts_at=clock.now() - timedelta(days=1))
    to(mentor, f"{pair.address}#summary/{meeting.pk}")
    expect(mentor.get_by_text("Le budget, puis le calendrier")).to_be_visible()
    expect(mentor.get_by_text("Comment dit-on non ?")).to_be_visible()
    mentor.get_by_label("Compte rendu").fill("Nous avons tranché.")
    accessible(mentor)
    save(mentor)
    mentor.get_by_role("button", name="Ajouter une action").click()
    mentor.get_by_label("Ce qui sera fait").fill("Envoyer le budget")
    save(mentor, "Ajouter cette action")
    expect(mentor.get_by_role("checkbox", name="Envoyer le budget")).to_be_visible()
    assert Action.objects.get().meeting_id == meeting.pk

    # The other has read it; a link is tied to the meeting.
    to(mentee, f"{pair.address}#summary/{meeting.pk}")
    mentee.get_by_role("button", name="J’ai lu ce compte rendu").click()
    expect(mentee.get_by_text("Vous l’avez lu le")).to_be_visible()
    accessible(mentee)
    section(mentee, "Documents et liens")
    mentee.get_by_label("Adresse", exact=False).fill("https://example.org/budget")
    save(mentee, "Partager un lien")
    mentee.get_by_label("Rattaché à").select_option(value=f"meeting:{meeting.pk}")
    section(mentee, "Comptes rendus et notes")
    mentee.get_by_role("link", name="Compte rendu de la séance").click()
    expect(mentee.get_by_role("link", name="example.org/budget")).to_be_visible()

"""From a spreadsheet to a mentorship: people brought in, matched, looked over with the keyboard, proposed, agreed."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from ithaca.kernel.ids import new_id
from ithaca.matching.actions import Order, save_policy, solving, start_run
from ithaca.matching.models import MatchProposal, Pair, Run
from ithaca.matching.policy import Aim, Policy, Weights
from ithaca.matching.pool import Scope
from ithaca.mentorships.models import Mentorship
from ithaca.notifications.words.matches import invitation_path
from ithaca.programmes.models import Invitation
from tests import factories
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import press
from tests.browser.rooms import Accessible
from tests.cast import Cast
from tests.intake.files import checked, upload, written

pytestmark = pytest.mark.django_db(transaction=True)
OURS = Path(__file__).resolve().parents[1] / "data"
THEIRS = Path(__file__).resolve().parents[3] / "shared" / "data"
SAMPLE = THEIRS if THEIRS.exists() else OURS
POLICY = Policy(aim=Aim.PEOPLE, weights=Weights(topics=10, seniority=6, roles=0, text=0, sectors=0))


def bring_in(client: Client) -> None:
    """Fifty mentors and fifty mentees, unknown words as proposed."""
    for role in ("mentor", "mentee"):
        file = SimpleUploadedFile(f"{role}s.csv", (SAMPLE / f"{role}s-50.csv").read_bytes())
        job = checked(client, upload(client, file, role=role))
        form = client.get(f"/imports/{job.pk}/").context["words"]
        if form is not None:
            client.post(f"/imports/{job.pk}/words/", {name: form[name].value() or "" for name in form.fields})
        assert written(client, job).state == "done"


def solved(cast: Cast) -> Run:
    version = save_policy(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), policy=POLICY, after=0
    )
    order = Order(policy=version, scope=Scope(with_invited=True), name="Printemps")
    row = start_run(actor=cast.coordinator, programme=cast.programme, id=new_id(), order=order)
    assert solving.solve_waiting() == 1
    return Run.objects.get(pk=row.pk, state="review")


def exchange_by_keyboard(page: Page, accessible: Accessible, run: Run) -> None:
    """Two rows are exchanged without a mouse, what it does is read before, and it is taken back and done anew."""
    rows = Pair.objects.filter(run=run).select_related("mentee", "mentor").order_by("score", "mentee__name")
    first = rows[0]
    second = rows.exclude(mentor=first.mentor)[0]
    press(page, f"Échanger…\n: {first.mentee.name}")
    notice = page.get_by_text("choisissez le binôme")
    expect(notice).to_be_visible()
    accessible(page)
    page.keyboard.press("Escape")
    expect(notice).to_be_hidden()
    press_again = page.locator(f"#p-{first.mentee_id}").get_by_role("link", name="Échanger…")
    expect(press_again).to_be_focused()
    page.keyboard.press("Enter")
    nearest = page.locator("tbody tr:not(.is-picked)").get_by_role("link", name="Avec celui-ci").first
    expect(nearest).to_be_focused()
    if second.mentee.name not in nearest.inner_text():
        press(page, f"Avec celui-ci\n: {second.mentee.name}")
    else:
        page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Ce que cela ferait")
    expect(dialog.get_by_text("Tous les changements ensemble")).to_be_visible()
    accessible(page)
    assert Pair.objects.get(run=run, mentee=first.mentee).mentor == first.mentor, "nothing is done yet"
    press(page, "Échanger")  # the dialog keeps the keyboard: the first of this name is its button
    expect(page.get_by_text(f"{first.mentee.name} : {second.mentor.name} (avant")).to_be_visible()
    assert Pair.objects.get(run=run, mentee=first.mentee).mentor == second.mentor


def exchange_by_mouse(page: Page, run: Run) -> None:
    """The same with the pointer alone: a row is dragged onto another, looked at, left as it is, then dragged again."""
    rows = Pair.objects.filter(run=run, by_hand=False).select_related("mentee", "mentor")
    first = rows.order_by("score", "mentee__name")[0]
    second = rows.exclude(mentor=first.mentor).order_by("score", "mentee__name")[0]
    one, other = (page.locator(f"#p-{each.mentee_id}") for each in (first, second))
    dialog = page.get_by_role("dialog", name="Ce que cela ferait")
    drag(page, one, other)
    expect(dialog.get_by_text("Tous les changements ensemble")).to_be_visible()
    expect(dialog.get_by_role("row", name=first.mentee.name)).to_contain_text(second.mentor.name)
    dialog.get_by_role("link", name="Laisser comme c’est").click()
    expect(dialog).to_have_count(0)
    assert Pair.objects.get(run=run, mentee=first.mentee).mentor == first.mentor
    drag(page, one, other)
    dialog.get_by_role("button", name="Échanger").click()
    expect(page.get_by_text(f"{first.mentee.name} : {second.mentor.name} (avant")).to_be_visible()
    assert Pair.objects.get(run=run, mentee=second.mentee).mentor == first.mentor


def drag(page: Page, one: Locator, other: Locator) -> None:
    """With the pointer as a hand moves it: pressed on a row's reasons, over the way, let go on the other row."""
    cells = [row.locator("td[data-label]").last for row in (one, other)]
    cells[0].scroll_into_view_if_needed()
    start, end = (cell.bounding_box() for cell in cells)
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 16)
    page.mouse.move(end["x"] + 8, end["y"] + 8, steps=5)
    page.mouse.move(end["x"] + 12, end["y"] + 12)  # the first move onto a row enters it, the next is over it
    expect(other).to_have_class(re.compile("is-over"))
    page.mouse.up()


def filter_and_lock(page: Page, run: Run) -> None:
    """As somebody types; the page is not loaded anew."""
    changed = Pair.objects.filter(run=run, by_hand=True).select_related("mentee")[0]
    page.get_by_label("Seulement").select_option("by_hand")
    expect(page.locator("tbody tr")).to_have_count(4)
    page.get_by_label("Nom").fill(changed.mentee.name)
    expect(page.locator("tbody tr")).to_have_count(1)
    row = page.locator(f"#p-{changed.mentee_id}")
    row.get_by_role("button", name="Verrouiller").click()
    expect(row.get_by_role("button", name="Déverrouiller")).to_be_focused()
    assert Pair.objects.get(run=run, locked=True).mentee == changed.mentee


def join_and_agree(
    open_window: OpenWindow, accessible: Accessible, row: MatchProposal, letter: Invitation, *, width: int
) -> Page:
    """By the link of the mail: the charter, then whom and why, then yes."""
    person = factories.make_person(letter.name or "Quelqu’un", email=letter.email)
    page = open_window(person, width=width)
    one = row.mentor if letter.role == "mentor" else row.mentee
    page.goto(invitation_path(row, one))
    page.get_by_label("J’ai lu la charte", exact=False).check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**{reverse('matching:proposal', args=[row.pk])}")
    expect(page.get_by_role("heading", name="Pourquoi vous deux")).to_be_visible()
    accessible(page)
    press(page, "Oui, cela me convient")
    return page


def test_people_of_a_spreadsheet_become_a_pair(
    cast: Cast, sign_in: object, open_window: OpenWindow, accessible: Accessible
) -> None:
    bring_in(sign_in(cast.coordinator))  # type: ignore[operator]
    run = solved(cast)
    page = open_window(cast.coordinator)
    page.goto(reverse("matching:review", args=[cast.programme.slug, run.pk]))
    expect(page.get_by_role("heading", name="Printemps")).to_be_visible()
    accessible(page)
    exchange_by_keyboard(page, accessible, run)
    exchange_by_mouse(page, run)
    filter_and_lock(page, run)
    page.get_by_role("link", name="Publier…").click()
    accessible(page)
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_text("C’est publié")).to_be_visible()
    accessible(page)
    rows = MatchProposal.objects.select_related("mentee__invitation", "mentor__invitation")
    row = rows.filter(mentee__invitation__isnull=False, mentor__invitation__isnull=False)[0]
    assert row.mentee.invitation
    assert row.mentor.invitation
    mentee = join_and_agree(open_window, accessible, row, row.mentee.invitation, width=390)
    expect(mentee.get_by_text("Vous avez dit oui.")).to_be_visible()
    mentor = join_and_agree(open_window, accessible, row, row.mentor.invitation, width=1440)
    expect(mentor.get_by_text("votre mentorat commence")).to_be_visible()
    accessible(mentor)
    pair = Mentorship.objects.get()
    assert pair.state == "launch"
    mentee.goto("/")
    expect(mentee.get_by_text(row.mentor.name).first).to_be_visible()

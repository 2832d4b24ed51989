"""The course of a pair in a browser: a CV before they meet, duties ticked by keyboard, what the coordination sees, a kind word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ithaca.accounts.models import Person
from ithaca.mentorships.models import Mentorship, Tick
from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair, section
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
CV = "CV Inès Benali.pdf"


def test_before_they_meet_each_sends_their_cv_and_ticks_their_duties(
    pair: Pair,
    cast: Cast,
    open_window: Callable[[Person], Page],
    accessible: Accessible,
    scan: Scan,
    tmp_path: Path,
) -> None:
    scan.listen(pair.mentee)
    (tmp_path / CV).write_bytes(b"%PDF-1.7\nORNITHORYNQUE")
    section(pair.mentee, "Documents et liens")
    accessible(pair.mentee)
    pair.mentee.get_by_label("Envoyer mon CV").set_input_files(tmp_path / CV)
    expect(pair.mentee.get_by_role("heading", name=CV)).to_be_visible()
    expect(pair.mentee.get_by_label("Envoyer mon CV")).to_have_count(0)
    pair.mentor.reload()
    section(pair.mentor, "Documents et liens")
    expect(pair.mentor.get_by_role("heading", name=CV)).to_be_visible()
    expect(pair.mentor.get_by_label("Envoyer mon CV")).to_be_visible()
    scan.never_saw(["ORNITHORYNQUE", CV])
    # The page of the pair: the fact answers by itself, the rest is ticked, by keyboard too.
    address = f"/mentorships/{Mentorship.objects.get().pk}/"
    pair.mentee.goto(address)
    accessible(pair.mentee)
    sent = pair.mentee.locator(".checklist__fact.is-done", has_text="J’envoie mon profil")
    expect(sent).to_be_visible()
    pair.mentee.get_by_role("checkbox", name="Je dis ce que j’attends").focus()
    with pair.mentee.expect_navigation():
        pair.mentee.keyboard.press("Space")
    box = pair.mentee.get_by_role("checkbox", name="Je dis ce que j’attends")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert Tick.objects.get().person == cast.mentee
    # The coordinator sees a count and sends a kind word; the two find it.
    coordinator = open_window(cast.coordinator)
    coordinator.goto(address)
    expect(coordinator.get_by_text("Inès Benali 2 sur 7")).to_be_visible()
    expect(coordinator.get_by_text("Je dis ce que j’attends")).to_have_count(0)
    accessible(coordinator)
    coordinator.get_by_role("link", name="Leur envoyer un mot").click()
    coordinator.get_by_role("radio", name="Prendre des nouvelles").check()
    accessible(coordinator)
    coordinator.get_by_role("button", name="Envoyer").click()
    pair.mentor.goto(address)
    expect(pair.mentor.locator("#health").get_by_text("Vous ne me devez aucun rapport")).to_be_visible()
    pair.mentor.get_by_role("link", name="Toute la chronologie").click()
    expect(pair.mentor.get_by_text("Le mentorat commence")).to_be_visible()
    accessible(pair.mentor)

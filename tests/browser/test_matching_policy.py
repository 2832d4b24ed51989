"""While a coordinator moves weights, the page shows what they mean on real people; with the keyboard, under our policy."""

import pytest
from playwright.sync_api import expect

from ithaca.matching.models import PolicyVersion
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible
from tests.cast import Cast
from tests.matching.crowd import make_profile

pytestmark = pytest.mark.django_db(transaction=True)


def test_examples_follow_the_weights_and_the_policy_is_saved(
    cast: Cast, open_window: OpenWindow, accessible: Accessible
) -> None:
    make_profile(cast.being_mentored, expertise=["leadership"], sectors=["health"])
    make_profile(cast.mentoring, expertise=["leadership"])
    make_profile(cast.second_mentoring, sectors=["health"])
    page = open_window(cast.coordinator)
    page.goto("/programmes/cap-ouest/matching/policy/")
    best = page.locator("#examples .card", has_text="Inès Benali").locator("strong").first
    expect(best).to_have_text("Marc Delorme")
    accessible(page)
    page.get_by_label("Sujets recherchés et proposés").fill("0")
    page.get_by_label("Secteurs").fill("10")
    expect(best).to_have_text("Nadia Keller")
    assert not PolicyVersion.objects.exists()
    page.get_by_role("button", name="Enregistrer une nouvelle version").press("Enter")
    expect(page.get_by_text("La version 1 des règles est en vigueur.")).to_be_visible()
    assert PolicyVersion.objects.get().content["weights"]["sectors"] == 10

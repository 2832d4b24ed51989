"""Goals and the next steps towards them."""

import pytest
from playwright.sync_api import expect

from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair, set_goal

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_step_is_for_one_of_the_two_and_either_ticks_it(
    pair: Pair, accessible: Accessible, scan: Scan
) -> None:
    scan.listen(pair.mentee)
    set_goal(pair.mentee, "Présenter mon projet")
    pair.mentee.get_by_role("button", name="Ajouter un pas").click()
    pair.mentee.get_by_role("button", name="Ajouter ce pas").click()
    expect(pair.mentee.get_by_text("Dites en quelques mots ce qui sera fait.")).to_be_visible()
    pair.mentee.get_by_label("Ce qui sera fait").fill("Relire les diapositives")
    pair.mentee.get_by_label("Par qui").select_option(label="Marc Delorme")
    pair.mentee.get_by_label("Pour quand").fill("2027-01-15")
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Ajouter ce pas").click()
    expect(pair.mentee.get_by_text("Marc Delorme · Pour le 15 janvier 2027")).to_be_visible()
    pair.mentor.goto(f"{pair.address}#goals")
    pair.mentor.reload()
    pair.mentor.get_by_role("checkbox", name="Relire les diapositives").click()
    expect(pair.mentor.get_by_role("checkbox", name="Relire les diapositives")).to_be_checked()
    pair.mentee.reload()
    expect(pair.mentee.get_by_role("checkbox", name="Relire les diapositives")).to_be_checked()
    pair.mentee.get_by_label("Chercher dans l’espace").fill("diapositives")
    expect(pair.mentee.get_by_text("1 résultat pour")).to_be_visible()
    scan.never_saw(["diapositives"])


def test_two_who_tick_at_once_are_told(pair: Pair) -> None:
    set_goal(pair.mentee, "Présenter mon projet")
    pair.mentee.get_by_role("button", name="Ajouter un pas").click()
    pair.mentee.get_by_label("Ce qui sera fait").fill("Appeler Nadia")
    pair.mentee.get_by_role("button", name="Ajouter ce pas").click()
    step = pair.mentee.get_by_role("checkbox", name="Appeler Nadia")
    expect(step).to_be_visible()
    pair.mentor.goto(f"{pair.address}#goals")
    pair.mentor.reload()
    pair.mentor.get_by_role("checkbox", name="Appeler Nadia").click()
    expect(pair.mentor.get_by_role("checkbox", name="Appeler Nadia")).to_be_checked()
    step.click()
    expect(pair.mentee.get_by_text("vient de modifier ce pas")).to_be_visible()
    expect(step).to_be_checked()

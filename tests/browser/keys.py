"""New keys in the browser: who one is, the steps, the comparison, and the room given back."""

from playwright.sync_api import Page, expect

from tests.factories import PASSWORD


def confirm_identity(page: Page) -> None:
    page.get_by_role("link", name="Confirmer que c’est bien moi").click()
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()


def make_new_keys(page: Page, done: str = "Vos nouvelles clés sont en place") -> list[str]:
    """From the first step to the last; returns the new kit."""
    page.get_by_role("button", name="Créer de nouvelles clés").click()
    page.get_by_label("Je l’ai notée").check()
    page.get_by_role("button", name="Continuer").click()
    kit = page.locator(".kit-words li").all_inner_texts()
    page.get_by_role("button", name="Le kit est rangé").click()
    page.get_by_label("Les mots de votre kit").fill(" ".join(kit))
    page.get_by_role("button", name="Créer de nouvelles clés").click()
    expect(page.get_by_role("heading", name=done)).to_be_visible()
    return kit


def digits(page: Page) -> list[str]:
    expect(page.locator(".digits li")).to_have_count(12)
    return page.locator(".digits li").all_inner_texts()


def compare_and_grant(keeper: Page, other: Page, name: str) -> None:
    """The two compare the safety number; then the one whose keys stayed opens the room to the other again."""
    keeper.reload()
    assert digits(keeper) == digits(other)
    keeper.get_by_role("button", name="Nous avons comparé").click()
    keeper.get_by_role("button", name=f"Rouvrir l’espace à {name}").click()
    expect(keeper.get_by_text(f"C’est fait : {name} retrouve l’espace.")).to_be_visible()

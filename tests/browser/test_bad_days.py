"""Bad days of the encrypted room: each has a plain answer, and nothing that was written is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.vault.models import Draft, Revision
from tests.browser.canary import Scan
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible, Pair, PairWithSecrets, section, set_up, write_note
from tests.browser.site import Site
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Ce que j’ai compris dans le train"
FULL = """() => { IDBObjectStore.prototype.put = () => {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError') } }"""
SWITCHED_OFF = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError') } })"


def begin_note(page: Page, text: str = WORDS) -> None:
    page.get_by_role("link", name="Écrire une note").click()
    page.get_by_label("Titre").fill("En route")
    page.get_by_label("Texte", exact=True).fill(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()


def look(page: Page) -> None:
    """The page is looked at again, and asks for news."""
    page.evaluate("dispatchEvent(new Event('focus'))")


def read_by(page: Page, title: str, text: str) -> None:
    page.reload()
    section(page, "Comptes rendus et notes")
    page.get_by_role("link", name=title).click()
    expect(page.locator("article .prose")).to_have_text(text)


def test_a_note_written_without_a_network_is_sent_when_it_is_back(
    pair: Pair, scan: Scan, accessible: Accessible
) -> None:
    page = pair.mentee
    scan.listen(page)
    begin_note(page)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("Un texte attend le réseau sur cet appareil, chiffré.")).to_be_visible()
    accessible(page)
    stored = page.evaluate(
        """async () => { const open = indexedDB.open('ithaca-outbox', 1);
        const database = await new Promise((done) => { open.onsuccess = () => done(open.result) });
        const all = database.transaction('waiting').objectStore('waiting').getAll();
        return await new Promise((done) => { all.onsuccess = () => done(JSON.stringify(all.result)) }) }"""
    )
    assert "file" in stored
    assert "train" not in stored
    page.context.set_offline(False)
    expect(page.get_by_role("link", name="En route")).to_be_visible()
    expect(page.get_by_text("attend le réseau")).to_have_count(0)
    assert Revision.objects.count() == 1
    read_by(pair.mentor, "En route", WORDS)
    scan.never_saw([WORDS, "dans le train"])


def test_a_note_waits_on_the_device_even_if_the_window_is_closed(pair: Pair) -> None:
    page = pair.mentee
    begin_note(page)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("Un texte attend le réseau")).to_be_visible()
    page.close()
    assert Revision.objects.count() == 0
    context = page.context
    context.set_offline(False)
    again = context.new_page()
    again.goto(pair.address)
    expect(again.get_by_role("link", name="En route")).to_be_visible()
    read_by(pair.mentor, "En route", WORDS)


def test_what_was_written_without_a_network_over_anothers_text_keeps_both(pair: Pair) -> None:
    write_note(pair.mentor, "Plan", "Première idée.")
    note = pair.mentor.url.split("#")[1]
    page = pair.mentee
    page.goto(f"{pair.address}#{note}/write")
    page.reload()
    page.get_by_label("Texte", exact=True).fill(WORDS)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("Un texte attend le réseau")).to_be_visible()
    pair.mentor.get_by_role("link", name="Modifier").click()
    pair.mentor.get_by_label("Texte", exact=True).fill("Une seconde idée.")
    save(pair.mentor)
    expect(pair.mentor.get_by_text("version 2")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("attend le réseau")).to_have_count(0)
    page.goto(f"{pair.address}#{note}/write")
    expect(page.get_by_role("heading", name="Deux versions se sont croisées")).to_be_visible()
    expect(page.get_by_label("Votre version, à compléter")).to_have_value(WORDS)
    expect(page.locator(".compare__theirs")).to_contain_text("Une seconde idée.")


def test_a_full_device_without_a_network_keeps_the_text_on_the_page(pair: Pair) -> None:
    page = pair.mentee
    begin_note(page)
    page.evaluate(FULL)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text(
        "cet appareil n’a plus de place. Laissez cette page ouverte"
    )
    expect(page.get_by_label("Texte", exact=True)).to_have_value(WORDS)
    page.context.set_offline(False)
    save(page)
    expect(page.get_by_role("heading", name="En route")).to_be_visible()
    read_by(pair.mentor, "En route", WORDS)


def test_a_full_device_says_so_before_a_vault_is_made(open_window: OpenWindow, cast: Cast) -> None:
    page = open_window(cast.mentee)
    page.goto("/vault/")
    page.get_by_role("button", name="J’ai compris").click()
    passphrase = page.locator(".passphrase").inner_text()
    page.get_by_label("Je l’ai notée").check()
    page.get_by_role("button", name="Continuer").click()
    kit = page.locator(".kit-words li").all_inner_texts()
    page.get_by_role("button", name="Le kit est rangé").click()
    page.get_by_label("Les mots de votre kit").fill(" ".join(kit))
    page.evaluate(FULL)
    page.get_by_role("button", name="Créer mon espace").click()
    expect(page.get_by_text("Ce navigateur n’enregistre rien pour ce site")).to_be_visible()
    page.reload()  # there is room again: it begins anew, nothing was made
    _passphrase, _kit = set_up(page)
    assert passphrase != _passphrase
    expect(page.get_by_role("heading", name="Votre espace est prêt")).to_be_visible()


def test_a_browser_that_keeps_nothing_says_what_to_do(
    open_window: OpenWindow, cast: Cast, accessible: Accessible
) -> None:
    page = open_window(cast.mentee)
    page.add_init_script(SWITCHED_OFF)
    page.goto("/vault/")
    expect(page.get_by_role("heading", name="La page n’a pas pu s’ouvrir")).to_be_visible()
    expect(page.get_by_text("autorisez le stockage, puis réessayez")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize(
    "wrong",
    [timedelta(days=1), timedelta(days=365), timedelta(days=-365)],
    ids=["a day fast", "a year fast", "a year slow"],
)
def test_a_wrong_clock_blocks_nothing(pair: Pair, wrong: timedelta) -> None:
    page = pair.mentee
    page.clock.install(time=clock.now() + wrong)
    page.reload()
    write_note(page, "À l’heure", WORDS)
    page.get_by_role("link", name="Modifier").click()
    page.get_by_label("Texte", exact=True).fill("Corrigé.")
    save(page)
    expect(page.get_by_text("version 2")).to_be_visible()
    read_by(pair.mentor, "À l’heure", "Corrigé.")
    revision = Revision.objects.order_by("number").last()
    assert revision is not None
    assert abs(clock.now() - revision.created_at) < timedelta(minutes=5), "the server's clock counts"


def test_two_tabs_of_one_person_keep_both_texts(pair: Pair) -> None:
    first = pair.mentee
    write_note(first, "Plan", "Première idée.")
    address = first.url
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(f"{address}/write")
        tab.reload()
        expect(tab.get_by_label("Texte", exact=True)).to_have_value("Première idée.")
    first.get_by_label("Texte", exact=True).fill("De l’onglet un.")
    second.get_by_label("Texte", exact=True).fill("De l’onglet deux.")
    save(first)
    expect(first.get_by_text("version 2")).to_be_visible()
    save(second)
    expect(second.get_by_role("heading", name="Deux versions se sont croisées")).to_be_visible()
    expect(second.locator(".compare__theirs")).to_contain_text("De l’onglet un.")
    expect(second.get_by_label("Votre version, à compléter")).to_have_value("De l’onglet deux.")
    second.get_by_role("button", name="Ajouter ce texte").click()
    second.get_by_role("button", name="Enregistrer la version commune").click()
    expect(second.locator("article .prose")).to_have_text("De l’onglet deux.\n\nDe l’onglet un.")
    look(first)
    expect(first.locator("article .prose")).to_have_text("De l’onglet deux.\n\nDe l’onglet un.")


def test_two_tabs_without_a_network_send_both_their_texts_once(pair: Pair) -> None:
    first = pair.mentee
    second = first.context.new_page()
    second.goto(pair.address)
    expect(second.get_by_role("heading", name="Votre espace avec Marc Delorme")).to_be_visible()
    first.context.set_offline(True)  # both of them
    for page, title in ((first, "De l’onglet un"), (second, "De l’onglet deux")):
        page.bring_to_front()
        page.get_by_role("link", name="Écrire une note").click()
        page.get_by_label("Titre").fill(title)
        page.get_by_label("Texte", exact=True).fill(f"{title}, sans réseau.")
        save(page)
    expect(second.get_by_text("2 textes attendent le réseau sur cet appareil")).to_be_visible()
    first.context.set_offline(False)  # both hear of it at once
    for page in (first, second):
        page.bring_to_front()
        look(page)
        for title in ("De l’onglet un", "De l’onglet deux"):
            expect(page.get_by_role("link", name=title)).to_have_count(1)
        expect(page.get_by_text("le réseau sur cet appareil")).to_have_count(0)
    assert Revision.objects.count() == 2
    assert Draft.objects.count() == 0
    read_by(pair.mentor, "De l’onglet un", "De l’onglet un, sans réseau.")
    read_by(pair.mentor, "De l’onglet deux", "De l’onglet deux, sans réseau.")


def test_locking_in_one_tab_locks_the_other_and_keeps_its_draft(pair_with_secrets: PairWithSecrets) -> None:
    first = pair_with_secrets.mentee
    second = first.context.new_page()
    second.goto(pair_with_secrets.address)
    begin_note(second)
    first.get_by_role("button", name="Verrouiller").click()
    expect(second.get_by_label("Votre phrase secrète", exact=True)).to_be_visible()
    second.get_by_label("Votre phrase secrète", exact=True).fill(pair_with_secrets.mentees_passphrase)
    second.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(second.get_by_label("Texte", exact=True)).to_have_value(WORDS)


def test_a_session_lost_while_writing_keeps_the_text(pair: Pair, site: Site, cast: Cast) -> None:
    page = pair.mentee
    begin_note(page)
    page.context.clear_cookies(name="sessionid")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Reconnectez-vous dans un autre onglet")
    expect(page.get_by_label("Texte", exact=True)).to_have_value(WORDS)
    sign_in_again(page, site, cast.mentee)
    save(page)
    expect(page.get_by_role("heading", name="En route")).to_be_visible()
    read_by(pair.mentor, "En route", WORDS)


def sign_in_again(page: Page, site: Site, person: Person) -> None:
    cookie = {"name": "sessionid", "value": site.session_cookie(person), "url": site.address}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


ANSWERS = [
    (413, "trop volumineux", "raccourcissez"),
    (429, "trop de demandes", "attendez une minute"),
    (500, "n’a pas pu faire", "réessayez"),
    (503, "n’a pas pu faire", "réessayez"),
]


def refusing(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, content_type="text/html", body="<h1>nginx</h1>")


def test_an_answer_of_a_server_in_front_says_what_to_do(pair: Pair) -> None:
    page = pair.mentee
    for status, what, todo in ANSWERS:
        page.goto(f"{pair.address}#notes")
        begin_note(page)
        page.route("**/revisions", refusing(status))
        save(page)
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text(what)
        expect(alert).to_contain_text(todo)
        expect(alert).not_to_contain_text("nginx")
        expect(page.get_by_label("Texte", exact=True)).to_have_value(WORDS)
        page.unroute("**/revisions")
        save(page)
        expect(page.get_by_role("heading", name="En route")).to_be_visible()

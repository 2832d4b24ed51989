"""A real Chromium, one window per person. What is dear is shared, so that a test costs what it looks at:

- One browser and one server (`site`) serve all tests of a worker; each test has windows of its own, closed after it,
  and a database that is empty: `transactional_db` is swept after, see tests/database.py.
- `open_window(person)` opens a window in which somebody is signed in, by a cookie; the form is for tests of signing in.
  `language`, `width`, `dark` say how it looks; an error on the console fails the test.
- `pair` gives mentor and mentee, each in a window, both in their room, with ready keys and vaults that stand open.
  `with_open_vault(page, person)` of tests/browser/rooms.py does so for anybody else; go to a page afterwards.
  Keys come ready, from the protocol's Python twin; in `pair_with_secrets` with a passphrase and a kit of the mentee's
  that open them. The set-up by hand (`set_up`) takes seconds of key derivation: for tests of setting up.
- `kept("name", tell)` of tests/database.py tells a world once a run and copies it from then on, in milliseconds;
  `demo` (tests/conftest.py; with what the worker made of it: tests/browser/test_every_page.py) is the demo.
- `accessible(page)` has axe look at the page as it stands: once a state; `with_axe(page)` for a window of many pages. `valid_html(name, html)` collects; all is
  read in one go at the end. `scan` looks for words that nobody but the two may have.
- Every page in both languages, widths and themes is looked at by test_every_page.py: add its address to pages.py and
  test here what a page *does*: one walk of several steps rather than several of one.
"""

import json
import logging
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)
from pytest_django import Settings

from ithaca.accounts.models import Person
from ithaca.cli.backup import command as backup_command
from ithaca.kernel import ids
from ithaca.mentorships import actions as mentorships
from ithaca.vault.client.keyring import KitWords
from tests.browser.canary import Heard, Scan
from tests.browser.devices import Device
from tests.browser.rooms import Pair, PairWithSecrets, open_vault, with_open_vault
from tests.browser.site import Quiet, Site, every_row, serving
from tests.cast import Cast
from tests.database import begin_the_journal_anew
from tests.vault.people import give_keyring

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "frontend" / "node_modules"
INSTALLED = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, INSTALLED)), None)  # None: Playwright has one of its own
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OpenWindow = Callable[..., Page]
PASSPHRASE = "sept amarres tiennent la barque au ponton"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[str, Quiet]]:
    with serving() as running:
        yield running


@pytest.fixture
def site(served: tuple[str, Quiet], transactional_db: None, settings: Settings) -> Iterator[Site]:
    address, quiet = served
    settings.BASE_URL = address
    # Django's test runner swaps this for a list in memory; here mail goes its real way.
    settings.EMAIL_BACKEND = "ithaca.notifications.backends.Outbox"
    yield Site(address)
    quiet.wait()


@pytest.fixture
def open_window(site: Site, chromium: Browser) -> Iterator[OpenWindow]:
    """Opens a browser window for a person (signed in already) or a visitor; errors on the console fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage, expected: re.Pattern[str] | None) -> None:
        # A refused form answers 4xx on purpose; the browser's own line about it is not an error of ours.
        if expected and expected.search(message.text):
            return
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def open_one(
        person: Person | None = None,
        *,
        language: str = "fr",
        width: int = 1440,
        dark: bool = False,
        expected: re.Pattern[str] | None = None,
    ) -> Page:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale={"fr": "fr-FR", "en": "en-GB"}[language],
            timezone_id="Europe/Paris",
            reduced_motion="reduce",  # contrast is measured, not caught half-way through a fade
        )
        contexts.append(context)
        if person is not None:
            context.add_cookies(
                [{"name": "sessionid", "value": site.session_cookie(person), "url": site.address}]
            )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: hear(message, expected))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


# What axe says, and what reaches beyond the window where the page scrolls sideways; null where there is no axe yet.
LOOK = """async () => {
  if (!('axe' in window)) return null;
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  axe.addReporter('raw results', (results, _options, done) => done(results));
  // No rule of these reads the style sheets, and nothing is to be told of what is as it should be.
  const found = await axe.run(document, { runOnly: tags, reporter: 'raw results', preload: { assets: ['media'] } });
  const faults = found.filter((rule) => rule.violations.length > 0).map((rule) =>
    rule.id + ': ' + rule.violations.map((one) => one.node.source.slice(0, 160)).join(' | '));
  const wide = (one) => one.getBoundingClientRect().right > innerWidth;
  const scrolls = document.documentElement.scrollWidth > innerWidth;
  const all = scrolls ? [...document.querySelectorAll('body *')].filter(wide) : [];
  return [faults, scrolls ? ['the page', ...all.map((one) => one.outerHTML.slice(0, 120))] : []];
}"""


AXE = NODE_MODULES / "axe-core" / "axe.min.js"


def with_axe(page: Page) -> Page:
    """A window in which axe is there on every page, so that it isn't sent for each of hundreds."""
    page.add_init_script(path=AXE)
    return page


@pytest.fixture(scope="session")
def axe_source() -> str:
    return AXE.read_text()


@pytest.fixture
def accessible(axe_source: str) -> Callable[[Page], None]:
    """Fails where axe finds a fault on the page, or where it scrolls sideways."""

    def check(page: Page) -> None:
        seen = page.evaluate(LOOK)
        if seen is None:
            page.evaluate(axe_source)
            seen = page.evaluate(LOOK)
        faults, too_wide = seen
        assert not faults, "\n".join([page.url, *faults])
        assert not too_wide, "\n".join([f"{page.url} scrolls sideways", *too_wide])

    return check


@pytest.fixture(scope="session")
def valid_html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], None]]:
    """Collects pages and has html-validate read them all at once when the tests are over."""
    folder = tmp_path_factory.mktemp("html")
    names: dict[str, str] = {}

    def collect(address: str, html: str) -> None:
        name = f"{len(names)}.html"
        names[name] = address
        (folder / name).write_text(html)

    yield collect
    if not names:
        return
    command = [
        NODE_MODULES / ".bin" / "html-validate",
        "--config",
        ROOT / "tests" / "browser" / "htmlvalidate.json",
        "--formatter",
        "json",
        str(folder),
    ]
    said = tmp_path_factory.mktemp("said") / "faults.json"  # a pipe would lose what comes after 64 KB
    with said.open("w") as out:
        result = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True)
    faults = [
        f"{names[Path(file['filePath']).name]}:{m['line']} {m['ruleId']}: {m['message']}"
        for file in json.loads(said.read_text() or "[]")
        for m in file["messages"]
    ]
    assert not faults, "\n".join(faults)
    assert result.returncode == 0, result.stderr


@pytest.fixture
def scan(site: Site, settings: Settings, tmp_path: Path) -> Iterator[Scan]:
    """
    Listens to what browsers send, and looks through what the server kept, logged and backed up: that of this test alone,
    whose files lie in a folder of their own, in a journal of the database that begins anew.
    """
    shared = Path(settings.DATA_DIR)
    settings.DATA_DIR = tmp_path / "data"
    begin_the_journal_anew()

    def backup() -> bytes:
        file = tmp_path / f"{ids.new_id()}.tar.gz"
        result = CliRunner().invoke(backup_command, [str(file)])
        assert result.exit_code == 0, result.output
        return file.read_bytes()

    log = Heard(settings.LOGGING["formatters"]["line"]["format"])
    logging.getLogger().addHandler(log)
    yield Scan((shared, settings.DATA_DIR), log, every_row, backup)
    logging.getLogger().removeHandler(log)


def begin_pair(cast: Cast) -> str:
    """The address of the room of a pair that has just begun."""
    mentorship = mentorships.begin(
        actor=cast.mentee, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    return f"/mentorships/{mentorship.pk}/room/"


def enter(mentor: Page, mentee: Page, address: str) -> None:
    mentor.goto(address)  # whoever comes first makes the room
    expect(mentor.get_by_role("heading", name="Votre espace avec Inès Benali")).to_be_visible()
    mentee.goto(address)
    expect(mentee.get_by_role("heading", name="Votre espace avec Marc Delorme")).to_be_visible()


@pytest.fixture
def pair(transactional_db: None, open_window: OpenWindow, cast: Cast) -> Pair:
    address = begin_pair(cast)
    mentor, mentee = open_window(cast.mentor), open_window(cast.mentee)
    with_open_vault(mentor, cast.mentor)
    with_open_vault(mentee, cast.mentee)
    enter(mentor, mentee, address)
    return Pair(mentor, mentee, address)


@pytest.fixture
def pair_with_secrets(transactional_db: None, open_window: OpenWindow, cast: Cast) -> PairWithSecrets:
    address = begin_pair(cast)
    mentor, mentee = open_window(cast.mentor), open_window(cast.mentee)
    with_open_vault(mentor, cast.mentor)
    kit = KitWords.make()
    open_vault(mentee, give_keyring(cast.mentee, passphrase=PASSPHRASE, kit=" ".join(kit)))
    enter(mentor, mentee, address)
    return PairWithSecrets(mentor, mentee, address, PASSPHRASE, kit)


@pytest.fixture
def device(site: Site, open_window: OpenWindow) -> Iterator[Device]:
    page = open_window(None)
    # WebAuthn wants a name, not an IP address.
    made = Device(page, site.address.replace("127.0.0.1", "localhost"), page.context.new_cdp_session(page))
    made.cdp.send("WebAuthn.enable")

    def hear(request: Request) -> None:
        made.sent.append(f"{request.url}\n{unquote(request.post_data or '')}")

    page.on("request", hear)
    yield made
    assert not [sent for sent in made.sent if '"prf"' in sent], "the secret never leaves the browser"

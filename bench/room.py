"""Takes the figures of the encrypted room in a real Chromium, as ratios of one run: `room.py OUT`."""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import django
from chromium import Chromium
from room_documents import document_rows

os.environ["DJANGO_SETTINGS_MODULE"] = "ithaca.config.settings"
# The browser and the server share one process here; the rows are made before either begins.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from playwright.sync_api import Locator, Page, expect, sync_playwright  # noqa: E402
from waitress.server import create_server  # noqa: E402

from ithaca.accounts.models import Person  # noqa: E402
from ithaca.cli.demo.accounts import PASSPHRASE  # noqa: E402
from ithaca.cli.demo.world import World  # noqa: E402
from ithaca.cli.demo.world import build as build_world  # noqa: E402
from ithaca.config.wsgi import get_wsgi_application  # noqa: E402
from ithaca.kernel.ids import new_id  # noqa: E402
from ithaca.mentorships.models import Mentorship  # noqa: E402
from ithaca.vault.actions import write_revision  # noqa: E402
from ithaca.vault.client import OpenRoom, Place, open_grant  # noqa: E402
from ithaca.vault.models import Epoch, Grant  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "bench"
CHROMIUM = (
    shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-headless-shell")
)
NOTES = 1000
TIMES = 5
TEXT = (
    "Nous avons parlé de la prise de poste, des deux conversations difficiles que je repousse, et de ce "
    "que j’en attends. D’ici la prochaine séance : en mener une, noter ce qui a aidé. "
)
FIRST_NOTE = 'main a[href^="#notes/"]'


def main(out: Path) -> None:
    for command in ("migrate", "createcachetable", "collectstatic"):
        options = {} if command == "createcachetable" else {"interactive": False}
        call_command(command, verbosity=0, **options)
    world = build_world()
    mentorship, room = fill(world)
    server = create_server(get_wsgi_application(), listen="127.0.0.1:0", threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    address = f"http://127.0.0.1:{server.effective_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"]
        )
        context = browser.new_context(
            base_url=address, locale="fr-FR", viewport={"width": 1440, "height": 900}
        )
        context.add_cookies([{"name": "sessionid", "value": session(world.people["Inès"]), "url": address}])
        context.add_init_script(path=HERE / "room_watch.js")
        page = context.new_page()
        page.set_default_timeout(120_000)
        unlock(page)
        rows = [
            *opening(page, f"/mentorships/{mentorship.pk}/room/", room),
            *scrolling(page),
            *everywhere(page),
        ]
        browser.close()
    rows += documents(address, world.people["Inès"], mentorship, out.parent)
    out.write_text(json.dumps(rows))


def row(name: str, value: float, limit: float, unit: str) -> dict[str, object]:
    return {"name": name, "value": round(value, 2), "limit": limit, "unit": unit}


def session(person: Person) -> str:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return str(client.cookies["sessionid"].value)


def fill(world: World) -> tuple[Mentorship, OpenRoom]:
    """Writes the notes into a pair's room, as its two members would."""
    one = world.people["Inès"]
    mentorship = Mentorship.objects.filter(mentee__person=one, room__isnull=False, ended_at=None).latest("pk")
    other = mentorship.mentor.person
    cards = [world.keyrings[person.pk].card for person in (one, other)]
    grant = Grant.objects.get(epoch__room_id=mentorship.room_id, member=one)
    recipients = [epoch.recipient for epoch in Epoch.objects.filter(room_id=mentorship.room_id)]
    room = open_grant(world.keyrings[one.pk], str(mentorship.room_id), bytes(grant.file), recipients, cards)
    for number in range(NOTES):
        person = (one, other)[number % 2]
        content = {"title": f"Note {number}", "text": f"{TEXT * 3} repère-{number}"}
        sealed = room.sealed_revision(world.keyrings[person.pk], Place(str(new_id()), "note"), content)
        write_revision(actor=person, room_id=uuid.UUID(room.id), sealed=sealed)
    return mentorship, room


def unlock(page: Page) -> None:
    page.goto("/vault/")
    page.get_by_label("Votre phrase secrète", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Ouvrir", exact=True).click()
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible(timeout=120_000)


def age_source() -> str:
    """The age library alone, for the floor that nothing can be faster than."""
    command = [ROOT / "frontend" / "node_modules" / ".bin" / "esbuild", "--bundle", "--format=iife"]
    entry = 'import { Decrypter } from "age-encryption"; globalThis.Decrypter = Decrypter;'
    options = ["--global-name=age", "--minify", "--loader=js"]
    made = subprocess.run(
        [*command, *options], input=entry, cwd=ROOT / "frontend", capture_output=True, text=True, check=True
    )
    return made.stdout


def opening(page: Page, address: str, room: OpenRoom) -> list[dict[str, object]]:
    floors = [floor_of(page, room) for _ in range(TIMES)]
    first, one = (statistics.median(taken[name] for taken in floors) for name in ("first", "one"))
    lists: list[dict[str, float]] = []
    for _ in range(TIMES):
        page.goto(address)
        page.locator(FIRST_NOTE).first.wait_for()
        lists.append(page.evaluate("watched.opened()"))
    shown = statistics.median(one["shown"] - one["arrived"] for one in lists)
    longest = max(one["longest"] for one in lists)
    print(
        f"1,000 notes: {shown:.0f} ms to the first; {first:.1f} ms to decrypt one in a fresh page, {one:.2f} ms in a loop"
    )
    print(f"longest task while opening: {longest:.0f} ms")
    return [
        row("first readable note of 1,000", shown / first, 10, "times decrypting one in a fresh page"),
    ]


def floor_of(page: Page, room: OpenRoom) -> dict[str, float]:
    fresh = page.context.new_page()
    fresh.goto("/confidentiality/")
    fresh.evaluate(age_source())
    taken: dict[str, float] = fresh.evaluate((HERE / "room_floor.js").read_text(), [room.id, room.identity])
    fresh.close()
    return taken


def scrolling(page: Page) -> list[dict[str, object]]:
    page.wait_for_timeout(1500)
    page.evaluate("watched.forget()")
    page.mouse.move(700, 500)
    for step in range(60):
        page.mouse.wheel(0, 900 if step < 50 else -4000)
        page.wait_for_timeout(30)
    page.wait_for_timeout(300)
    scrolled = page.evaluate("watched.tasks()")
    searched = searching(page, page.get_by_label("Chercher dans l’espace"))
    print(f"tasks over 50 ms: {scrolled} while scrolling, {searched} while searching")
    return [
        row("tasks over 50 ms while scrolling 1,000 notes", len(scrolled), 0, "tasks"),
        row("tasks over 50 ms while searching 1,000 notes", len(searched), 3, "tasks"),
    ]


def everywhere(page: Page) -> list[dict[str, object]]:
    """One search over all rooms, one of which holds the thousand notes."""
    page.goto("/vault/search/")
    expect(page.get_by_text(re.compile(r"^[\d\s]+ textes dans \d+ espaces?$"))).to_be_visible(timeout=120_000)
    opening = page.evaluate("watched.tasks()")
    searched = searching(page, page.get_by_label("Chercher dans tous mes espaces"))
    print(f"all rooms: tasks over 50 ms: {opening} while opening, {searched} while searching")
    return [row("tasks over 50 ms while searching all rooms, 1,000 notes", len(searched), 3, "tasks")]


def searching(page: Page, field: Locator) -> list[float]:
    """The tasks over 50 ms while somebody types."""
    page.evaluate("watched.forget()")
    for query in ("séance", "repère-512", "conversations difficiles"):
        field.fill("")
        field.press_sequentially(query, delay=60)
        page.wait_for_timeout(400)
    searched: list[float] = page.evaluate("watched.tasks()")
    field.fill("")
    return searched


def documents(address: str, person: Person, mentorship: Mentorship, folder: Path) -> list[dict[str, object]]:
    """In a browser that nobody records: a recorder keeps every body, which is more than what is measured."""
    downloads = folder / "downloads"
    downloads.mkdir(exist_ok=True)
    with Chromium(str(CHROMIUM), address, session(person), downloads) as browser:
        browser.goto(f"{address}/vault/")
        field = "document.querySelector('input[type=password]')"
        browser.until(field)
        browser.says(
            f"{field}.value = {json.dumps(PASSPHRASE)}; {field}.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        )
        browser.until(f"{field}.value")  # what was typed is known a moment later
        browser.says(f"{field}.form.requestSubmit()")
        browser.until("document.querySelector('h1')?.textContent === 'Mon espace confidentiel'")
        browser.goto(f"{address}/mentorships/{mentorship.pk}/room/#documents")
        return document_rows(browser, str(mentorship.room_id), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

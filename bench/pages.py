"""Times pages over a large programme, as ratios to a bare signed-in page of the same server: `pages.py NAME OUT`."""

import http.client
import json
import os
import statistics
import sys
import threading
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "ithaca.config.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from waitress.server import create_server  # noqa: E402

from ithaca.cli.demo.crowd import build  # noqa: E402
from ithaca.config.wsgi import get_wsgi_application  # noqa: E402
from ithaca.programmes.queries import coordinators_of  # noqa: E402

MENTORS = PAIRS = 10_000
WARM_UPS, TIMES = 8, 40
# The frame of every page, who is signed in, and an empty list: as bare as a signed-in page gets.
BARE = "/requests/"


def main(database: str, out: Path) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    programme = build(2 * MENTORS, mentorships=PAIRS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself, a minute after so many rows came in
    client = Client()
    client.force_login(
        coordinators_of(programme)[0], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    server = create_server(get_wsgi_application(), listen="127.0.0.1:0", threads=2)
    threading.Thread(target=server.run, daemon=True).start()
    start = f"/programmes/{programme.slug}/"
    pages = {
        "bare": BARE,
        "directory search": f"{start}directory/?q=equipe&expertise=leadership",
        "steering": f"{start}steering/",
    }
    medians = measure(server.effective_port, cookie, pages)
    rows = [
        row(
            f"directory search among 10,000 mentors ({database})",
            medians["directory search"] / medians["bare"],
            3,
        ),
        row(f"steering over 10,000 mentorships ({database})", medians["steering"] / medians["bare"], 5),
    ]
    print({name: f"{1000 * value:.1f} ms" for name, value in medians.items()})
    out.write_text(json.dumps(rows))


def row(name: str, value: float, limit: float) -> dict[str, object]:
    return {"name": name, "value": round(value, 2), "limit": limit, "unit": "times a bare signed-in page"}


def measure(port: int, cookie: str, pages: dict[str, str]) -> dict[str, float]:
    """Medians in seconds, the pages taken in turn so that noise meets all of them."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(WARM_UPS + TIMES):
        for name, address in pages.items():
            begun = time.perf_counter()
            browser = http.client.HTTPConnection("127.0.0.1", port)
            browser.request("GET", address, headers={"Cookie": cookie, "Accept-Language": "fr"})
            response = browser.getresponse()
            body = response.read()
            browser.close()
            if response.status != 200 or not body:
                raise SystemExit(f"{address} answered {response.status}")
            if turn >= WARM_UPS:
                taken[name].append(time.perf_counter() - begun)
    return {name: statistics.median(times) for name, times in taken.items()}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

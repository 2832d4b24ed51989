"""The static page of the encrypted room: no template, so that nothing of a request ever gets into it."""

from functools import cache

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static

from ithaca.design.components.assets import fingerprint

SCRIPT = "ithaca/room.js"
ASSETS = ("ithaca/icon.svg", "ithaca/site.css", "ithaca/room.css", SCRIPT)


@cache
def _page() -> str:
    """The built page with the names under which this installation serves its assets; the same for everybody."""
    with open(str(finders.find("ithaca/room.html")), encoding="utf-8") as file:
        html = file.read()
    for asset in ASSETS:
        html = html.replace(f'"{asset}"', f'"{static(asset)}"')
    return html.replace('integrity="sha384"', f'integrity="{fingerprint(SCRIPT)}"')


def island_page(request: HttpRequest) -> HttpResponse:
    """Serves the island. Who may see what is decided by each answer of the API, not here."""
    get_token(request)  # the cookie that the page's own requests send back as a header
    return HttpResponse(_page())

"""The static page of the encrypted room: no template, so that nothing of a request ever gets into it."""

import re
from functools import cache

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.translation import get_language

from ithaca.design.components.assets import fingerprint

ROOM, REQUEST, VAULT, EVERYTHING = "room", "request", "vault", "everything"
COMPETENCES, CERTIFICATION, SEALS = "competences", "certification", "seals"
ASSET = re.compile(r'"(ithaca/[\w.]+)"( integrity)?')


@cache
def _page(bundle: str, language: str) -> str:
    """The built page with the names under which this installation serves its assets; the same for everybody."""
    with open(str(finders.find("ithaca/room.html")), encoding="utf-8") as file:
        html = file.read().replace("ithaca/room.js", f"ithaca/{bundle}.{language}.js")
    html = html.replace('lang="fr"', f'lang="{language}"', 1)

    def named(match: re.Match[str]) -> str:
        asset, checked = match.groups()
        return f'"{static(asset)}"' + (f' integrity="{fingerprint(asset)}"' if checked else "")

    return ASSET.sub(named, html)


def island_page(request: HttpRequest, *, bundle: str = ROOM) -> HttpResponse:
    """Serves the island. Who may see what is decided by each answer of the API, not here."""
    get_token(request)  # the cookie that the page's own requests send back as a header
    return HttpResponse(_page(bundle, "en" if get_language() == "en" else "fr"))

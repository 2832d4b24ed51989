"""Pages for everybody: what is promised, how things stand, and what machines ask for."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.design.components.assets import release
from ithaca.design.views import open_route

ROBOTS = "User-agent: *\nAllow: /$\nAllow: /static/\nAllow: /confidentiality/\nAllow: /code/\nAllow: /accessibility/\nAllow: /verify/\nAllow: /networks/\nDisallow: /\n"


@open_route(Permission.SEE_PUBLIC_PAGES)
def confidentiality(request: HttpRequest) -> HttpResponseBase:
    guide = catalogue.guide("room-protection")
    text = guide.text(get_language() or "fr")
    sections = [(slug, text.sections[slug]) for slug in guide.sections]
    return render(request, "web/confidentiality.html", {"text": text, "sections": sections})


@open_route(Permission.SEE_PUBLIC_PAGES)
def code(request: HttpRequest) -> HttpResponseBase:
    """What the browser must find in each script and style sheet, for it to compare with what it found."""
    room = _("The encrypted room: encrypts and decrypts")
    letter = _("A request to a mentor: encrypts and decrypts")
    vault = _("Your keys and your journal: encrypts and decrypts")
    everything = _("Search and export of all your rooms: encrypts and decrypts")
    uses = {
        "site.js": _("All pages: small comforts"),
        "desk.js": _("The review desk of the matching"),
        "verify.js": _("Verifying certificates, in your browser"),
        "site.css": _("All pages: how they look"),
        **dict.fromkeys(("room.fr.js", "room.en.js"), room),
        **dict.fromkeys(("request.fr.js", "request.en.js"), letter),
        **dict.fromkeys(("vault.fr.js", "vault.en.js"), vault),
        **dict.fromkeys(("everything.fr.js", "everything.en.js"), everything),
        "room.css": _("The encrypted room: how it looks"),
    }
    rows = [(asset, uses.get(asset.path.removeprefix("ithaca/"), "")) for asset in release()]
    return render(request, "web/code.html", {"rows": rows, "address": request.build_absolute_uri("/")[:-1]})


@open_route(Permission.SEE_PUBLIC_PAGES)
def accessibility(request: HttpRequest) -> HttpResponseBase:
    return render(request, "web/accessibility.html")


@open_route(Permission.SEE_PUBLIC_PAGES)
def health(request: HttpRequest) -> HttpResponse:
    """For monitoring: pages are served and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@open_route(Permission.SEE_PUBLIC_PAGES)
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@open_route(Permission.SEE_PUBLIC_PAGES)
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("ithaca/icon.svg"), permanent=True)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came too late: in words, within the page's usual frame."""
    return render(request, "403_csrf.html", status=403)

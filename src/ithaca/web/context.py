"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from ithaca import __version__
from ithaca.accounts.models import Person
from ithaca.accounts.queries import has_demo_people
from ithaca.directory.queries import requests_to_answer
from ithaca.notifications.queries import unseen_count
from ithaca.programmes.models import Programme
from ithaca.web.standing import Standing, standing_of

Item = dict[str, Any]


def navigation(request: HttpRequest) -> dict[str, Any]:
    return {
        "navigation": SimpleLazyObject(lambda: main_items(standing_of(request), request.path)),
        "notices_url": reverse("notifications:index") if request.user.is_authenticated else "",
        "unseen_notices": SimpleLazyObject(lambda: unseen(request)),
        "account_navigation": SimpleLazyObject(lambda: account_items(standing_of(request), request.path)),
        "footer_links": SimpleLazyObject(footer_links),
        "set_language_url": reverse("accounts:set_language"),
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "provider_name": (settings.IDENTITY_PROVIDER or {}).get("name", ""),
        "version": __version__,
        "mail_stays_here": settings.MAIL_TRANSPORT.endswith("EmlFiles"),
    }


def main_items(standing: Standing | None, page: str) -> list[Item]:
    """Where somebody on this page may go."""
    if standing is None:
        return []
    items = [_item(page, _("Home"), "/", "house"), *_of_programmes(page, standing)]
    if standing.inside:
        items += [
            _item(page, _("Requests"), reverse("directory:requests"), "mail") | {"badge": _owed(standing)},
            _item(page, _("Mentorships"), reverse("mentorships:index"), "handshake", "/meetings/"),
        ]
    if standing.coordinated:
        items.append(
            _item(page, _("Steering"), _one(standing.coordinated, "steering:overview"), "chart-column")
        )
    if standing.organisations:
        index, one = reverse("organisations:index"), len(standing.organisations) == 1
        url = reverse("organisations:page", args=[standing.organisations[0].slug]) if one else index
        items.append(_item(page, _("Organisation") if one else _("Organisations"), url, "building-2"))
    if standing.networks:
        index, one = reverse("networks:index"), len(standing.networks) == 1
        url = reverse("networks:members", args=[standing.networks[0].slug]) if one else index
        items.append(
            _item(page, _("Network") if one else _("Networks"), url, "globe", "/networks/", "/seal-schemes/")
        )
    return items


def _owed(standing: Standing) -> int:
    """How many answers a mentor owes."""
    return requests_to_answer(standing.person).count() if standing.as_role("mentor") else 0


def unseen(request: HttpRequest) -> int:
    if not isinstance(request.user, Person):
        return 0
    counted = getattr(request, "unseen_notices", None)
    return counted if isinstance(counted, int) else unseen_count(request.user)


def _of_programmes(page: str, standing: Standing) -> list[Item]:
    items = []
    if standing.programmes:
        label = _("My programme") if len(standing.programmes) == 1 else _("My programmes")
        items.append(_item(page, label, _one(standing.programmes, "programmes:home"), "compass"))
    if standing.searchable:
        items.append(_item(page, _("Directory"), _one(standing.searchable, "directory:search"), "search"))
    return items


def _one(programmes: list[Programme], name: str) -> str:
    """The page of the only programme, or the page on which one chooses."""
    return (
        reverse(name, args=[programmes[0].slug])
        if len(programmes) == 1
        else f"{reverse('web:programmes')}#{name.split(':')[1]}"
    )


def _item(page: str, label: str, url: str, icon: str, *belongs: str) -> Item:
    """`belongs` are the beginnings of other addresses that are part of it."""
    path = url.split("#")[0]
    alone = path == "/" or "#" in url or path.count("/") == 3
    here = page == path if alone else page.startswith(path)
    return {"label": label, "url": url, "icon": icon, "current": here or page.startswith(belongs)}


def account_items(standing: Standing | None, page: str) -> list[Item]:
    """What is somebody's own."""
    mentor = standing is not None and any(row.role == "mentor" for row in standing.inside)
    competences = _item(page, _("My competences"), reverse("competences:mine"), "target")
    certification = _item(page, _("Certification"), reverse("certification:hub"), "star")
    return [
        *([competences] if mentor else []),
        *([certification] if standing is not None and standing.certifies else []),
        _item(page, _("My account"), reverse("accounts:settings"), "settings"),
        _item(page, _("Confidential space"), reverse("vault:own"), "key-round"),
        _item(page, _("Journal"), reverse("vault:journal"), "book-open"),
    ]


def footer_links() -> list[Item]:
    links = [
        {"label": _("Confidentiality"), "url": reverse("web:confidentiality")},
        {"label": _("Accessibility"), "url": reverse("web:accessibility")},
        {"label": _("Verify a certificate or a seal"), "url": reverse("credentials:verify")},
        {"label": _("Registry of seals"), "url": reverse("seals:registry")},
        {"label": _("Research data"), "url": reverse("research:public")},
    ]
    if not settings.PRODUCTION and has_demo_people():
        links.append({"label": _("Demo mailbox"), "url": reverse("web:mailbox")})
    return links

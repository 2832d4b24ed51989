from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.credentials.queries import listed_of
from ithaca.design.views import route
from ithaca.directory import policies, queries, searching, topics
from ithaca.directory.entries import takes_mentees
from ithaca.directory.index import FACETS, Found, Search
from ithaca.directory.views.profile import photo_url
from ithaca.kernel import clock
from ithaca.organisations.queries import not_independent_of
from ithaca.programmes.models import Programme
from ithaca.programmes.texts import localised
from ithaca.programmes.vocabulary import Own

PAGE = 24
SHOWN_VALUES = 8  # of a facet before it is unfolded


@dataclass(frozen=True)
class Value:
    slug: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Names:
    """How places are written, and the programme's own topics."""

    places: Mapping[str, str]
    own: Own


def facet_title(name: str) -> str:
    titles = {
        "expertise": _("Expertise"),
        "sector": _("Sector"),
        "language": _("Language"),
        "place": _("Place"),
        "role": _("Mentor role"),
        "certificate": _("Certificate"),
    }
    return titles[name]


def wanted(request: HttpRequest, programme: Programme) -> Search:
    person = cast(Person, request.user)
    hidden = not_independent_of(person.pk, same_unit=programme.same_unit_excluded) | {person.pk}
    return Search(
        words=request.GET.get("q", "")[:200],
        facets={
            name: frozenset(request.GET.getlist(name)[:50]) for name in FACETS if request.GET.getlist(name)
        },
        available=request.GET.get("available") == "1",
        hidden=hidden,
        day=clock.today().toordinal(),
    )


def _values(name: str, counts: dict[str, int], chosen: frozenset[str], names: Names) -> list[Value]:
    def label(slug: str) -> str:
        if name == "certificate":  # as it stands on the certificate
            return slug
        return names.places.get(slug, slug) if name == "place" else topics.label(name, slug, names.own)

    slugs = {slug for slug, count in counts.items() if count} | set(chosen)
    values = [Value(slug, label(slug), counts.get(slug, 0), slug in chosen) for slug in slugs]
    return sorted(values, key=lambda v: (not v.chosen, -v.count, v.label))


def _facets(search: Search, found: Found, names: Names) -> list[dict[str, Any]]:
    facets = []
    for name in FACETS:
        chosen = search.facets.get(name, frozenset())
        values = _values(name, dict(found.counts.get(name, {})), chosen, names)
        if values:
            first, more = values[:SHOWN_VALUES], values[SHOWN_VALUES : SHOWN_VALUES + 40]
            facets.append(
                {"name": name, "title": facet_title(name), "values": first, "more": more, "chosen": chosen}
            )
    return facets


def _without(query: QueryDict, name: str, value: str = "") -> str:
    """The address of the same search with one choice let go."""
    left = query.copy()
    left.pop("page", None)
    if value:
        left.setlist(name, [v for v in left.getlist(name) if v != value])
    else:
        left.pop(name, None)
    return f"?{left.urlencode()}"


def _chips(request: HttpRequest, facets: list[dict[str, Any]], search: Search) -> list[tuple[str, str]]:
    """(what was chosen, address of the search without it)."""
    chips = [
        (value.label, _without(request.GET, facet["name"], value.slug))
        for facet in facets
        for value in [*facet["values"], *facet["more"]]
        if value.chosen
    ]
    if search.available:
        chips.append((_("Available now"), _without(request.GET, "available")))
    if search.words.strip():
        chips.insert(0, (f"« {search.words.strip()} »", _without(request.GET, "q")))
    return chips


def _loosen(request: HttpRequest, found: Found) -> list[tuple[str, str, int]]:
    """(choice, address without it, mentors that gives): what to let go of when nobody is found."""
    titles = {"words": _("the words"), "available": _("« available now »")}
    parameters = {"words": "q"}
    return [
        (titles.get(name) or facet_title(name), _without(request.GET, parameters.get(name, name)), total)
        for name, total in sorted(found.would_be_without.items(), key=lambda pair: -pair[1])
        if total
    ]


def _cards(found: Found, programme: Programme) -> list[dict[str, Any]]:
    profiles = queries.profiles(found.page)
    people = [each.participation.person_id for each in profiles.values()]
    certificates = listed_of(people, programme.organisation) if people else {}
    return [
        {
            "profile": profile,
            "person": profile.participation.person,
            "available": takes_mentees(profile.participation),
            "expertise": topics.labels("expertise", profile.expertise[:3], programme.own_topics),
            "more": max(0, len(profile.expertise) - 3),
            "certificates": certificates.get(profile.participation.person_id, []),
            "photo": photo_url(profile, programme.slug),
        }
        for pk in found.page
        if (profile := profiles.get(pk))
    ]


@route(Permission.SEARCH_DIRECTORY, policies.directory_of)
def search(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The search window: words, facets with counts, cards."""
    asked = wanted(request, programme)
    number = max(1, int(page)) if (page := request.GET.get("page", "1")).isdecimal() and len(page) < 6 else 1
    found, places = searching.search(programme, asked, skip=(number - 1) * PAGE, take=PAGE)
    facets = _facets(asked, found, Names(places, programme.own_topics))
    # Only the numbers of pages are wanted of the paginator: the cards are those of this page already.
    page_of = Paginator(range(found.total), PAGE).get_page(number)
    summary = ngettext("%(n)s mentor", "%(n)s mentors", found.total) % {"n": found.total}
    context = {
        "programme": programme,
        "programme_name": localised(programme.name, get_language() or "fr"),
        "search": asked,
        "found": found,
        "summary": summary,
        "facets": facets,
        "chips": _chips(request, facets, asked),
        "cards": _cards(found, programme),
        "page": page_of,
        "loosen": [] if found.total else _loosen(request, found),
        "some_unavailable": not asked.available and found.available < found.total,
    }
    return render(request, "directory/search.html", context)

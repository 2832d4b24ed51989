"""Countries (ISO 3166-1) and their regions (ISO 3166-2) by name; the lists and their translations are pycountry's."""

import unicodedata
from functools import cache
from gettext import NullTranslations, translation

import pycountry
from django.utils.translation import get_language

ELSEWHERE = "ZZ"


@cache
def _words(domain: str, language: str) -> NullTranslations:
    return translation(domain, pycountry.LOCALES_DIR, languages=[language], fallback=True)


def _said(domain: str, name: str) -> str:
    return _words(domain, get_language() or "fr").gettext(name)


def _by_name(places: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(places, key=lambda place: unicodedata.normalize("NFKD", place[1]).casefold())


def country_name(code: str) -> str:
    """The country in the reader's language; "" for one that is in no list."""
    found = pycountry.countries.get(alpha_2=code)
    if found is None:
        return ""
    return _said("iso3166-1", getattr(found, "common_name", found.name))


def countries() -> list[tuple[str, str]]:
    """Every country, by name in the reader's language."""
    return _by_name([(each.alpha_2, country_name(each.alpha_2)) for each in pycountry.countries])


@cache
def _parts(country: str) -> tuple[tuple[str, str], ...]:
    rows = (row for row in pycountry.subdivisions if row.country_code == country)
    return tuple((row.code, row.name) for row in rows if row.parent_code is None)


def _turned(name: str) -> str:
    """As one says it: the list has “Murcia, Región de”, in French “Flamande, Région”, in English “Wallonia, Region”."""
    what, comma, kind = name.partition(", ")
    if not comma:
        return name
    if kind.split()[-1][0].islower():  # a preposition
        return f"{kind} {what}"
    return f"{kind} {what[0].lower()}{what[1:]}" if get_language() == "fr" else f"{what} {kind}"


def region_name(code: str) -> str:
    """The region in the reader's language, where the list has it; "" for none."""
    names = dict(_parts(code.split("-")[0]))
    return _turned(_said("iso3166-2", names[code])) if code in names else ""


def regions(country: str) -> list[tuple[str, str]]:
    """The largest parts of a country, by name; none where it has no parts."""
    return _by_name([(code, _turned(_said("iso3166-2", name))) for code, name in _parts(country)])

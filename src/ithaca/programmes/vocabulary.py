"""A programme's own words beside the catalogue's: topics, and the levels at which people work. Pure."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

from ithaca.programmes.texts import localised

Own: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]  # as `Programme.own_topics`
FACETS = ("expertise", "sector")
MOST_TOPICS = 200
MOST_LEVELS = 60

# Ladders that are met often, the lowest first, to guess an order from; a coordinator has the last word.
LADDERS = (
    ("aa", "ao", "eo", "heo", "seo", "grade7", "grade6", "scs", "scs1", "scs2", "scs3", "scs4"),
    ("c", "b", "a", "a+"),
    (
        "stagiaire",
        "apprenti",
        "employe",
        "technicien",
        "agentdemaitrise",
        "cadre",
        "cadresuperieur",
        "dirigeant",
    ),
    (
        "intern",
        "trainee",
        "junior",
        "intermediate",
        "mid",
        "senior",
        "lead",
        "principal",
        "manager",
        "head",
        "director",
        "vp",
        "executive",
    ),
    ("becario", "junior", "intermedio", "senior", "jefe", "director"),
)


def folded(text: str) -> str:
    """What two writings of one word have in common: small letters and digits without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w+]", "", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def own_label(own: Own, facet: str, slug: str, language: str) -> str | None:
    """The name of one of the programme's own topics; None where it has none of this slug."""
    for topic in own.get(facet, ()):
        if topic["slug"] == slug:
            return localised(topic["name"], language)
    return None


def own_choices(own: Own, facet: str, language: str) -> list[tuple[str, str]]:
    """(slug, name) of the programme's own topics, in their order."""
    return [(str(topic["slug"]), localised(topic["name"], language)) for topic in own.get(facet, ())]


def free_slug(name: str, taken: Collection[str]) -> str:
    """A slug that no topic of the catalogue can have, as none holds a hyphen."""
    base = f"own-{folded(name)[:40] or 'topic'}"
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def guessed_order(levels: Collection[str]) -> list[str]:
    """Levels from the lowest to the highest, as a usual ladder or their numbers suggest."""
    keys = {level: folded(level) for level in levels}
    ladder = max(LADDERS, key=lambda steps: sum(key in steps for key in keys.values()))

    def place(level: str) -> tuple[int, list[tuple[int, str]]]:
        parts = [
            (int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", keys[level])
        ]
        return (ladder.index(keys[level]) if keys[level] in ladder else len(ladder), parts)

    return sorted(keys, key=place)

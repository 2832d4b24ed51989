"""What spoke for a pair, in words: what each criterion gave, and what the two have in common by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ithaca.directory import topics
from ithaca.directory.models import Profile
from ithaca.matching.wording import CRITERIA
from ithaca.programmes.vocabulary import Own

# Told to the two, from either side; wishes are nobody's business but their author's.
TOLD: dict[str, Promise] = {
    "topics": _("What the mentee would like help with is what the mentor can help with."),
    "sectors": _("You know the same sectors."),
    "languages": _("You speak the same languages."),
    "place": _("You are near each other."),
    "zone": _("Your clocks show nearly the same time."),
    "seniority": _("The distance in experience is the one that the programme looks for."),
    "roles": _("The mentor likes to accompany in the way that the mentee looks for."),
    "slots": _("You have time at the same moments of the week."),
    "text": _("Your presentations speak of the same things."),
}
SHARED = {
    "topics": ("expertise", "expertise"),
    "sectors": ("sectors", "sector"),
    "languages": ("languages", "language"),
    "roles": ("mentor_roles", "role"),
}


@dataclass(frozen=True)
class Why:
    """One criterion that spoke for a pair, as the two read it."""

    title: object
    sentence: object
    shared: list[str]


def why(
    parts: Mapping[str, int], *, of: tuple[Profile | None, Profile | None], own: Own = MappingProxyType({})
) -> list[Why]:
    """What spoke for a pair, the most telling first; what they share only where both have published it."""
    told = []
    for name, points in sorted(parts.items(), key=lambda part: -part[1]):
        if points > 0 and name in TOLD:
            told.append(Why(CRITERIA[name], TOLD[name], _shared(name, of, own)))
    return told


def _shared(name: str, of: tuple[Profile | None, Profile | None], own: Own) -> list[str]:
    one, other = of
    if name not in SHARED or one is None or other is None:
        return []
    field, facet = SHARED[name]
    mine = set(getattr(one, field))
    return topics.labels(facet, [slug for slug in getattr(other, field) if slug in mine], own)

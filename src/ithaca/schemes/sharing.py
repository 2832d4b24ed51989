"""What two schemes share, and what a holder of one's seal still has to show for the other's. Pure."""

from dataclasses import dataclass

from ithaca.catalogue.models import Scheme
from ithaca.catalogue.models.scheme import AllOf, MonthsAt, NumberOf, Requirements, Rule, Share
from ithaca.schemes.document import content_of
from ithaca.schemes.parts import parts_of


@dataclass(frozen=True)
class Supplement:
    """Of the standards that a level of ours asks for: those that a level of theirs vouches for, and those left."""

    covered: tuple[str, ...]
    remaining: tuple[str, ...]

    @property
    def asked(self) -> int:
        return len(self.covered) + len(self.remaining)


def shared(ours: Scheme, theirs: Scheme) -> frozenset[str]:
    """The standards that both have untouched: same slug, structure, scale, and words in a language that both have."""
    if not set(ours.texts) & set(theirs.texts):
        return frozenset()
    mine, others = parts_of(content_of(ours)), parts_of(content_of(theirs))

    def alike(key: str) -> bool:
        return key in mine and key in others and mine[key].same(others[key])

    return frozenset(
        slug
        for slug, standard in ours.standards.items()
        if alike(f"standard.{slug}") and alike(f"scale.{standard.scale}")
    )


def vouched(scheme: Scheme, level: str) -> frozenset[str]:
    """The standards that every holder of a level is known to meet, where they apply to them."""
    found: set[str] = set()
    for each in scheme.up_to(level):
        for rule in each.rules:
            found |= _vouched_by(scheme, rule)
    return frozenset(found)


def _vouched_by(scheme: Scheme, rule: Rule) -> set[str]:
    if isinstance(rule, AllOf):
        return {one.slug for one in scheme.in_tiers(rule.tiers)}
    if isinstance(rule, NumberOf):
        rows = scheme.in_tiers(rule.tiers)
        return {one.slug for one in rows if one.mandatory or rule.at_least >= len(rows)}
    if isinstance(rule, Requirements):
        rows = scheme.in_tiers(rule.tiers)
        every = rule.at_least >= len({scheme.home[one.slug].slug for one in rows})
        return {one.slug for one in rows} if every else set()
    return set()  # a share of points says of no single standard that it is met


def asked(scheme: Scheme, level: str) -> tuple[str, ...]:
    """The standards that a level looks at, in order."""
    found: set[str] = set()
    for each in scheme.up_to(level):
        for rule in each.rules:
            if isinstance(rule, Share):
                found |= set(scheme.standards)
            elif not isinstance(rule, MonthsAt):
                found |= {one.slug for one in scheme.in_tiers(rule.tiers)}
    return tuple(slug for slug in scheme.standards if slug in found)


def supplement(
    ours: Scheme, level: str, theirs: Scheme, their_level: str, renewed: frozenset[str] = frozenset()
) -> Supplement:
    """What a holder of their level still has to show for ours; what bears a name anew is not known by it."""
    known = {
        slug
        for slug in (shared(ours, theirs) & vouched(theirs, their_level)) - renewed
        # What they may leave out with its whole requirement, and we do not let anybody leave out, is not known.
        if ours.home[slug].optional or not theirs.home[slug].optional
    }
    wanted = asked(ours, level)
    return Supplement(
        tuple(slug for slug in wanted if slug in known), tuple(slug for slug in wanted if slug not in known)
    )

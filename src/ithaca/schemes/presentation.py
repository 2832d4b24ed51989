"""A scheme, its differences and what networks recognise, shaped for pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.catalogue.models import Requirement, Scheme, SealLevel, Standard
from ithaca.catalogue.models.framework import Labelled
from ithaca.catalogue.models.scheme import StandardText
from ithaca.schemes import keeping, merging, queries, sentences, wording
from ithaca.schemes.document import Content
from ithaca.schemes.keeping import Moved
from ithaca.schemes.merging import Meeting
from ithaca.schemes.models import Recognition, SchemeVersion
from ithaca.schemes.parts import How, Part, changes, parts_of, reordered
from ithaca.schemes.queries import Origin
from ithaca.schemes.sentences import Labels, Told
from ithaca.schemes.sharing import Supplement


def language_of() -> str:
    return get_language() or "fr"


def called(origin: Origin | None, raw: str = "") -> str:
    """An origin as people say it: "Grand Large, version 1"; what the row keeps where it is known no more."""
    if origin is None:
        return raw
    if origin.row is not None:
        name, number = origin.row.network.name, origin.row.number
    else:
        number = int(origin.reference.split("@")[1])
        name = catalogue.scheme(origin.reference).text(language_of()).title
    return _("%(title)s, version %(n)s") % {"title": name, "n": number}


def titles(versions: Iterable[SchemeVersion], language: str) -> dict[UUID, str]:
    """The title of each series; those of one title are numbered, the oldest first."""
    rows = sorted({row.series: row for row in versions}.values(), key=lambda row: row.series)
    plain = {row.series: queries.scheme(row).text(language).title for row in rows}
    times = Counter(plain.values())
    found: dict[UUID, str] = {}
    seen: Counter[str] = Counter()
    for series, title in plain.items():
        seen[title] += 1
        numbered = _("%(title)s (no. %(n)s)") % {"title": title, "n": seen[title]}
        found[series] = numbered if times[title] > 1 else title
    return found


@dataclass(frozen=True)
class StandardLine:
    """A standard as a page shows it."""

    code: str
    standard: Standard
    words: StandardText
    tier: str
    facts: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class RequirementLine:
    code: str
    requirement: Requirement
    words: Labelled
    standards: tuple[StandardLine, ...]


@dataclass(frozen=True)
class LevelLine:
    level: SealLevel
    words: Labelled
    after: str
    sentences: tuple[str, ...]


def outline(scheme: Scheme, language: str) -> list[RequirementLine]:
    """Requirements with their standards, in order."""
    words = scheme.text(language)

    def line(one: Standard) -> StandardLine:
        return StandardLine(
            scheme.codes[one.slug],
            one,
            words.standards[one.slug],
            words.tiers[one.tier].label,
            tuple(sentences.fact_sentence(test) for test in one.facts),
            tuple(words.kinds[kind].label for kind in one.evidence),
        )

    return [
        RequirementLine(
            scheme.codes[f"requirement.{each.slug}"],
            each,
            words.requirements[each.slug],
            tuple(line(one) for one in each.standards),
        )
        for each in scheme.requirements
    ]


def levels(scheme: Scheme, language: str) -> list[LevelLine]:
    """Levels with what they ask for, as sentences."""
    labels, words = Labels.of(scheme, language), scheme.text(language)
    return [
        LevelLine(
            each,
            words.levels[each.slug],
            words.levels[each.after].label if each.after else "",
            tuple(sentences.rule_sentence(rule, labels) for rule in each.rules),
        )
        for each in scheme.levels
    ]


def gates(scheme: Scheme, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """The conditions for applying, each with the facts that show it."""
    words = scheme.text(language)
    return [
        (words.gates[each.slug], tuple(sentences.fact_sentence(test) for test in each.facts))
        for each in scheme.gates
    ]


# --- Differences ---


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two versions."""

    told: tuple[Told, ...]
    reordered: bool

    @property
    def counts(self) -> list[tuple[str, object, int]]:
        """How many were added, changed, dropped and moved, each with its tone and its word."""
        found = [(how, sum(each.how == how for each in self.told)) for how in How]
        return [(wording.HOW_TONES[how], wording.HOW[how], count) for how, count in found if count]


def difference(before: Content, after: Content, language: str) -> Difference:
    old, new = Labels(before, language), Labels(after, language)
    found = tuple(sentences.told(each, old, new) for each in changes(before, after))
    return Difference(found, reordered(before, after))


@dataclass(frozen=True)
class CrossingLine:
    """A part that the origin has changed: what it changed, what we changed, both texts side by side."""

    key: str
    how: Meeting
    theirs: Told
    ours: Told | None
    our_text: tuple[str, ...]
    their_text: tuple[str, ...]


def crossing_lines(base: Content, ours: Content, theirs: Content, language: str) -> list[CrossingLine]:
    """The origin's changes since we took from it, those that somebody has to choose on first."""
    then, mine, now = (Labels(content, language) for content in (base, ours, theirs))
    our_parts, their_parts = parts_of(ours), parts_of(theirs)
    found = [
        CrossingLine(
            each.key,
            each.how,
            sentences.told(each.theirs, then, now),
            sentences.told(each.ours, then, mine) if each.ours else None,
            _text_of(our_parts.get(each.key), language),
            _text_of(their_parts.get(each.key), language),
        )
        for each in merging.crossings(base, ours, theirs)
    ]
    return sorted(found, key=lambda line: line.how != Meeting.BOTH)


def _text_of(part: Part | None, language: str) -> tuple[str, ...]:
    """What a part says in one language; nothing where it is gone."""
    if part is None:
        return ()
    words = part.words.get(language) or next(iter(part.words.values()))
    return tuple(str(text) for text in words.values() if isinstance(text, str) and text)


def left_out(version: SchemeVersion, language: str) -> list[tuple[str, str]]:
    """The standards of the origin that a version does without, each with the reason."""
    origin = queries.origin_of(version)
    if origin is None:
        return []
    labels = Labels(origin.content, language)
    dropped = [each for each in queries.departures(version) if each.how == How.DROPPED]
    return [(labels("standards", each.slug), version.reasons.get(each.slug, "")) for each in dropped]


# --- Recognition ---


@dataclass(frozen=True)
class Offer:
    """A level of another network's seal beside one of ours: what is shared, what is left, whether we accept it."""

    ours: SchemeVersion
    our_title: str
    level: str
    level_label: str
    theirs: SchemeVersion
    their_title: str
    their_level: str
    their_label: str
    supplement: Supplement
    remaining: tuple[tuple[str, str], ...]  # code and text of each standard that is left
    recognition: Recognition | None
    moved: Moved | None = None  # what their later version takes away

    @property
    def lost(self) -> list[str]:
        """What every holder met, and need not any more, in words."""
        if self.moved is None:
            return []
        words = queries.scheme(self.theirs).text(language_of())
        return [words.standards[slug].label for slug in self.moved.dropped]

    @property
    def percent(self) -> int:
        return 100 * len(self.supplement.covered) // self.supplement.asked if self.supplement.asked else 100

    @property
    def value(self) -> str:
        """What a form sends to name this pair of levels."""
        return f"{self.ours.pk} {self.level} {self.theirs.pk} {self.their_level}"


def offer(
    ours: SchemeVersion, level: str, theirs: SchemeVersion, their_level: str, accepted: Recognition | None
) -> Offer:
    """One line of the table of recognition."""
    language, mine, others = language_of(), queries.scheme(ours), queries.scheme(theirs)
    words, their_words = mine.text(language), others.text(language)
    found = queries.supplement_between(ours, level, theirs, their_level)
    return Offer(
        ours,
        words.title,
        level,
        words.levels[level].label,
        theirs,
        their_words.title,
        their_level,
        their_words.levels[their_level].label,
        found,
        tuple((mine.codes[slug], words.standards[slug].label) for slug in found.remaining),
        accepted,
    )


def offers(
    ours: list[SchemeVersion], theirs: list[SchemeVersion], accepted: list[Recognition]
) -> list[Offer]:
    """
    What we accept, as it was declared, those first on which somebody has to say something; then every other level of
    theirs beside every level of ours, those first that share most.
    """
    known = {(row.ours.series, row.level, row.theirs.series, row.their_level) for row in accepted}
    found = [
        offer(one, level.slug, other, there.slug, None)
        for one in ours
        for level in queries.scheme(one).levels
        for other in theirs
        for there in queries.scheme(other).levels
        if (one.series, level.slug, other.series, there.slug) not in known
    ]
    kept = [offer(row.ours, row.level, row.theirs, row.their_level, row) for row in accepted]
    kept = [replace(each, moved=keeping.moved(row)) for each, row in zip(kept, accepted, strict=True)]
    names = titles([*ours, *(row.ours for row in accepted)], language_of())
    names |= titles([*theirs, *(row.theirs for row in accepted)], language_of())
    named = [
        replace(each, our_title=names[each.ours.series], their_title=names[each.theirs.series])
        for each in (*kept, *found)
    ]
    return sorted(named, key=lambda each: (each.recognition is None, each.moved is None, -each.percent))

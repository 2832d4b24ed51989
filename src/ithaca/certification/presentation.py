"""Files shaped for pages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.accounts.models import Person
from ithaca.catalogue.models import Ability, Competence
from ithaca.catalogue.models.framework import KindText
from ithaca.certification import figures, queries, rules, wording
from ithaca.certification.models import File, Part, Scheme
from ithaca.certification.rules import Compared
from ithaca.certification.states import FileState as F
from ithaca.competences.queries import counts, coverage_of, portfolio_of

WAY = (F.APPLIED, F.ELIGIBLE, F.SUBMITTED, F.ASSESSING, F.SETTLING, F.INTERVIEW, F.DECIDING, F.CERTIFIED)


def way(row: File) -> list[tuple[str, str, str]]:
    """The steps of a file as (label, done | current | next, dates and who, or how long it usually takes)."""
    stages, usual = figures.stages_of(row), figures.usual_days(row.scheme.organisation)
    zone = row.person.time_zone
    found = []
    for n, stage in enumerate(stages):
        day = date_format(stage.at.astimezone(ZoneInfo(zone)), "DATE_FORMAT")
        by = f" · {stage.by.name}" if stage.by else ""
        last = n == len(stages) - 1
        often = f" · {_usually(usual[stage.state])}" if last and stage.state in usual else ""
        state = "current" if last and row.state != F.CERTIFIED else "done"
        found.append((str(wording.STATES[stage.state]).capitalize(), state, f"{day}{by}{often}"))
    ahead = [state for state in WAY if WAY.index(state) > WAY.index(F(row.state))] if row.state in WAY else []
    if row.renews_id:
        ahead = [state for state in ahead if state in (F.ELIGIBLE, F.DECIDING, F.CERTIFIED)]
    elif not row.scheme.interview:
        ahead = [state for state in ahead if state != F.INTERVIEW]
    for state in ahead:
        often = _usually(usual[state]) if state in usual else ""
        found.append((str(wording.STATES[state]).capitalize(), "next", often))
    return found


def lacking_by_level(person: Person, scheme: Scheme) -> dict[str, int]:
    """{level: how many of the things that it asks for beforehand are missing}; nothing without a portfolio."""
    portfolio = portfolio_of(person, scheme.version)
    if portfolio is None:
        return {}
    levels = queries.framework_of(scheme).levels
    files = [File(scheme=scheme, person=person, portfolio=portfolio, level=each.slug) for each in levels]
    return {row.level: len(queries.lacking_to_apply(row)) for row in files}


@dataclass(frozen=True)
class HandingIn:
    """What of a portfolio would be handed in now, and what would stay behind."""

    items: int
    facts: int
    unwritten: int
    unanswered: int  # the mentee has not agreed


def handing_in(row: File) -> HandingIn:
    covered = coverage_of(row.portfolio)
    taken = [each for each in covered.items if counts(each, covered.written)]
    unwritten = [each for each in covered.items if each.pk not in covered.written]
    unanswered = len(covered.items) - len(taken) - len(unwritten)
    return HandingIn(len(taken), len(covered.known.counts()), len(unwritten), unanswered)


def nobody_decides(row: File) -> bool:
    """Whether a file waits for a decision that nobody on the panel may take."""
    return row.state in (F.DECIDING, F.APPEALED) and not queries.could_decide(row)


def _usually(days: int) -> str:
    return ngettext("usually %(n)s day", "usually %(n)s days", days) % {"n": days}


@dataclass(frozen=True)
class Seen:
    """An item as an assessor sees it in a frozen portfolio: no name, no words."""

    id: UUID
    kind: str
    made_on: date
    file: str
    validated: bool


@dataclass(frozen=True)
class Line:
    """One ability with what was handed in for it, the marks and the comments."""

    ability: Ability
    text: str
    items: list[Seen]
    facts: list[str]
    suffices: bool
    compared: Compared | None
    comments: list[tuple[Person, str]]
    found: list[tuple[Person, str]]  # who gave which mark

    @property
    def agreed(self) -> list[Person]:
        """Who stands by the mark that is proposed where they differ."""
        return [who for who, _mark in self.found if self.compared and who.pk in self.compared.agreed]


def lines(
    row: File,
    language: str,
    *,
    compared: Collection[Compared] = (),
    comments: Mapping[str, Any] | None = None,
    parts: Collection[Part] = (),
) -> list[tuple[Competence, str, list[Line]]]:
    """By competence, the abilities for which something was handed in."""
    framework = queries.framework_of(row.scheme)
    words, shown = framework.text(language), queries.shown_in(row)
    asked, by_ability = set(rules.to_rate(shown)), {each.ability: each for each in compared}
    validated = queries.validated_in(row)
    kinds, handed = words.kinds, queries.manifest_of(row)["items"] if row.frozen else []
    found = []
    for competence in framework.competences:
        mine = [
            Line(
                ability=each,
                text=words.abilities[each.slug],
                items=_items(handed, each, kinds, validated),
                facts=[one.fact for one in shown[each.slug].evidence if one.fact],
                suffices=shown[each.slug].suffices,
                compared=by_ability.get(each.slug),
                comments=(comments or {}).get(each.slug, []),
                found=_found(by_ability.get(each.slug), parts),
            )
            for each in competence.abilities
            if each.slug in asked
        ]
        if mine:
            found.append((competence, words.competences[competence.slug], mine))
    return found


def _found(compared: Compared | None, parts: Collection[Part]) -> list[tuple[Person, str]]:
    marks = compared.marks if compared else {}
    return [(part.person, marks[part.person_id]) for part in parts if part.person_id in marks]


def _items(
    handed: Collection[Mapping[str, Any]],
    ability: Ability,
    kinds: Mapping[str, KindText],
    validated: Collection[tuple[UUID, str]],
) -> list[Seen]:
    return [
        Seen(
            UUID(each["id"]),
            kinds[each["kind"]].label if each["kind"] in kinds else each["kind"],
            date.fromisoformat(each["made_on"]),
            each["file"] or "",
            ability.slug in each["validated"] or (UUID(each["id"]), ability.slug) in validated,
        )
        for each in handed
        if ability.slug in each["abilities"] and each["kind"] in ability.evidence
    ]


def agreement(row: File, compared: Collection[Compared]) -> str:
    """Kappa in figures, with how it reads."""
    return kappa_in_words(queries.agreement_in(compared))


def kappa_in_words(value: float | None) -> str:
    if value is None:
        return _("nothing to measure: all gave one and the same mark")
    for least, words in (
        (0.8, _("very good")),
        (0.6, _("good")),
        (0.4, _("moderate")),
        (0.2, _("fair")),
        (-1, _("slight")),
    ):
        if value >= least:
            return f"{number_format(value, 2)} ({words})"
    return number_format(value, 2)

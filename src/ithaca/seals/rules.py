"""Who must not audit or decide, when auditors differ, when a file goes on, what a committee has come to. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ithaca.schemes.rules import Result
from ithaca.seals.states import FindingState

YEARS_AFTER = 3  # for which somebody who took part in an organisation's programme still belongs to it


# --- Conflicts of interest ---


class Conflict(StrEnum):
    """Why somebody must not audit a file or decide on it."""

    ADMINISTERS = "administers"
    COORDINATES = "coordinates"
    TAKES_PART = "takes part"  # or has within the last years
    DECLARED = "declared"
    MUTUAL = "mutual"  # somebody of this organisation audited theirs
    AUDITED = "audited"
    DECIDED = "decided"


# What also keeps an administrator of the network from having a hand in a file: they belong to the organisation.
BINDING = frozenset({Conflict.ADMINISTERS, Conflict.COORDINATES, Conflict.TAKES_PART, Conflict.DECLARED})


class Way(StrEnum):
    """How somebody belongs to an organisation."""

    ADMINISTERS = "administers"
    COORDINATES = "coordinates"
    TAKES_PART = "takes part"


@dataclass(frozen=True)
class Belonging:
    """One person and one organisation; `until` is the last day, none while it lasts."""

    person: UUID
    organisation: UUID
    way: Way
    until: date | None = None

    def counts(self, today: date) -> bool:
        return self.until is None or self.until >= years_before(today, YEARS_AFTER)


@dataclass(frozen=True)
class Bonds:
    """What stands between an organisation's file and whoever could audit it or decide on it."""

    organisation: UUID
    today: date
    belongings: Collection[Belonging] = ()  # of the candidates, and of those who audited their organisations
    declared: frozenset[UUID] = frozenset()
    last_auditors: Mapping[UUID, frozenset[UUID]] | None = None  # of each organisation's last audited file
    audited: frozenset[UUID] = frozenset()  # ever, in this file
    decided: frozenset[UUID] = frozenset()  # ever, in this file

    def ways(self, person: UUID) -> list[Way]:
        """How somebody belongs to the organisation, now or not long ago."""
        found = {
            each.way
            for each in self.belongings
            if each.person == person and each.organisation == self.organisation and each.counts(self.today)
        }
        return [way for way in Way if way in found]

    def houses(self, person: UUID) -> set[UUID]:
        """The organisations that somebody administers or coordinates for."""
        return {
            each.organisation
            for each in self.belongings
            if each.person == person and each.way != Way.TAKES_PART and each.counts(self.today)
        }


def against(person: UUID, bonds: Bonds) -> list[Conflict]:
    """
    What keeps somebody from auditing or deciding. The same for both: who has audited does not decide, and after an
    appeal that was upheld others do both.
    """
    found = [Conflict(way.value) for way in bonds.ways(person)]
    if person in bonds.declared:
        found.append(Conflict.DECLARED)
    if is_mutual(person, bonds):
        found.append(Conflict.MUTUAL)
    if person in bonds.audited:
        found.append(Conflict.AUDITED)
    if person in bonds.decided:
        found.append(Conflict.DECIDED)
    return found


def is_mutual(person: UUID, bonds: Bonds) -> bool:
    """Whether somebody of this organisation was among the last auditors of one of the person's own."""
    return any(
        bonds.ways(auditor)
        for house in bonds.houses(person)
        for auditor in (bonds.last_auditors or {}).get(house, frozenset())
    )


def years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


# --- What auditors found ---


def differs(steps: Collection[str]) -> bool:
    """Auditors may share the standards among themselves: two differ where both have judged, and otherwise."""
    return len(set(steps)) > 1


def agreed(judged: Mapping[str, Collection[str]]) -> dict[str, str]:
    """{standard: the step} wherever all auditors who have judged say the same."""
    return {slug: next(iter(steps)) for slug, steps in judged.items() if steps and not differs(steps)}


def settled_standards(findings: Collection[tuple[str, str]]) -> set[str]:
    """The standards of which something was to be put right, and all of it has been: from (standard, state) of each finding."""
    asked = {standard for standard, state in findings if state != FindingState.NOTED}
    left = {
        standard for standard, state in findings if state not in (FindingState.NOTED, FindingState.SETTLED)
    }
    return asked - left


# --- When a reported file goes on ---

WAITING = (FindingState.OPEN, FindingState.ANSWERED)


def all_judged(states: Collection[str]) -> bool:
    """Whether nothing waits any more: each finding is settled or stands."""
    return not any(state in WAITING for state in states)


def goes_on_by_itself(
    states: Collection[str], *, answers_until: date, judge_until: date, today: date
) -> bool:
    """
    Whether the clock hands a file over: the time for answers is over, and what was answered in time has been judged,
    or the auditors' time for that is over too.
    """
    if today <= answers_until:
        return False
    return FindingState.ANSWERED not in states or today > judge_until


# --- The committee ---


def outcome(votes: Sequence[str], *, quorum: int) -> str | None:
    """What a committee has come to: more than half of the votes, once there are enough."""
    if len(votes) < quorum:
        return None
    step, times = Counter(votes).most_common(1)[0]
    return step if times * 2 > len(votes) else None


def may_be_awarded(result: Result, asked: str) -> list[str]:
    """The levels that a file reaches, none beyond the one it asked for; from the first to the highest."""
    order = [each.level for each in result.outcomes]
    last = order.index(asked)
    return [each.level for each in result.outcomes if each.awarded and order.index(each.level) <= last]


def appeal_until(decided: datetime, days: int) -> datetime:
    return decided + timedelta(days=days)

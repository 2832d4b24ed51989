"""The checklists of a pair: whose duty, in which phase, done when, and by whom or by which fact. Progress, never content."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ithaca.mentorships.models import Tick
from ithaca.mentorships.sentences import SOURCES
from ithaca.programmes.duties import Duty, PhaseWords


@dataclass(frozen=True)
class Item:
    """One duty on somebody's list."""

    duty: Duty
    done_at: datetime | None
    by: str = ""  # the coordinator who ticked it: theirs is one list for several people

    @property
    def source(self) -> object:
        """Where the answer of a duty that nobody ticks comes from."""
        return SOURCES.get(self.duty.fact, "")

    @property
    def kept(self) -> bool:
        """Whether it still belongs to the programme; else it is shown because it was ticked."""
        return not self.duty.left_out


@dataclass(frozen=True)
class PhaseList:
    """The duties of one person in one phase."""

    words: PhaseWords
    items: tuple[Item, ...]
    current: bool

    @property
    def done(self) -> int:
        return sum(item.done_at is not None for item in self.items if item.kept)

    @property
    def total(self) -> int:
        return sum(item.kept for item in self.items)


def items(
    duties: Iterable[Duty], ticks: Mapping[str, Tick], facts: Mapping[str, Mapping[str, datetime | None]]
) -> list[Item]:
    """Every duty with what answers it; those left out only where they were ticked."""
    found = []
    for duty in duties:
        if duty.fact:
            answers = facts.get(duty.fact, {})
            item = Item(duty, answers.get(duty.role) or answers.get(""))
        else:
            tick = ticks.get(duty.key)
            by = tick.person.name if tick and duty.role == "coordinator" else ""
            item = Item(duty, tick.ticked_at if tick else None, by)
        if not duty.left_out or (item.done_at and not duty.fact):
            found.append(item)
    return found


def lists(phases: Iterable[PhaseWords], items: Iterable[Item], *, role: str, current: str) -> list[PhaseList]:
    """One role's lists, phase by phase; a phase without duties is left out."""
    mine = [item for item in items if item.duty.role == role]
    made = [
        PhaseList(phase, tuple(i for i in mine if i.duty.phase == phase.slug), phase.slug == current)
        for phase in phases
    ]
    return [one for one in made if one.items]


def open_by_hand(duties: Iterable[Duty], ticks: Mapping[str, Tick], *, role: str, phase: str) -> int:
    """How many duties of this role and phase nobody has ticked and no fact answers: what is left to do oneself."""
    mine = [d for d in duties if (d.role, d.phase) == (role, phase) and not d.fact and not d.left_out]
    return sum(duty.key not in ticks for duty in mine)

"""How a rule is written and found."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.notifications.post import Words


@dataclass(frozen=True)
class Due:
    """One person, to be reminded of one thing, now.

    A rule may say so as often as it likes: the subject, the person, the rule's name and `which` of several
    (the date it is for, "1", "2" …) make it one reminder.
    """

    subject_id: UUID
    person: Person
    which: str
    words: Words
    path: str
    programme_id: UUID | None = None
    values: Mapping[str, object] = field(default_factory=dict)


Rule = Callable[[datetime], Iterable[Due]]
RULES: dict[str, Rule] = {}


def reminds(about: str) -> Callable[[Rule], Rule]:
    """Registers a rule under its name, by which its reminders are remembered: it never changes."""

    def register(rule: Rule) -> Rule:
        if about in RULES:
            raise ValueError(f"Two rules remind of “{about}”.")
        RULES[about] = rule
        return rule

    return register


def stage(waiting: timedelta, stages: tuple[timedelta, ...]) -> Iterator[str]:
    """The last stage that a wait has reached: whoever missed the first is reminded once, not twice."""
    reached = sum(waiting >= one for one in stages)
    if reached:
        yield str(reached)

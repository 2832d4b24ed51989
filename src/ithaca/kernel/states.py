"""State machines as tables.

A table says which verb leads from which states to which state. The database constraint and the
diagram in `docs/states.md` are derived from it, so that none of the three can drift.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ForbiddenTransition(Exception):
    """The verb is not allowed in the present state: a stale page, a second click, or a race lost."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb} is not possible from state {state}")
        self.verb = verb
        self.state = state


@dataclass(frozen=True)
class Transition:
    verb: str
    sources: frozenset[str]
    target: str


@dataclass(frozen=True)
class StateTable:
    """The states of one kind of record and the verbs that move between them."""

    name: str
    states: type[StrEnum]
    initial: str
    transitions: tuple[Transition, ...]

    def after(self, verb: str, state: str) -> str:
        """The state that `verb` leads to from `state`; raises ForbiddenTransition."""
        for transition in self.transitions:
            if transition.verb == verb and state in transition.sources:
                return transition.target
        raise ForbiddenTransition(verb, state)

    def allows(self, verb: str, state: str) -> bool:
        return any(t.verb == verb and state in t.sources for t in self.transitions)

    def sources(self, verb: str) -> frozenset[str]:
        """Every state from which `verb` is possible."""
        return frozenset().union(*(t.sources for t in self.transitions if t.verb == verb))

    def values(self) -> list[str]:
        return [state.value for state in self.states]

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for transition in self.transitions:
            lines += [
                f"    {s} --> {transition.target}: {transition.verb}" for s in sorted(transition.sources)
            ]
        sources = frozenset().union(*(t.sources for t in self.transitions))
        lines += [f"    {state} --> [*]" for state in self.values() if state not in sources]
        return "\n".join(lines)


def table(
    name: str, states: type[StrEnum], initial: str, moves: Mapping[str, Iterable[tuple[Iterable[str], str]]]
) -> StateTable:
    """Builds a table from `{verb: [((source, …), target), …]}`."""
    transitions = tuple(
        Transition(verb, frozenset(sources), target)
        for verb, targets in moves.items()
        for sources, target in targets
    )
    return StateTable(name, states, initial, transitions)

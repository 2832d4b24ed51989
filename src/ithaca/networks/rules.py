"""Decisions about memberships, and which counts a network may see. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ithaca.networks.states import MembershipState

SMALLEST = 5  # people or pairs, below which a count is not shown: nobody is made out in it
# What an older letter of the network does not undo; whoever only took a request back may still follow it.
AGAINST_LETTERS = frozenset(
    {
        MembershipState.DECLINED,
        MembershipState.SUSPENDED,
        MembershipState.EXCLUDED,
        MembershipState.LEFT,
    }
)
ASKS_AGAIN = timedelta(days=1)  # after a no: whoever answers for the network is not flooded
OF_NETWORK = ("accept", "decline", "suspend", "reinstate", "exclude")  # steps that are the network's to take
NEEDS_REASON = frozenset({"decline", "suspend", "exclude"})


@dataclass(frozen=True)
class Count:
    """A count as it is shown: None where it is too small to be."""

    value: int | None

    @property
    def hidden(self) -> bool:
        return self.value is None


@dataclass(frozen=True)
class Total:
    """A sum over what is shown alone, so that no hidden part can be worked out from it."""

    value: int
    at_least: bool  # something is left out


def shown(count: int, *, of: int | None = None) -> Count:
    """A count of people or pairs, or (`of` so many of them) of what they did; zero tells nothing of anybody."""
    behind = count if of is None else of
    return Count(count if behind == 0 or behind >= SMALLEST else None)


def total(counts: Iterable[Count]) -> Total:
    values = [count.value for count in counts]
    return Total(sum(value for value in values if value is not None), None in values)


def overtakes(state: str, since: datetime, written: datetime) -> bool:
    """Whether what became of a membership is later than a letter, and stands against it."""
    return state in AGAINST_LETTERS and since >= written


def asks_again_at(state: str, since: datetime) -> datetime | None:
    """From when on an organisation may ask once more; None: at once."""
    refused: Collection[str] = (
        MembershipState.DECLINED,
        MembershipState.EXCLUDED,
        MembershipState.TAKEN_BACK,
    )
    return since + ASKS_AGAIN if state in refused else None

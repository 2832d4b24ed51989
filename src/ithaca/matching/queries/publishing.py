"""What publishing a run would do as things stand now."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ithaca.matching.models import Pair, Run
from ithaca.matching.policy import Change, changes
from ithaca.matching.queries.pairs import excluded_by_now, pairs_of
from ithaca.matching.queries.policy import policy_in_force, policy_of
from ithaca.matching.queries.proposals import hindrances
from ithaca.matching.rules import Hindrance
from ithaca.programmes.queries import untold


@dataclass(frozen=True)
class Against:
    """A pair of a run that can't be proposed, and the rules where it is they."""

    pair: Pair
    hindrance: Hindrance
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Which pairs are proposed, which no longer, and what else comes of it."""

    possible: list[Pair]
    against: list[Against]
    # Participations whose acceptance can't be taken back any more, once they hear of a pair.
    just_accepted: set[UUID]
    adopted: list[Change] | None  # what comes into force, because the run has tried it out

    @property
    def joined(self) -> set[UUID]:
        """Everybody of it who takes part already."""
        return _joined(self.possible)


def plan(run: Run) -> Plan:
    """A constant number of queries. Raises Refusal."""
    tries, in_force = run.policy.number is None, policy_in_force(run.programme)
    policy = policy_of(run.policy) if tries else in_force
    found = pairs_of(run)
    excluded = excluded_by_now(run, found, policy)
    out = hindrances(run.programme, found, excluded)
    possible = [pair for pair in found if pair.pk not in out]
    return Plan(
        possible=possible,
        against=_against(found, out, excluded),
        just_accepted=untold(_joined(possible)),
        adopted=changes(in_force, policy) if tries else None,
    )


def _against(
    found: list[Pair], out: Mapping[UUID, Hindrance], excluded: Mapping[UUID, tuple[str, ...]]
) -> list[Against]:
    return [
        Against(pair, out[pair.pk], excluded.get(pair.pk, ()) if out[pair.pk] == Hindrance.EXCLUDED else ())
        for pair in found
        if pair.pk in out
    ]


def _joined(pairs: list[Pair]) -> set[UUID]:
    sides = (one for pair in pairs for one in (pair.mentee, pair.mentor))
    return {one.participation_id for one in sides if one.participation_id}

"""Reads of a run's people and pairs."""

from ithaca.matching.models import Pair, Run

PEOPLE = tuple(
    f"{side}__{joined}" for side in ("mentor", "mentee") for joined in ("participation", "invitation")
)


def pairs_of(run: Run) -> list[Pair]:
    """Every pair of a run with its people, in the engine's order."""
    rows = Pair.objects.filter(run=run).select_related(*PEOPLE)
    return list(rows.order_by("mentee__number"))

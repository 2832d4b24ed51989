"""What the indicators count of resources."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from ithaca.journal import queries as journal
from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tallies, number
from ithaca.resources.models import Resource

VERBS = ("resource.added", "resource.shown", "resource.hidden", "resource.removed")


def resources_published(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """How many there were to read at the end of the period: added, neither hidden nor removed by then."""
    # Guides come with the programme, without an event; what was removed stands in the journal alone.
    steps: dict[tuple[UUID, UUID], list[tuple[datetime, str]]] = defaultdict(list)
    for programme, resource, made in Resource.objects.filter(programme__in=programmes).values_list(
        "programme_id", "pk", "created_at"
    ):
        steps[programme, resource].append((made, "resource.added"))
    for event in journal.told_of(programmes, VERBS):
        assert event.programme_id is not None
        steps[event.programme_id, event.subject_id].append((event.at, event.verb))
    found = Counter(
        (programme, index)
        for (programme, _resource), told in steps.items()
        for index, period in enumerate(periods)
        if _readable([(at, verb) for at, verb in told if at < period.until])
    )
    return {(key, index): number(found[key, index]) for key in programmes for index in range(len(periods))}


def _readable(told: Sequence[tuple[datetime, str]]) -> bool:
    if not told:
        return False
    _at, last = max(told, key=lambda step: step[0])
    return last in ("resource.added", "resource.shown")

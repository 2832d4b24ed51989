"""What the indicators ask about safeguarding checks and the matching policy."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q
from django.db.models.lookups import GreaterThanOrEqual, IsNull

from ithaca.journal import queries as journal
from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tallies, Tally, shares, yes
from ithaca.matching.models import PolicyVersion
from ithaca.programmes.facts import mentors_at, pairing_of, participations
from ithaca.programmes.models import Pairing


def checks_recorded(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of the mentors inside at the end: whose safeguarding check had been seen and was still valid."""

    def valid(period: Period) -> Q:
        def told(key: str) -> object:
            return journal.last_fact("pk", "safeguarding.noted", period.until, key=key)

        endless = Q(IsNull(told("valid_until"), True))
        lasting = Q(GreaterThanOrEqual(told("valid_until"), period.last_day.isoformat()))
        return Q(IsNull(told("seen_on"), False)) & (endless | lasting)

    return shares(
        participations(programmes),
        periods,
        case=lambda period: mentors_at(period.until),
        hit=valid,
    )


def matching_policy_published(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Whether the policy by which pairs are made was in force; nothing to say where mentees choose themselves."""
    versions = PolicyVersion.objects.filter(programme__in=programmes, number__isnull=False)
    # The oldest of each stands last, and so stays.
    first = dict(versions.order_by("-created_at").values_list("programme_id", "created_at"))
    matched = pairing_of(programmes)
    return {
        (key, index): Tally()
        if matched.get(key) == Pairing.DIRECTORY
        else yes(key in first and first[key] < period.until)
        for key in programmes
        for index, period in enumerate(periods)
    }

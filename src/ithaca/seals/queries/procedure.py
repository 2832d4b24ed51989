"""How a network audits and decides."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from ithaca.kernel import clock
from ithaca.networks.models import Network
from ithaca.seals import workdays
from ithaca.seals.models import Procedure


def procedure_of(network: Network) -> Procedure:
    """What the network has set, else the defaults."""
    return Procedure.objects.filter(network=network).first() or Procedure(network=network)


def quorums_of(network_ids: Collection[UUID]) -> dict[UUID, int]:
    """{network: how many votes its committee needs}"""
    told = Procedure.objects.filter(network__in=network_ids).values_list("network_id", "quorum")
    return dict.fromkeys(network_ids, Procedure().quorum) | dict(told)


def country_of(network: Network) -> str:
    """Whose working days count; "" where the network names none."""
    return str(network.countries[0]) if network.countries else ""


def day_in(network: Network, moment: datetime) -> date:
    """The day that a moment belongs to for a network: by the clock of its first country."""
    return moment.astimezone(ZoneInfo(workdays.zone(country_of(network)))).date()


def today_in(network: Network) -> date:
    return day_in(network, clock.now())

"""How a network audits and decides."""

from ithaca.networks.models import Network
from ithaca.seals.models import Procedure


def procedure_of(network: Network) -> Procedure:
    """What the network has set, else the defaults."""
    return Procedure.objects.filter(network=network).first() or Procedure(network=network)


def country_of(network: Network) -> str:
    """Whose working days count; "" where the network names none."""
    return str(network.countries[0]) if network.countries else ""

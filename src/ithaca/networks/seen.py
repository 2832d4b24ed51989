"""What a page tells of a network that several people write: `editions.seen` asks whether it still stands. Pure."""

from ithaca.networks.models import Network


def network(row: Network) -> object:
    """To whoever changes how it presents itself."""
    return [row.name, row.website, row.languages, row.countries, row.public, row.presentation]

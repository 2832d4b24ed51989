"""Countries with programmes, as the maps of networks draw them."""

from ithaca.programmes.models import Programme
from ithaca.web.networks.figures import Land, Place


def land(country: str, **counts: int) -> Land:
    """So many programmes by region, `FR_PDL=2`; `nowhere` for those without one."""
    places = [
        Place(country, "" if name == "nowhere" else name.replace("_", "-"), (Programme(),) * n)
        for name, n in counts.items()
    ]
    return Land(country, tuple(places))

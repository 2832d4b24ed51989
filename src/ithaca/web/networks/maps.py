"""Maps of countries by region, drawn by the server. The outlines are those of `outlines/`, which
`scripts/draw_maps.py` has made: a picture of a country in its own projection, one path a region."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from ithaca.organisations.places import region_name
from ithaca.web.networks.figures import Land

OUTLINES = Path(__file__).parent / "outlines"
MANY, SOME = 4, 2  # programmes in a region, from which on it is drawn darker


@dataclass(frozen=True)
class Region:
    """One outline. `n` stands in it at (x, y), so that nothing hangs on the colour."""

    name: str
    path: str
    n: int
    sealed: int  # of them
    x: int
    y: int

    @property
    def shade(self) -> int:
        """0 to 3."""
        return (self.n > 0) + (self.n >= SOME) + (self.n >= MANY)


@dataclass(frozen=True)
class Picture:
    """A country: `elsewhere` is how many of its programmes lie in no region of the picture."""

    land: Land
    width: int
    height: int
    regions: tuple[Region, ...]
    elsewhere: int

    @property
    def sealed(self) -> bool:
        """Whether a programme in some region holds a seal."""
        return any(region.sealed for region in self.regions)


@cache
def _outline(country: str) -> Mapping[str, Any] | None:
    path = OUTLINES / f"{country}.json"
    return json.loads(path.read_text()) if country.isalpha() and path.exists() else None


def picture(land: Land, sealed: Collection[UUID] = ()) -> Picture | None:
    """
    A country with its programmes, those that hold a seal of the network among them; None for one without outlines, whose
    programmes stand in the table alone.
    """
    outline = _outline(land.code)
    if outline is None:
        return None
    counts = {place.region: len(place.programmes) for place in land.places}
    held = {place.region: sum(row.pk in sealed for row in place.programmes) for place in land.places}
    regions = [
        Region(region_name(code), each["path"], counts.pop(code, 0), held.get(code, 0), *each["at"])
        for code, each in outline["regions"].items()
    ]
    # Those with a programme last: their edges lie above the others'.
    regions.sort(key=lambda region: region.n > 0)
    width, height = outline["size"]
    return Picture(land, width, height, tuple(regions), sum(counts.values()))

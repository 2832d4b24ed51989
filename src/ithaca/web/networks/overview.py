"""A network in several countries at a glance: the part of the world in which they lie, drawn by the server.

The outlines are those of `overview.json`, which `scripts/draw_overview.py` has made.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ithaca.web.networks.figures import Land

OUTLINES = Path(__file__).parent / "overview.json"
WIDTH = 900  # of the picture
LEAST = (
    240  # units of the outlines that are shown at the least, so that neighbours are there to find one's way
)
MARGIN = 0.15  # of what is shown, around the countries
WIDEST, HIGHEST = 2.0, 1.25  # width by height
MANY, SOME = 8, 3  # programmes in a country, from which on it is drawn darker
Frame = tuple[float, float, float, float]


@dataclass(frozen=True)
class Country:
    """An outline, and where its number stands in the picture; without a number it is only a neighbour."""

    name: str
    path: str
    n: int
    x: int
    y: int

    @property
    def shade(self) -> int:
        """0 to 3."""
        return (self.n > 0) + (self.n >= SOME) + (self.n >= MANY)


@dataclass(frozen=True)
class Overview:
    """`transform` brings the outlines into the picture; `elsewhere` lie in countries that are not drawn."""

    width: int
    height: int
    transform: str
    countries: tuple[Country, ...]
    elsewhere: int


@cache
def _outlines() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(OUTLINES.read_text())
    return found


def overview(lands: Sequence[Land]) -> Overview | None:
    """None where fewer than two of the countries are drawn: their own maps say all there is."""
    outlines = _outlines()
    known = {land.code: land for land in lands if land.code in outlines}
    if len(known) < 2:
        return None
    west, north, east, south = _view([outlines[code]["main"] for code in known])
    scale = WIDTH / (east - west)
    shown = []
    for code, each in outlines.items():
        left, top, right, bottom = each["all"]
        if code in known or (left < east and right > west and top < south and bottom > north):
            x, y = each["at"]
            land = known.get(code)
            name, n = (land.name, land.programmes) if land else ("", 0)
            place = round((x - west) * scale), round((y - north) * scale)
            shown.append(Country(name, each["path"], n, *place))
    shown.sort(key=lambda country: country.n > 0)  # their edges lie above the others'
    return Overview(
        WIDTH,
        round((south - north) * scale),
        f"scale({scale:.4f}) translate({-west:.1f} {-north:.1f})",
        tuple(shown),
        sum(land.programmes for land in lands if land.code not in outlines),
    )


def _view(frames: Sequence[Sequence[int]]) -> Frame:
    """What all of them lie in, with a margin, neither a strip nor a tower."""
    west, north = min(each[0] for each in frames), min(each[1] for each in frames)
    east, south = max(each[2] for each in frames), max(each[3] for each in frames)
    width = max(east - west, LEAST) * (1 + 2 * MARGIN)
    height = max(south - north, LEAST / WIDEST) * (1 + 2 * MARGIN)
    width, height = max(width, height * HIGHEST), max(height, width / WIDEST)
    x, y = (west + east) / 2, (north + south) / 2
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2

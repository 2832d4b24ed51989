"""Draws the countries of the world, of which a network's overview shows a part: src/ithaca/web/networks/overview.json.

    python scripts/draw_overview.py world_map.gpkg        # needs geopandas; see draw_maps.py for the source

One file in the Equal Earth projection, in units of some seven kilometres: per country its path, the frame of all it has, the
frame of its mainland (an overview shows that, not each island overseas), and a point within it for a number.
"""

import json
import sys
from pathlib import Path
from typing import Any

import geopandas
from shapely import MultiPolygon, Polygon, box, maximum_inscribed_circle
from shapely.affinity import affine_transform

TARGET = Path(__file__).resolve().parent.parent / "src" / "ithaca" / "web" / "networks" / "overview.json"
METRES = 7_000  # in a unit
NEAR = 60  # units, as far as land belongs to the mainland
SMALLEST = 3  # square units of an island that is drawn, unless the country is nothing else


def polygons(shape: Polygon | MultiPolygon, smallest: float = SMALLEST) -> list[Polygon]:
    parts = sorted(shape.geoms if isinstance(shape, MultiPolygon) else [shape], key=lambda part: -part.area)
    return [part for n, part in enumerate(parts) if n == 0 or part.area >= smallest]


def path(parts: list[Polygon]) -> str:
    """The outer rings, in whole units, relative to each other."""
    told = []
    for part in parts:
        points = [(round(x), round(y)) for x, y in part.exterior.coords[:-1]]
        x, y = points[0]
        steps = []
        for next_x, next_y in points[1:]:
            if (next_x, next_y) != (x, y):
                steps.append(f"{next_x - x},{next_y - y}")
                x, y = next_x, next_y
        told.append(f"M{points[0][0]},{points[0][1]}l{' '.join(steps)}z")
    return "".join(told)


def frame(parts: list[Polygon]) -> list[int]:
    return [round(each) for each in MultiPolygon(parts).bounds]


def country(shape: Polygon | MultiPolygon) -> dict[str, Any]:
    parts = polygons(shape)
    mainland = [part for part in parts if part.distance(parts[0]) < NEAR]
    centre = maximum_inscribed_circle(parts[0]).coords[0]
    return {
        "path": path(parts),
        "all": frame(parts),
        "main": frame(mainland),
        "at": [round(centre[0]), round(centre[1])],
    }


def countries(source: str) -> dict[str, dict[str, Any]]:
    rows = geopandas.read_file(source, layer="countries")
    rows = rows[rows["iso_a2"].str.fullmatch("[A-Z]{2}", na=False) & (rows["iso_a2"] != "AQ")]
    rows = rows.dissolve(by="iso_a2").clip(box(-179.9, -60, 179.9, 84))
    flat = rows.to_crs("+proj=eqearth +units=m")
    flat = flat.set_geometry(flat.geometry.simplify_coverage(METRES * 0.9))
    placed = {
        str(code): affine_transform(shape, [1 / METRES, 0, 0, -1 / METRES, 0, 0])
        for code, shape in flat.geometry.items()
        if not shape.is_empty
    }
    return {code: country(shape) for code, shape in sorted(placed.items())}


if __name__ == "__main__":
    drawn = countries(sys.argv[1])
    TARGET.write_text(json.dumps(drawn, separators=(",", ":")) + "\n")
    print(len(drawn), "countries", file=sys.stderr)

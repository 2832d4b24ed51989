"""Draws the outlines that maps of networks are made of: src/ithaca/web/networks/outlines/XX.json, one file a country.

    python scripts/draw_maps.py world_map.gpkg        # needs geopandas and pycountry

The source is the layer `states_provinces` of the world map that comes with QGIS (Debian: qgis-common), which is Natural
Earth 1:10m, public domain, simplified as a whole so that neighbours share their borders. What the source tells apart below
the largest parts of ISO 3166-2 (French departments) is joined; each country is drawn in an equal-area projection of its own.
"""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import geopandas
import pycountry
from shapely import MultiPolygon, Polygon, maximum_inscribed_circle
from shapely.affinity import affine_transform

OUTLINES = Path(__file__).resolve().parent.parent / "src" / "ithaca" / "web" / "networks" / "outlines"
SIDE = 600  # of the longer side of a picture
NEAR = 350_000  # metres: what lies further from the rest is not drawn (overseas regions)
SMALLEST = 6  # square units of an island that is drawn, unless its region is nothing else
FEWEST, MOST = 2, 60  # regions of a country that is drawn


def largest_part(code: str) -> str | None:
    """The part of the country itself in which a smaller one lies; None for a code that the standard does not know."""
    row = pycountry.subdivisions.get(code=code)
    while row is not None and row.parent_code is not None:
        row = pycountry.subdivisions.get(code=row.parent_code)
    return row.code if row is not None else None


def mainland(shapes: geopandas.GeoSeries) -> list[Polygon]:
    """The largest polygon, and what is near it or near what is near it."""
    left = sorted(shapes.explode(index_parts=False), key=lambda one: -one.area)
    kept = [left.pop(0)]
    for one in kept:
        near = [other for other in left if other.distance(one) < NEAR]
        kept += near
        left = [other for other in left if other not in near]
    return kept


def polygons(shape: Polygon | MultiPolygon) -> list[Polygon]:
    parts = list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
    large = [part for part in parts if part.area >= SMALLEST]
    return large or [max(parts, key=lambda part: part.area)]


def path(shape: Polygon | MultiPolygon) -> str:
    """The outer rings and holes, in whole units, relative to each other."""
    told = []
    for part in polygons(shape):
        for ring in (part.exterior, *part.interiors):
            points = [(round(x), round(y)) for x, y in ring.coords[:-1]]
            x, y = points[0]
            steps = []
            for next_x, next_y in points[1:]:
                if (next_x, next_y) != (x, y):
                    steps.append(f"{next_x - x},{next_y - y}")
                    x, y = next_x, next_y
            told.append(f"M{points[0][0]},{points[0][1]}l{' '.join(steps)}z")
    return "".join(told)


def drawn(rows: geopandas.GeoDataFrame) -> dict[str, object] | None:
    """A country's parts as one picture; None where there are too few or too many."""
    parts = rows.dissolve(by="part")
    centre = parts.geometry.union_all().representative_point()
    flat = parts.to_crs(f"+proj=laea +lat_0={centre.y} +lon_0={centre.x} +units=m")
    kept = MultiPolygon(mainland(flat.geometry))
    flat = flat[flat.geometry.intersects(kept)]
    if not FEWEST <= len(flat) <= MOST:
        return None
    west, south, east, north = kept.bounds
    scale = SIDE / max(east - west, north - south)
    flat = flat.set_geometry(
        flat.geometry.simplify_coverage(0.9 / scale).intersection(kept.buffer(5 / scale))
    )
    regions = {}
    for code, shape in flat.geometry.items():
        placed = affine_transform(shape, [scale, 0, 0, -scale, -west * scale + 2, north * scale + 2])
        centre = maximum_inscribed_circle(max(polygons(placed), key=lambda part: part.area)).coords[0]
        regions[code] = {"path": path(placed), "at": [round(centre[0]), round(centre[1])]}
    size = [math.ceil((east - west) * scale) + 4, math.ceil((north - south) * scale) + 4]
    return {"size": size, "regions": dict(sorted(regions.items()))}


def countries(source: str) -> Iterator[tuple[str, dict[str, object]]]:
    rows = geopandas.read_file(source, layer="states_provinces")
    rows["part"] = [largest_part(code) for code in rows["iso_3166_2"].fillna("")]
    rows = rows[rows["part"].notna()]
    rows["country"] = rows["part"].str[:2]
    for country, of_country in rows.groupby("country"):
        picture = drawn(of_country)
        if picture is not None:
            yield str(country), picture


if __name__ == "__main__":
    OUTLINES.mkdir(exist_ok=True)
    for name, picture in countries(sys.argv[1]):
        (OUTLINES / f"{name}.json").write_text(json.dumps(picture, separators=(",", ":")) + "\n")
        print(name, len(picture["regions"]), file=sys.stderr)  # type: ignore[arg-type]

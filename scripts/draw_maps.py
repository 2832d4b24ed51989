"""Draws the outlines that maps of networks are made of: src/ithaca/web/networks/outlines/XX.json, one file a country.

    python scripts/draw_maps.py world_map.gpkg        # needs geopandas and pycountry

The source is the layer `states_provinces` of the world map that comes with QGIS (Debian: qgis-common), which is Natural
Earth 1:10m, public domain, simplified as a whole so that neighbours share their borders. It knows its parts by name: they
are found in ISO 3166-2 by that, in several languages. What it tells apart below the largest parts of the standard (French
departments) is joined; each country is drawn in an equal-area projection of its own. A country of which a part is not found
(it has been divided anew since) is not drawn.
"""

import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterator
from gettext import translation
from pathlib import Path
from typing import Any

import geopandas
import pycountry
from shapely import MultiPolygon, Polygon, maximum_inscribed_circle
from shapely.affinity import affine_transform

OUTLINES = Path(__file__).resolve().parent.parent / "src" / "ithaca" / "web" / "networks" / "outlines"
SIDE = 600  # of the longer side of a picture
NEAR = 350_000  # metres: what lies further from the rest is not drawn (overseas regions)
SMALLEST = 6  # square units of an island that is drawn, unless its region is nothing else
FEWEST, MOST = 2, 60  # regions of a country that is drawn
LANGUAGES = ("fr", "de", "es", "it", "nl", "en_GB", "pt", "pl", "sv")
WORDS = [translation("iso3166-2", pycountry.LOCALES_DIR, [each], fallback=True) for each in LANGUAGES]
KIND = re.compile(
    "^(departement|province|provincia|provincie|canton|region|land|freistaat|distrito|district|gouvernorat|county|comunidad)"
    " ((de la|de l|de los|de|du|des|d|di|of|van|do|da) )?"
)
ALIASES = {  # as the source spells them
    "Aoste": "IT-23",
    **dict.fromkeys(("Carbonia-Iglesias", "Olbia-Tempio", "Medio Campidano", "Ogliastra"), "IT-88"),
    **{"Prague": "CZ-10", "Grad Sofiya": "BG-22", "Sjaælland": "DK-85", "Sidi Bou Zid": "TN-43"},
    **{"Stockholm": "SE-AB", "Gotland": "SE-I", "Skåne": "SE-M", "Csongrád": "HU-CS", "Medimurska": "HR-20"},
    **{"Ionioi Nisoi": "GR-F", "Ayion Oros": "GR-69", "Distrito Federal": "MX-CMX"},
    **{"Northern Ostrobothnia": "FI-14", "Northern Savonia": "FI-15", "Tavastia Proper": "FI-06"},
    **{"Lesser Poland": "PL-12", "Subcarpathian": "PL-18", "Lower Silesian": "PL-02", "Silesian": "PL-24"},
    **{"Warmian-Masurian": "PL-28", "West Pomeranian": "PL-32", "Podlachian": "PL-20", "Pomeranian": "PL-22"},
    **{"Masovian": "PL-14", "Kuyavian-Pomeranian": "PL-04", "Greater Poland": "PL-30"},
}


def largest_part(code: str) -> str:
    """The part of the country itself in which a smaller one lies."""
    row = pycountry.subdivisions.get(code=code)
    while row.parent_code is not None:
        row = pycountry.subdivisions.get(code=row.parent_code)
    return str(row.code)


def folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"[\u0300-\u036f]", "", plain)).split())


def names() -> dict[tuple[str, str], list[str]]:
    """{(country, folded name): codes} in the languages of the source."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in pycountry.subdivisions:
        told = {row.name, *(words.gettext(row.name) for words in WORDS)}
        for name in {
            part for each in told for part in (each, each.split(",")[0], *re.split(r"[\[\]()/]", each))
        }:
            found.setdefault((row.country_code, folded(name)), []).append(row.code)
    return found


def part_of(row: Any, known: dict[tuple[str, str], list[str]]) -> str | None:
    """The code of the largest part in which a row of the source lies; None where it is not found."""
    country = str(row["iso_a2"])
    own = f"{country}-{row['gu_a3']}"  # England and the like
    if pycountry.subdivisions.get(code=own) is not None:
        return own
    if row["name"] in ALIASES:
        return ALIASES[row["name"]]
    for name in (row[column] for column in ("name", "woe_name", "gn_name", "woe_label")):
        if not isinstance(name, str):
            continue
        for each in (folded(name), KIND.sub("", folded(name))):
            codes = known.get((country, each), [])
            whole = [code for code in codes if code == largest_part(code)]
            if codes:
                return whole[0] if whole else largest_part(codes[0])
    return None


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


def drawn(rows: geopandas.GeoDataFrame) -> dict[str, Any] | None:
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
        flat.geometry.simplify_coverage(1.3 / scale).intersection(kept.buffer(5 / scale))
    )
    regions = {}
    for code, shape in flat.geometry.items():
        placed = affine_transform(shape, [scale, 0, 0, -scale, -west * scale + 2, north * scale + 2])
        centre = maximum_inscribed_circle(max(polygons(placed), key=lambda part: part.area)).coords[0]
        regions[code] = {"path": path(placed), "at": [round(centre[0]), round(centre[1])]}
    size = [math.ceil((east - west) * scale) + 4, math.ceil((north - south) * scale) + 4]
    return {"size": size, "regions": dict(sorted(regions.items()))}


def countries(source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = geopandas.read_file(source, layer="states_provinces")
    rows = rows[rows["iso_a2"].str.fullmatch("[A-Z]{2}", na=False)]
    known = names()
    rows["part"] = [part_of(row, known) for _index, row in rows.iterrows()]
    for country, of_country in rows.groupby("iso_a2"):
        lost = of_country[of_country["part"].isna()]
        picture = drawn(of_country) if lost.empty else None
        if picture is not None:
            yield str(country), picture
        else:
            print("not drawn:", country, list(lost["name"])[:8], file=sys.stderr)


if __name__ == "__main__":
    OUTLINES.mkdir(exist_ok=True)
    for name, picture in countries(sys.argv[1]):
        (OUTLINES / f"{name}.json").write_text(json.dumps(picture, separators=(",", ":")) + "\n")
        print(name, len(picture["regions"]), file=sys.stderr)

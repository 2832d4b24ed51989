"""A radar drawn by the server: a picture at a glance, and the same figures as a table that unfolds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from django import template

register = template.Library()

CENTRE, RADIUS, NAMES = 110, 84, 98
RINGS = 4


@dataclass(frozen=True)
class Axis:
    """One direction: a short name for the picture, the whole one for the table."""

    short: object
    label: object
    href: str = ""


@dataclass(frozen=True)
class Shape:
    """One outline: a value between 0 and 1 for each axis, None where there is none; tone is "", done or ended."""

    label: object
    values: Sequence[float | None]
    texts: Sequence[object]  # how each value is said
    tone: str = ""


def _at(index: int, count: int, distance: float) -> tuple[str, str]:
    """A place on the picture: the first axis points up, the others follow clockwise."""
    angle = 2 * pi * index / count - pi / 2
    return f"{round(CENTRE + distance * cos(angle), 1):g}", f"{round(CENTRE + distance * sin(angle), 1):g}"


def _outline(values: Sequence[float | None], count: int) -> str:
    places = (
        _at(n, count, RADIUS * min(max(value or 0, 0), 1)) for n, value in enumerate(values) if n < count
    )
    return " ".join(f"{x},{y}" for x, y in places)


@register.inclusion_tag("design/components/radar.html")
def radar(axes: Sequence[Axis], shapes: Sequence[Shape], *, caption: object = "") -> dict[str, Any]:
    """Axes and shapes as above; fewer than three axes make no picture, only the table."""
    count = len(axes)
    ends = [_at(n, count, RADIUS) for n in range(count)]
    places = [_at(n, count, NAMES) for n in range(count)]
    names = [{"axis": axis, "x": x, "y": y} for axis, (x, y) in zip(axes, places, strict=True)]
    rows = [{"axis": axis, "texts": [shape.texts[n] for shape in shapes]} for n, axis in enumerate(axes)]
    return {
        "caption": caption,
        "centre": CENTRE,
        "size": 2 * CENTRE,
        "rings": [RADIUS * ring // RINGS for ring in range(1, RINGS + 1)] if count > 2 else [],
        "spokes": "".join(f"M{CENTRE} {CENTRE}L{x} {y}" for x, y in ends),
        "names": names,
        "shapes": [{"shape": shape, "points": _outline(shape.values, count)} for shape in shapes],
        "rows": rows,
    }

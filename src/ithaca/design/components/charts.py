"""Charts drawn by the server: a table that anyone can read, with the bars beside the numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()


@dataclass(frozen=True)
class Bar:
    """One bar: `value` sets its length, `text` what is written beside it; tone is "", done, attention or waiting."""

    label: object
    value: float
    text: object = ""
    tone: str = ""
    href: str = ""
    short: object = ""  # under a column, where the label has no room
    below: object = ""  # a second line there: the year


# In per cent of the picture: it has no scale of its own, so that its words keep their size on a small screen.
PLOT_TOP, PLOT_FLOOR, PLOT_LABEL, PLOT_BELOW = 12, 78, 88, 99


def _bars(rows: Iterable[Bar | Sequence[Any]]) -> list[Bar]:
    return [row if isinstance(row, Bar) else Bar(*row) for row in rows]


def _plain(number: float) -> str:
    """A length for SVG: a template would write it with the reader's decimal comma."""
    return f"{number:.1f}".removesuffix(".0")


def _shown(bar: Bar) -> object:
    return bar.text if bar.text != "" else f"{bar.value:g}"


@register.inclusion_tag("design/components/bar_chart.html")
def bar_chart(
    rows: Iterable[Bar | Sequence[Any]],
    *,
    caption: object = "",
    label_heading: object = "",
    value_heading: object = "",
    maximum: float = 0,
) -> dict[str, Any]:
    """Rows are Bar or (label, value[, text[, tone[, href]]]); the longest bar fills the line unless maximum is given."""
    bars = _bars(rows)
    top = maximum or max((bar.value for bar in bars), default=0) or 1
    shown = [
        {"bar": bar, "width": _plain(100 * min(max(bar.value, 0) / top, 1)), "text": _shown(bar)}
        for bar in bars
    ]
    return {"rows": shown, "caption": caption, "label_heading": label_heading, "value_heading": value_heading}


@register.inclusion_tag("design/components/column_chart.html")
def column_chart(
    rows: Iterable[Bar | Sequence[Any]],
    *,
    caption: object = "",
    label_heading: object = "",
    value_heading: object = "",
) -> dict[str, Any]:
    """Columns over time (months): a picture, and the same numbers as a table that unfolds."""
    bars = _bars(rows)
    top = max((bar.value for bar in bars), default=0) or 1
    slot = 100 / max(len(bars), 1)
    width = min(slot * 0.62, 7)
    room = PLOT_FLOOR - PLOT_TOP
    columns = []
    for index, bar in enumerate(bars):
        height = room * max(bar.value, 0) / top
        centre = slot * (index + 0.5)
        y = PLOT_FLOOR - height
        place = {"x": centre - width / 2, "y": y, "height": height, "centre": centre, "above": y - 2}
        columns.append(
            {"bar": bar, "text": _shown(bar), **{name: _plain(number) for name, number in place.items()}}
        )
    return {
        "columns": columns,
        "width": _plain(width),
        "floor": PLOT_FLOOR,
        "line": PLOT_LABEL,
        "below": PLOT_BELOW,
        "caption": caption,
        "label_heading": label_heading,
        "value_heading": value_heading,
    }


@register.inclusion_tag("design/components/trend.html")
def trend(rows: Iterable[Bar | Sequence[Any]], *, maximum: float = 0) -> dict[str, Any]:
    """A small picture beside a value, without words: whoever puts it there gives the same numbers as a table."""
    bars = _bars(rows)
    top = maximum or max((bar.value for bar in bars), default=0) or 1
    slot = 100 / max(len(bars), 1)
    columns = [
        {
            "x": _plain(slot * index + slot * 0.12),
            "y": _plain(100 - 100 * min(max(bar.value, 0) / top, 1)),
            "height": _plain(100 * min(max(bar.value, 0) / top, 1)),
            "last": index == len(bars) - 1,
        }
        for index, bar in enumerate(bars)
    ]
    return {"columns": columns, "width": _plain(slot * 0.76)}


@register.inclusion_tag("design/components/band.html")
def band(
    *, low: float, middle: float, high: float, own: float | None = None, maximum: float = 0
) -> dict[str, Any]:
    """Where one value stands in the middle half of many; the words beside it say the same."""
    top = maximum or max(high, own or 0) * 1.1 or 1

    def at(value: float) -> float:
        return 100 * min(max(value, 0) / top, 1)

    return {
        "low": _plain(min(at(low), 99)),  # what has no width is still seen, inside the track
        "width": _plain(max(at(high) - at(low), 1)),
        "middle": _plain(at(middle)),
        "own": None if own is None else _plain(at(own)),
    }

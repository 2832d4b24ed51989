"""The badge as a drawing of our own: a medal with the boat, what was achieved, who attests it, and the year."""

import math
import textwrap
from functools import cache
from xml.sax.saxutils import escape

from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges import baking
from ithaca.credentials.open_badges.content import Kind
from ithaca.design.documents import render_png
from ithaca.editions.limits import printable

CENTRE, SCALLOPS, RADIUS = 256, 36, 234
PIXELS = 768
FONTS = "Libertinus Serif, Georgia, serif"
# Rim and accent by what is attested.
COLOURS = {
    Kind.CERTIFICATION: ("#17527c", "#0e3a5a"),
    Kind.QUALITY: ("#53631c", "#39450f"),
    Kind.PARTICIPATION: ("#a3411d", "#83310f"),
}
BOAT = (
    '<g transform="translate(208 74) scale(3)"><path fill="#a3411d" d="M14.6 5.2v16.6H4.4C9 17.2 12.4 11.6 14.6 5.2z"/>'
    '<path fill="{rim}" d="M17.2 2.2c6 4.6 9.6 11.2 10.6 19.6H17.2z"/><path fill="none" stroke="{rim}" '
    'stroke-width="2.4" stroke-linecap="round" d="M3 27.2c2.9-2.6 5.8-2.6 8.7 0s5.8 2.6 8.7 0 5.8-2.6 8.7 0"/></g>'
)


@cache
def _rim() -> str:
    """The scalloped edge, as arcs between points on a circle."""
    points = [
        (
            CENTRE + RADIUS * math.cos(2 * math.pi * n / SCALLOPS),
            CENTRE + RADIUS * math.sin(2 * math.pi * n / SCALLOPS),
        )
        for n in range(SCALLOPS + 1)
    ]
    radius = RADIUS * math.sin(math.pi / SCALLOPS)
    arcs = "".join(f"A{radius:.1f} {radius:.1f} 0 0 1 {x:.1f} {y:.1f}" for x, y in points[1:])
    return f"M{points[0][0]:.1f} {points[0][1]:.1f}{arcs}Z"


def _lines(text: str, width: int, most: int) -> list[str]:
    """In as few lines as it takes, and those as even as can be."""
    found = textwrap.wrap(text, width, max_lines=most, placeholder="…")
    for narrower in range(width - 1, 0, -1):
        tried = textwrap.wrap(text, narrower, break_long_words=False)
        if len(tried) != len(found) or max(map(len, tried)) > narrower:
            break
        found = tried
    return found or [""]


def drawing(row: Credential) -> str:
    """The badge as SVG, without its credential."""
    rim, deep = COLOURS[Kind(row.kind)]
    name, issuer = printable(row.name), printable(row.issuer.name)  # XML takes no control characters
    title = _lines(name, 18, 3)
    size = 42 if len(title) < 3 else 36
    top = 252 - (len(title) - 2) * size * 0.55
    said = [
        f'<text x="256" y="{top + number * size * 1.12:.0f}" font-size="{size}" fill="{deep}">{escape(line)}</text>'
        for number, line in enumerate(title)
    ]
    below = [
        f'<text x="256" y="{362 + number * 24}" font-size="20" fill="#52595c">{escape(line)}</text>'
        for number, line in enumerate(_lines(issuer, 26, 2))
    ]
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512" role="img">',
            f"<title>{escape(f'{name}, {issuer}')}</title>",
            f'<path fill="{rim}" d="{_rim()}"/>',
            '<circle cx="256" cy="256" r="214" fill="none" stroke="#f8e6bd" stroke-width="2.5"/>',
            '<circle cx="256" cy="256" r="200" fill="#fffdf8"/>',
            f'<circle cx="256" cy="256" r="190" fill="none" stroke="{rim}" stroke-width="1.5" stroke-dasharray="1 5" stroke-linecap="round"/>',
            BOAT.format(rim=rim),
            f'<g font-family="{FONTS}" text-anchor="middle">',
            *said,
            '<path d="M226 334h60" stroke="#a3411d" stroke-width="2.5"/>',
            *below,
            f'<text x="256" y="420" font-size="20" fill="{rim}">{row.valid_from.year}</text>',
            "</g></svg>",
        ]
    )


def svg(row: Credential) -> str:
    """The badge with its credential inside."""
    return baking.baked_svg(drawing(row), document=row.document)


def png(row: Credential) -> bytes:
    return baking.baked_png(render_png(drawing(row), size=PIXELS), document=row.document)

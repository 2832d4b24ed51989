"""A seal as a small picture for other people's pages: SVG without scripts, fonts or anything that is fetched."""

import textwrap
from xml.sax import saxutils

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.editions.limits import printable
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.registry import HEIGHT, WIDTH, Public, alternative, public

LEVEL, NETWORK = 23, 34  # letters that fit beside the medal, also in a wide font
# In force, and not. Light where nothing is said, dark where the reader's device says so.
STYLE = (
    ".b{fill:#fffdf8;stroke:#d9d2c3}.t{fill:#1c2a36}.m{fill:#52595c}.r{fill:#53631c}.x{fill:#8c2f14}.o{fill:#fffdf8}"
    ".s{fill:none;stroke-width:6;stroke-linecap:round;stroke-linejoin:round}.rs{stroke:#53631c}.xs{stroke:#8c2f14}"
    "@media (prefers-color-scheme:dark){.b{fill:#1b2530;stroke:#3d4a57}.t{fill:#f3efe6}.m{fill:#b8bfc4}.o{fill:#1b2530}"
    ".r{fill:#b9cc6f}.x{fill:#f0a58c}.rs{stroke:#b9cc6f}.xs{stroke:#f0a58c}}"
)
TICK = "M41 57l10 10 20-22"
BAR = "M42 42l28 28M70 42l-28 28"


def badge(row: SealFile, language: str) -> str:
    """The badge in a language: who awarded which level, and whether it is in force today."""
    with translation.override(language):
        told = public(row)
        return _drawn(told, alternative(told), language)


def _drawn(told: Public, title: str, language: str) -> str:
    tone = "r" if told.in_force else "x"
    lines = [
        ("m", 12, 600, _("Quality seal")),
        ("t", 17, 700, _short(told.level.label, LEVEL)),
        ("t", 13, 400, _short(told.row.network.name, NETWORK)),
        (tone, 12, 600, _until(told)),
    ]
    at, said = 14, []
    for colour, size, weight, text in lines:
        at += size + 7
        said.append(
            f'<text class="{colour}" x="112" y="{at}" font-size="{size}" font-weight="{weight}">{escape(text)}</text>'
        )
    sign = TICK if told.in_force else BAR
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" xml:lang="{language}"><title>{escape(title)}</title><style>{STYLE}</style>'
        f'<rect class="b" x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="10"/>'
        f'<circle class="{tone}" cx="56" cy="56" r="36"/><circle class="o" cx="56" cy="56" r="29"/>'
        f'<path class="s {tone}s" d="{sign}"/><g font-family="system-ui,sans-serif">{"".join(said)}</g></svg>'
    )


def escape(text: str) -> str:
    return saxutils.escape(printable(text))


def _short(text: str, letters: int) -> str:
    whole = textwrap.shorten(text, letters, placeholder="…")
    return whole if len(whole) > 1 or len(text) <= 1 else f"{text[: letters - 1]}…"


def _until(told: Public) -> str:
    seal = told.seal
    if not told.in_force:
        return str(told.standing_label)
    if seal.valid_until is None:
        return _("In force")
    day = date_format(timezone.localtime(seal.valid_until), "DATE_FORMAT")
    return _("In force until %(day)s") % {"day": day}

"""Icons (Lucide, ISC licence, see design/icons/LICENSE) and our own line drawings, written into the page as SVG."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

HERE = Path(__file__).resolve().parent.parent
_SVG = re.compile(r'<svg[^>]*viewBox="([\d. ]+)"[^>]*>(.*)</svg>', re.DOTALL)


class UnknownShape(LookupError):
    """A template names an icon or drawing that does not exist."""


@cache
def _shape(folder: str, name: str) -> tuple[str, SafeString]:
    """The view box and the inner markup of one of our own SVG files."""
    path = HERE / folder / f"{name}.svg"
    found = (
        _SVG.search(path.read_text(encoding="utf-8"))
        if re.fullmatch(r"[a-z0-9-]+", name) and path.exists()
        else None
    )
    if found is None:
        known = ", ".join(names(folder))
        raise UnknownShape(f"No {name!r} in design/{folder}. There are: {known}.")
    inner = re.sub(r">\s+<", "><", found.group(2).strip())
    return found.group(1), mark_safe(inner)  # noqa: S308 (files of this package)


def names(folder: str) -> list[str]:
    """The names of the shapes in `icons` or `drawings`."""
    return sorted(path.stem for path in (HERE / folder).glob("*.svg"))


def _svg(folder: str, name: str, css: str, label: str) -> SafeString:
    box, inner = _shape(folder, name)
    if label:
        return format_html(
            '<svg class="{}" viewBox="{}" role="img" aria-label="{}">{}</svg>', css, box, label, inner
        )
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>', css, box, inner
    )


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon as tall as the text; decorative unless it gets a label."""
    return _svg("icons", name, "icon", label)


@register.simple_tag
def drawing(name: str, size: str = "", label: str = "") -> SafeString:
    """A line drawing; size is "", "small" or "large"."""
    return _svg("drawings", name, f"drawing drawing--{size}" if size else "drawing", label)


@register.simple_tag
def logo_mark() -> SafeString:
    """The sail and bow of the product, beside its name."""
    return _svg("drawings", "logo", "logo__mark", "")

"""Scripts and styles with the hash of the release: the Integrity-Policy header refuses any script without one."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

FOLDER = Path(__file__).resolve().parent.parent / "static" / "ithaca"


@dataclass(frozen=True)
class Asset:
    """A built file as it was released: frontend/build.mjs wrote its hash down beside it."""

    path: str
    integrity: str
    bytes: int

    @property
    def url(self) -> str:
        return static(self.path)


@cache
def release() -> tuple[Asset, ...]:
    """The scripts and style sheets of this release."""
    listed = json.loads((FOLDER / "release.json").read_text(encoding="utf-8"))
    return tuple(Asset(f"ithaca/{name}", one["integrity"], one["bytes"]) for name, one in listed.items())


def fingerprint(path: str) -> str:
    """The subresource integrity value of an asset: of the release, not of what lies on this disk."""
    for asset in release():
        if asset.path == path:
            return asset.integrity
    raise LookupError(f"No asset {path!r} in the release. Run: npm run build (in frontend/).")


@register.simple_tag
def module_script(path: str) -> SafeString:
    """A script of ours, loaded as a module."""
    return format_html(
        '<script type="module" src="{}" integrity="{}"></script>', static(path), fingerprint(path)
    )


@register.simple_tag
def style_sheet(path: str) -> SafeString:
    """A style sheet of ours."""
    return format_html('<link rel="stylesheet" href="{}" integrity="{}">', static(path), fingerprint(path))

"""Scripts with their fingerprint: the Integrity-Policy header refuses any script without one."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@cache
def fingerprint(path: str) -> str:
    """The subresource integrity value of a static file of this installation."""
    found = finders.find(path)
    if not isinstance(found, str):
        raise LookupError(f"No static file {path!r}. Run: npm run build (in frontend/).")
    digest = hashlib.sha384(Path(found).read_bytes()).digest()
    return "sha384-" + base64.b64encode(digest).decode()


@register.simple_tag
def module_script(path: str) -> SafeString:
    """A script of ours, loaded as a module."""
    return format_html(
        '<script type="module" src="{}" integrity="{}"></script>', static(path), fingerprint(path)
    )

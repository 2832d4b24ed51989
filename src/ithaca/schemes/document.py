"""A scheme as the JSON that a row keeps. Pure."""

from collections.abc import Mapping
from typing import Any

from ithaca.catalogue.models import Scheme
from ithaca.editions.document import Content, content_of, digest, document_of

__all__ = ["Content", "content_of", "digest", "scheme_of"]


def scheme_of(content: Mapping[str, Any], *, slug: str = "scheme", version: int = 1) -> Scheme:
    """The scheme that some content makes; raises Faulty with everything that is wrong."""
    return document_of(Scheme, content, slug=slug, version=version)

"""A framework as the JSON that a row keeps. Pure."""

from collections.abc import Mapping
from typing import Any

from ithaca.catalogue.models import Framework
from ithaca.editions.document import Content, content_of, digest, document_of

__all__ = ["Content", "content_of", "digest", "framework_of"]


def framework_of(content: Mapping[str, Any], *, slug: str = "framework", version: int = 1) -> Framework:
    """The framework that some content makes; raises Faulty with everything that is wrong."""
    return document_of(Framework, content, slug=slug, version=version)

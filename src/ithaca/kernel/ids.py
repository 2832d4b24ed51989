"""Identifiers: UUID version 7, unguessable enough for a URL and ordered by time for the index."""

import uuid

from uuid6 import uuid7


def new_id() -> uuid.UUID:
    return uuid.UUID(int=uuid7().int)


def read_id(text: str) -> uuid.UUID | None:
    """The identifier that an address or a form names, if it is one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

"""Identifiers: UUID version 7, unguessable enough for a URL and ordered by time for the index."""

import uuid

from uuid6 import uuid7


def new_id() -> uuid.UUID:
    return uuid.UUID(int=uuid7().int)

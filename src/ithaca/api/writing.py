"""The answer to a revision that a browser sends, with whatever goes with it: the revision, or what crossed it."""

from collections.abc import Callable

from ninja import Status

from ithaca.accounts.models import Person
from ithaca.api import vault_shapes as shapes
from ithaca.api.vault_shapes import Shape
from ithaca.vault import actions, queries
from ithaca.vault.models import Revision


def written(person: Person, write: Callable[[], Revision]) -> Shape | Status[Shape]:
    """Writes; where somebody wrote in between, 409 with the object as it is now, so that no text is lost."""
    try:
        return shapes.revision(write())
    except actions.Conflict as conflict:
        content = conflict.content
        chain = queries.history(person, content.room_id, content.pk)
        newest = shapes.content(content, chain, bytes(chain[-1].file))
        return Status(409, {"code": "conflict", "message": str(conflict), "object": newest})

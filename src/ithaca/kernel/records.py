"""The base of every table, and constraints derived from state tables."""

import uuid
from typing import Self

from django.db import models

from ithaca.kernel import clock, ids
from ithaca.kernel.errors import IdInUse
from ithaca.kernel.states import StateTable


class Record(models.Model):
    """A row with an unguessable, time-ordered id; a form may choose the id so that a second click finds the row."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def made_before(cls, id: uuid.UUID, **belonging: object) -> Self | None:
        """The row that a first click on the same form has made; raises IdInUse where the id is another row's."""
        rows = cls._default_manager.filter(pk=id)
        if not rows.exists():
            return None
        found = rows.filter(**belonging).first()
        if found is None:
            raise IdInUse
        return found


def state_constraint(states: StateTable, *, field: str = "state") -> models.CheckConstraint:
    """The database refuses a state that the table does not know."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": states.values()}), name=f"{states.name}_{field}_known"
    )

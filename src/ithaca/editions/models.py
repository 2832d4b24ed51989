from django.db import models
from django.db.models import Q

from ithaca.editions.states import VersionState
from ithaca.kernel import ids
from ithaca.kernel.records import Record, state_constraint
from ithaca.kernel.states import StateTable


class Edition(Record):
    """One version of a document that somebody keeps of their own, as the catalogue has them."""

    series = models.UUIDField(default=ids.new_id, editable=False)  # the document of which it is a version
    number = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, default=VersionState.DRAFT)
    origin = models.CharField(max_length=80, blank=True)  # catalogue `slug@version` that it began from
    content = models.JSONField()  # structure and texts, see catalogue.models
    sha256 = models.CharField(max_length=64, blank=True)  # of the published content
    published_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def edition_constraints(states: StateTable, name: str) -> list[models.BaseConstraint]:
    """What holds for the rows of every kind of version; `name` is how the database calls the kind."""
    return [
        state_constraint(states),
        models.UniqueConstraint(fields=["series", "number"], name=f"{name}_number_once"),
        models.UniqueConstraint(fields=["series"], condition=Q(state="draft"), name=f"one_draft_per_{name}"),
        models.CheckConstraint(
            condition=Q(state="draft") ^ ~Q(sha256=""), name=f"published_{name}_has_digest"
        ),
    ]

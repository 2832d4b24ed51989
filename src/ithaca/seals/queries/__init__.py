"""Reads of seals, one file a part of the way."""

from ithaca.seals.queries.assessing import (
    answers_of,
    reflections_of,
    remarks_of,
    steps_said,
    variant,
    variants_of,
)
from ithaca.seals.queries.files import (
    WITH,
    file,
    files_of_network,
    files_of_programme,
    open_to,
    scheme_of,
)
from ithaca.seals.queries.sealing import held_since, in_force, seals_in_series, vouched_for

__all__ = [
    "WITH",
    "answers_of",
    "file",
    "files_of_network",
    "files_of_programme",
    "held_since",
    "in_force",
    "open_to",
    "reflections_of",
    "remarks_of",
    "scheme_of",
    "seals_in_series",
    "steps_said",
    "variant",
    "variants_of",
    "vouched_for",
]

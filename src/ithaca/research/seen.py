"""What a page tells of a study that several people write: `editions.seen` asks whether it still stands. Pure."""

from dataclasses import fields

from ithaca.research.actions import StudyContent
from ithaca.research.models import Study


def study(row: Study) -> object:
    """To whoever changes or opens it."""
    return [getattr(row, each.name) for each in fields(StudyContent)]

"""Writes of imports: brought in, understood, checked, written, ended."""

from ithaca.intake.actions.ending import cancel_import, forget_old_imports
from ithaca.intake.actions.starting import Source, start_import
from ithaca.intake.actions.understanding import confirm, map_again, place_words, propose, set_columns
from ithaca.intake.actions.working import advance, work_on_imports

__all__ = [
    "Source",
    "advance",
    "cancel_import",
    "confirm",
    "forget_old_imports",
    "map_again",
    "place_words",
    "propose",
    "set_columns",
    "start_import",
    "work_on_imports",
]

"""Writes of trainings, one verb each, grouped by what they are about."""

from ithaca.trainings.actions.attendance import Note, note_attendance
from ithaca.trainings.actions.places import add_person, give_up, leave_all, remove_person, sign_up
from ithaca.trainings.actions.writing import (
    Content,
    cancel_training,
    change_training,
    discard_training,
    open_training,
    require_training,
    write_training,
)

__all__ = [
    "Content",
    "Note",
    "add_person",
    "cancel_training",
    "change_training",
    "discard_training",
    "give_up",
    "leave_all",
    "note_attendance",
    "open_training",
    "remove_person",
    "require_training",
    "sign_up",
    "write_training",
]

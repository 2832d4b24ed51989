"""Writes of seals, one verb each, in the order of the way."""

from ithaca.seals.actions.beginning import begin_file
from ithaca.seals.actions.documents import (
    Use,
    add_document,
    change_document,
    change_keepers,
    open_file_room,
    remove_document,
    show_document,
    take_documents_back,
)
from ithaca.seals.actions.rooms import end_offices

__all__ = [
    "Use",
    "add_document",
    "begin_file",
    "change_document",
    "change_keepers",
    "end_offices",
    "open_file_room",
    "remove_document",
    "show_document",
    "take_documents_back",
]

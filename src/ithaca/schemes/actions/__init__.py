"""Writes of seal schemes and of what networks recognise, one verb each."""

from ithaca.schemes.actions.deriving import give_reasons, merge_origin
from ithaca.schemes.actions.recognising import (
    RecognitionContent,
    declare_recognition,
    end_recognition,
    keep_recognition,
)
from ithaca.schemes.actions.versions import (
    adopt_scheme,
    begin_next_version,
    bring_back_scheme,
    change_scheme,
    derive_scheme,
    discard_scheme,
    import_scheme,
    publish_scheme,
    retire_scheme,
)

__all__ = [
    "RecognitionContent",
    "adopt_scheme",
    "begin_next_version",
    "bring_back_scheme",
    "change_scheme",
    "declare_recognition",
    "derive_scheme",
    "discard_scheme",
    "end_recognition",
    "give_reasons",
    "import_scheme",
    "keep_recognition",
    "merge_origin",
    "publish_scheme",
    "retire_scheme",
]

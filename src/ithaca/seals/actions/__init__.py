"""Writes of seals, one verb each, in the order of the way."""

from ithaca.seals.actions.assessing import (
    choose_text,
    make_remark,
    save_answer,
    save_reflection,
    say_of_minors,
    take_facts_over,
)
from ithaca.seals.actions.beginning import begin_file
from ithaca.seals.actions.handing import hand_in, keep_report, leave_file

__all__ = [
    "begin_file",
    "choose_text",
    "hand_in",
    "keep_report",
    "leave_file",
    "make_remark",
    "save_answer",
    "save_reflection",
    "say_of_minors",
    "take_facts_over",
]

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
from ithaca.seals.actions.further import begin_by_recognition, begin_renewal
from ithaca.seals.actions.handing import hand_in, keep_report, leave_file
from ithaca.seals.actions.planning import (
    Planned,
    change_improvement,
    move_improvement,
    plan_improvement,
    say_effort,
)
from ithaca.seals.actions.sealing import seal
from ithaca.seals.actions.standing import change_standing, follow_base, follow_credential, follow_membership

__all__ = [
    "Planned",
    "begin_by_recognition",
    "begin_file",
    "begin_renewal",
    "change_improvement",
    "change_standing",
    "choose_text",
    "follow_base",
    "follow_credential",
    "follow_membership",
    "hand_in",
    "keep_report",
    "leave_file",
    "make_remark",
    "move_improvement",
    "plan_improvement",
    "save_answer",
    "save_reflection",
    "say_effort",
    "say_of_minors",
    "seal",
    "take_facts_over",
]

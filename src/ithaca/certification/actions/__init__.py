"""Writes of certification, one verb each, in the order of the way."""

from ithaca.certification.actions.applying import (
    apply,
    confirm_application,
    leave,
    submit,
    turn_down_application,
)
from ithaca.certification.actions.assessing import (
    declare_tie,
    finish_comparison,
    give_ratings,
    name_assessors,
    note_interview,
    rate,
    settle,
    step_aside_everywhere,
    validate_item,
)
from ithaca.certification.actions.calibrating import add_sample, rate_samples, remove_sample
from ithaca.certification.actions.deciding import (
    appeal,
    change_standing,
    decide,
    decide_appeal,
    follow_credential,
    lift_conditions,
    tell_conditions_met,
)
from ithaca.certification.actions.further import (
    Followed,
    answer_training,
    take_training_back,
    tell_training,
)
from ithaca.certification.actions.releasing import release_evidence
from ithaca.certification.actions.schemes import (
    SchemeContent,
    Trust,
    change_scheme,
    close_scheme,
    drop_from_panel,
    make_scheme,
    name_to_panel,
    open_scheme,
)

__all__ = [
    "Followed",
    "SchemeContent",
    "Trust",
    "add_sample",
    "answer_training",
    "appeal",
    "apply",
    "change_scheme",
    "change_standing",
    "close_scheme",
    "confirm_application",
    "decide",
    "decide_appeal",
    "declare_tie",
    "drop_from_panel",
    "finish_comparison",
    "follow_credential",
    "give_ratings",
    "leave",
    "lift_conditions",
    "make_scheme",
    "name_assessors",
    "name_to_panel",
    "note_interview",
    "open_scheme",
    "rate",
    "rate_samples",
    "release_evidence",
    "remove_sample",
    "settle",
    "step_aside_everywhere",
    "submit",
    "take_training_back",
    "tell_conditions_met",
    "tell_training",
    "turn_down_application",
    "validate_item",
]

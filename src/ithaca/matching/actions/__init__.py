"""What is done at the matching desk."""

from ithaca.matching.actions.checks import note_check
from ithaca.matching.actions.objections import answer_objection, object_to_matching
from ithaca.matching.actions.policies import adopt_policy, save_policy
from ithaca.matching.actions.runs import discard_run, start_run
from ithaca.matching.actions.solving import solve_waiting

__all__ = [
    "adopt_policy",
    "answer_objection",
    "discard_run",
    "note_check",
    "object_to_matching",
    "save_policy",
    "solve_waiting",
    "start_run",
]

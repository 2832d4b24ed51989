"""What is done at the matching desk."""

from ithaca.matching.actions.policies import adopt_policy, save_policy
from ithaca.matching.actions.runs import discard_run, start_run
from ithaca.matching.actions.solving import solve_waiting

__all__ = ["adopt_policy", "discard_run", "save_policy", "solve_waiting", "start_run"]

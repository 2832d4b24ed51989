from ithaca.matching.models.changes import RunChange
from ithaca.matching.models.checks import SafeguardingCheck
from ithaca.matching.models.figures import GroupFigures
from ithaca.matching.models.objections import Objection
from ithaca.matching.models.policy import PolicyVersion
from ithaca.matching.models.proposals import MatchProposal
from ithaca.matching.models.runs import Note, Pair, Run, RunPerson

__all__ = [
    "GroupFigures",
    "MatchProposal",
    "Note",
    "Objection",
    "Pair",
    "PolicyVersion",
    "Run",
    "RunChange",
    "RunPerson",
    "SafeguardingCheck",
]

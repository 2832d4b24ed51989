from ithaca.matching.models.changes import RunChange
from ithaca.matching.models.policies import PolicyVersion
from ithaca.matching.models.proposals import MatchProposal
from ithaca.matching.models.runs import Note, Pair, Run, RunPerson

__all__ = ["MatchProposal", "Note", "Pair", "PolicyVersion", "Run", "RunChange", "RunPerson"]

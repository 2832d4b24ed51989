from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record, state_constraint
from ithaca.matching.models.runs import Run, RunPerson
from ithaca.matching.states import MATCH_PROPOSAL, MatchProposalState
from ithaca.mentorships.models import Mentorship


class MatchProposal(Record):
    """A pair put to both of its people. Each answers for themselves and reads nothing of the other's reason."""

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="proposals")
    mentee = models.ForeignKey(RunPerson, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(RunPerson, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveIntegerField()
    parts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=MatchProposalState.OPEN)
    reply_by = models.DateTimeField()
    mentee_answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    mentor_answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    # Of a decline (`rules.Reason`, for the coordination alone) or of a withdrawal (`rules.Closing`).
    reason = models.CharField(max_length=40, blank=True)
    reason_words = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    mentorship = models.OneToOneField(Mentorship, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            state_constraint(MATCH_PROPOSAL),
            models.UniqueConstraint(
                fields=["mentee"], condition=Q(state="open"), name="one_open_match_proposal"
            ),
        ]
        indexes = [models.Index(fields=["state", "reply_by"], name="match_proposal_by_state")]

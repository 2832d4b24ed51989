from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.states import PROPOSAL, ProposalState


class Proposal(Record):
    """A decision that takes both: to go on past the official end, to close, or to end early."""

    class Kind(models.TextChoices):
        GO_ON = "go on", "go on"
        CLOSE = "close", "close"
        END_EARLY = "end early", "end early"

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=12, default=ProposalState.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # An early end is decided in a talk: when each of the two said that it took place.
    proposer_talked_at = models.DateTimeField(null=True)
    other_talked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(PROPOSAL),
            models.UniqueConstraint(
                fields=["mentorship"], condition=Q(state="open"), name="one_open_proposal"
            ),
        ]

from django.db import models

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.states import REPLACEMENT, SUCCESSION, ReplacementState, SuccessionState
from ithaca.programmes.models import Participation


class Succession(Record):
    """The search for the next mentor of a mentee whose mentor withdrew or was excluded."""

    mentorship = models.OneToOneField(Mentorship, on_delete=models.CASCADE, related_name="succession")
    state = models.CharField(max_length=16, default=SuccessionState.ASKED)
    answered_at = models.DateTimeField(null=True)  # by the mentor who was asked
    handed_over_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [state_constraint(SUCCESSION)]
        indexes = [models.Index(fields=["state"], name="succession_by_state")]


class Replacement(Record):
    """One mentor whom the mentor who withdrew proposes."""

    succession = models.ForeignKey(Succession, on_delete=models.CASCADE, related_name="replacements")
    mentor = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=ReplacementState.OFFERED)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(REPLACEMENT),
            models.UniqueConstraint(fields=["succession", "mentor"], name="proposed_once"),
        ]
        ordering = ["created_at", "id"]

from django.db import models

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.states import INTRODUCTION, IntroductionState
from ithaca.vault.models import ContentObject


class Introduction(Record):
    """The mentor opens their network to the mentee. To whom and why stands in the room."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="introductions")
    content = models.OneToOneField(ContentObject, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=IntroductionState.OFFERED)
    answered_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    thanked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [state_constraint(INTRODUCTION)]

from django.db import models

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.states import GOAL, GoalState
from ithaca.vault.models import ContentObject


class Goal(Record):
    """State and dates of a goal whose text stands in the room."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="goals")
    content = models.OneToOneField(ContentObject, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=GoalState.SET)
    due_on = models.DateField(null=True)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [state_constraint(GOAL)]

from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models.goals import Goal
from ithaca.mentorships.models.meetings import Meeting
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.states import ACTION, ActionState
from ithaca.vault.models import ContentObject


class Action(Record):
    """One line of the pair's action plan: who, by when, how far. What is to be done stands in the room."""

    class Owner(models.TextChoices):
        MENTOR = "mentor", "mentor"
        MENTEE = "mentee", "mentee"
        BOTH = "both", "both"

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="actions")
    content = models.OneToOneField(ContentObject, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.SET_NULL, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.CharField(max_length=6, choices=Owner.choices)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=8, default=ActionState.OPEN)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [state_constraint(ACTION)]


class GoalReview(Record):
    """A look at all goals together, due by the programme's rhythm. What the two conclude stands in the room."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="reviews")
    content = models.OneToOneField(ContentObject, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    announced_at = models.DateTimeField(null=True)  # both were told that it is due
    held_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship"], condition=Q(held_at=None), name="one_review_to_come"
            ),
            models.CheckConstraint(
                condition=Q(held_at=None) ^ Q(content__isnull=False), name="held_review_has_words"
            ),
        ]

from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record
from ithaca.mentorships.models.pair import Mentorship
from ithaca.programmes.models import Participation


class AfterwardsKind(models.TextChoices):
    """How a relation goes on when the mentorship is over."""

    FEWER = "fewer", "fewer meetings"
    INFORMAL = "informal", "informal contact"
    NONE = "none", "no meetings"


class Closing(Record):
    """How far the two have come on the way out: dates, no texts."""

    mentorship = models.OneToOneField(Mentorship, on_delete=models.CASCADE, related_name="closing")
    goals_reviewed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)  # who else can help stands in the room, or was said


class Afterwards(Record):
    """What one of the two wishes for the time after."""

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="wishes")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=AfterwardsKind.choices)
    rhythm_weeks = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["closing", "participation"], name="wished_once"),
            models.CheckConstraint(
                condition=Q(kind="fewer") ^ Q(rhythm_weeks=None), name="fewer_says_how_often"
            ),
        ]

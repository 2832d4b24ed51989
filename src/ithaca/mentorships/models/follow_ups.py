from django.db import models

from ithaca.kernel.records import Record
from ithaca.mentorships.models.pair import Mentorship
from ithaca.programmes.models import Participation


class FollowUp(Record):
    """A look back, some months after the end."""

    mentorship = models.OneToOneField(Mentorship, on_delete=models.CASCADE, related_name="follow_up")
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at", "due_on"], name="follow_up_due")]


class CheckIn(Record):
    """What one of the two answers then: three choices, no text."""

    class InTouch(models.TextChoices):
        OFTEN = "often", "often"
        SOMETIMES = "sometimes", "sometimes"
        NO = "no", "no"

    class Lasts(models.TextChoices):
        YES = "yes", "yes"
        PARTLY = "partly", "partly"
        NO = "no", "no"

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="check_ins")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    in_touch = models.CharField(max_length=10, choices=InTouch.choices)
    lasts = models.CharField(max_length=10, choices=Lasts.choices)
    wants_contact = models.BooleanField()  # asks the coordination for a sign

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follow_up", "participation"], name="checked_in_once")]

from django.db import models

from ithaca.kernel.records import Record
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation, Programme


class Completion(Record):
    """That somebody has evaluated a mentorship; never what they answered."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorship", "participation"], name="evaluated_once")]


class Response(models.Model):
    """Answers without a name, an exact time or an ordered id, so that nobody can be told from the order of rows."""

    id = models.UUIDField(primary_key=True)  # random on purpose, not ordered by time
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=8)
    questionnaire = models.CharField(max_length=80)  # catalogue `slug@version`
    month = models.DateField()  # first day of the month
    answers = models.JSONField()  # {item slug: number}
    # With whose answers these are first shown; 0 while they wait for others. Who compares a mean with that of the day
    # before would else read the answers of the one person who has evaluated in between.
    group = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["programme", "questionnaire"], name="response_by_questionnaire")]

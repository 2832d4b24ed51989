from django.db import models

from ithaca.kernel.records import Record
from ithaca.matching.models.runs import Run
from ithaca.programmes.models import EligibilityQuestion, ParticipationRole


class GroupFigures(Record):
    """
    What a run did to the groups of one question, as it was computed: taken once, so that no exchange of two people
    shows in it. Whose answers and pairs are counted is kept without the answers: what further runs may show depends
    on it (`matching.groups`).
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="figures")
    question = models.ForeignKey(EligibilityQuestion, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=ParticipationRole.choices)
    told = models.PositiveIntegerField()  # people of this side who answered
    report = models.JSONField()  # `groups.Report`
    counted = models.JSONField(default=list)  # ids of participations, where their number is shown by group
    with_pair = models.JSONField(default=list)  # likewise of those who had a pair

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "question", "side"], name="group_figures_are_taken_once")
        ]

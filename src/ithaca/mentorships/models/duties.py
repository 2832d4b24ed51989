from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record
from ithaca.mentorships.models.pair import Mentorship


class Tick(Record):
    """That somebody has ticked off a duty of theirs. The key outlives the duty: what was ticked stays ticked."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="ticks")
    duty = models.CharField(max_length=100)  # programmes.duties.Duty.key
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorship", "duty"], name="ticked_once")]

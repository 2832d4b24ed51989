from django.db import models

from ithaca.kernel.records import Record
from ithaca.mentorships.models.pair import Mentorship
from ithaca.programmes.models import Participation


class Attestation(Record):
    """What an attestation of participation says, as it was on the day of its issue.

    A copy of the facts: paper that is out in the world must not change when somebody changes their name.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=20, unique=True)  # the number on the paper, of eighty random bits
    issued_on = models.DateField()
    name = models.CharField(max_length=150)
    programme = models.JSONField()  # {language: name}
    organisation = models.CharField(max_length=200)
    begun_on = models.DateField()
    ended_on = models.DateField()
    contacts = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mentorship", "participation"], name="attested_once")]

    @property
    def role(self) -> str:
        return self.participation.role

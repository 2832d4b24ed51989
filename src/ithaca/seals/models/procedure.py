from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from ithaca.kernel.records import Record
from ithaca.networks.models import Network


def _between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(least), MaxValueValidator(most)]


# What a network sets, in the order of its page.
NUMBERS = ("auditors", "mentors", "mentees", "report_days", "answer_days", "quorum", "appeal_days")


class Procedure(Record):
    """How a network audits and decides; until it says otherwise, as the defaults say."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="+")
    auditors = models.PositiveSmallIntegerField(default=2, validators=_between(1, 5))  # a file
    mentors = models.PositiveSmallIntegerField(default=3, validators=_between(1, 10))  # drawn for a talk
    mentees = models.PositiveSmallIntegerField(default=3, validators=_between(1, 10))
    report_days = models.PositiveSmallIntegerField(default=5, validators=_between(1, 30))  # working days
    answer_days = models.PositiveSmallIntegerField(default=30, validators=_between(5, 365))
    quorum = models.PositiveSmallIntegerField(default=2, validators=_between(1, 9))  # votes of the committee
    appeal_days = models.PositiveSmallIntegerField(default=30, validators=_between(7, 365))

from django.db import models

from ithaca.kernel.records import Record
from ithaca.programmes.models import Programme


class Comparing(Record):
    """That a programme compares itself with others, by its coordinator's choice."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)


class Circle(Record):
    """Programmes that are counted together for one fact, or not at all. Who is in it never changes."""

    fact = models.CharField(max_length=40)
    programmes = models.JSONField()  # ids: one that is no more keeps the circle from being told of
    last_shown = models.DateField()  # month of the latest edition that tells of it
    dissolved = models.BooleanField(default=False)  # told of no more: its programmes can make new circles

    class Meta:
        indexes = [models.Index(fields=["fact", "dissolved"], name="circle_by_fact")]


class Edition(Record):
    """What is published of a month, about the twelve months before it. Never changed after."""

    month = models.DateField(unique=True)  # its first day


class GroupBand(Record):
    """The quartiles of one fact in one group of an edition, and the circles that they tell of (shown to nobody)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="bands")
    fact = models.CharField(max_length=40)
    group = models.CharField(max_length=80)  # "all", "country:FR", "size:small" …
    circles = models.JSONField()
    programmes_step = models.PositiveIntegerField()  # at least so many programmes
    low = models.FloatField()
    middle = models.FloatField()
    high = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "fact", "group"], name="one_band_a_group")]


class Place(Record):
    """A programme's own value in an edition, for its own people: the published groups are read beside it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="places")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    fact = models.CharField(max_length=40)
    value = models.FloatField(null=True)  # empty: nothing to count, or too little to be told of others
    traits = models.JSONField()  # the groups that it is comparable with
    counted = models.BooleanField()  # among those that the edition tells of

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "programme", "fact"], name="one_place_a_fact")
        ]

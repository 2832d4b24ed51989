from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from ithaca.kernel.records import Record
from ithaca.seals.models.files import SealFile

PERSON = settings.AUTH_USER_MODEL
EFFORT = [MinValueValidator(1), MaxValueValidator(3)]


class Answer(Record):
    """What a programme says of one standard; several people write it."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="answers")
    standard = models.CharField(max_length=40)
    step = models.CharField(max_length=40, blank=True)  # of its scale, or `rules.NOT_APPLICABLE`; empty: open
    words = models.TextField(blank=True)  # how it is done, what is lacking
    changed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(null=True)
    carried = models.BooleanField(default=False)  # from the file before, and nobody has looked at it since
    # What raising it would take, as the programme's people say: 1 little, 3 much.
    effort = models.PositiveSmallIntegerField(null=True, validators=EFFORT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "standard"], name="standard_answered_once")]


class Reflection(Record):
    """What a programme thinks of one requirement, or of its own context as a whole, for which it is empty."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="reflections")
    requirement = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    changed_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(null=True)
    carried = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "requirement"], name="requirement_reflected_once")
        ]


class Variant(Record):
    """What somebody wrote while somebody else changed the same: kept beside it until one of the two is chosen."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="variants")
    standard = models.CharField(max_length=40, blank=True)
    requirement = models.CharField(max_length=40, blank=True)
    step = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    written_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")


class Remark(Record):
    """What one of the programme's people tells the others about a standard. Nobody else ever reads it."""

    file = models.ForeignKey(SealFile, on_delete=models.CASCADE, related_name="remarks")
    standard = models.CharField(max_length=40)
    words = models.TextField()
    written_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["file", "standard"], name="seal_remark_by_standard")]

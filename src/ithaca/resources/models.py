from django.db import models

from ithaca.kernel.records import Record
from ithaca.programmes.models import Programme


class Kind(models.TextChoices):
    GUIDE = "guide", "guide of the catalogue"
    LINK = "link", "link"
    FILE = "file", "file"


class Audience(models.TextChoices):
    BOTH = "both", "mentors and mentees"
    MENTOR = "mentor", "mentors"
    MENTEE = "mentee", "mentees"


class Phase(models.TextChoices):
    LAUNCH = "launch", "launch"
    DEVELOPMENT = "development", "development"
    SEPARATION = "separation", "separation"


class Resource(Record):
    """Something that a programme offers to read. A guide says its title itself, in the reader's language."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="resources")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    title = models.CharField(max_length=150, blank=True)
    description = models.CharField(max_length=500, blank=True)
    # Of what is read; empty: every language of the programme.
    language = models.CharField(max_length=5, blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.BOTH)
    phase = models.CharField(max_length=12, choices=Phase.choices, blank=True)  # empty: the whole way
    hidden = models.BooleanField(default=False)
    # Catalogue guide, by slug: the latest version is shown.
    guide = models.CharField(max_length=80, blank=True)
    url = models.CharField(max_length=500, blank=True)
    file = models.UUIDField(null=True)  # where the file lies, see shelf.py
    file_name = models.CharField(max_length=120, blank=True)
    file_size = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "guide"], condition=~models.Q(guide=""), name="guide_once"
            )
        ]
        indexes = [models.Index(fields=["programme", "phase", "position"], name="resource_by_phase")]

from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.editions.models import Edition, edition_constraints
from ithaca.kernel.records import Record
from ithaca.networks.models import Network
from ithaca.schemes.states import VERSION


class SchemeVersion(Edition):
    """One version of a network's seal scheme: a document as the catalogue's, kept whole."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    # The version of another network from which it was derived, or whose changes it took in last.
    derived_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="derived")
    # What schemes that come from the same one have in common: its slug in the catalogue, or its series.
    family = models.CharField(max_length=60)
    reasons = models.JSONField(default=dict)  # {standard: why it differs from the origin}

    class Meta:
        constraints = edition_constraints(VERSION, "seal_scheme")
        indexes = [models.Index(fields=["network", "state"], name="seal_scheme_by_state")]


class Recognition(Record):
    """A network accepts a level of another network's seal as one of its own, with a supplement that is computed."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    ours = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=40)  # of ours
    theirs = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    their_level = models.CharField(max_length=40)
    # A later version of theirs that takes something away, and by which nobody wants to recognise: it stays as it was.
    reviewed = models.ForeignKey(SchemeVersion, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)  # what applicants should know, in the network's words
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ours", "level", "theirs", "their_level"],
                condition=Q(ended_at=None),
                name="recognised_once",
            ),
            models.CheckConstraint(condition=~Q(ours=models.F("theirs")), name="recognition_of_another"),
        ]
        indexes = [models.Index(fields=["network", "ended_at"], name="recognition_by_network")]

from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.competences.states import (
    ASSESSMENT,
    CONSENT,
    VERSION,
    AssessmentState,
    ConsentState,
)
from ithaca.editions.models import Edition, edition_constraints
from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Organisation

PERSON = settings.AUTH_USER_MODEL


class FrameworkVersion(Edition):
    """One version of an organisation's competence framework: a document as the catalogue's, kept whole."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = edition_constraints(VERSION, "framework")
        indexes = [models.Index(fields=["organisation", "state"], name="framework_by_state")]


class Portfolio(Record):
    """What a mentor gathers to show their competences by one framework."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    series = models.UUIDField(editable=False)  # of the version
    level = models.CharField(max_length=40, blank=True)  # that the mentor is aiming at

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "series"], name="one_portfolio_per_framework")
        ]


class Assessment(Record):
    """How a mentor sees themselves at one time: a step of the scale for each ability. Reflections are sealed."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.CASCADE, related_name="assessments")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, default=AssessmentState.OPEN)
    marks = models.JSONField(default=dict)  # {ability: step of the scale}
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(ASSESSMENT),
            models.UniqueConstraint(
                fields=["portfolio"], condition=Q(state="open"), name="one_open_assessment"
            ),
        ]
        ordering = ["created_at", "id"]


class Item(Record):
    """A piece of evidence: facts. Its title, its words and its file lie in the owner's room, under its id."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=40)
    made_on = models.DateField()
    abilities = models.JSONField()  # slugs; one or more
    mentorship = models.ForeignKey(Mentorship, null=True, on_delete=models.PROTECT, related_name="+")
    consent = models.CharField(max_length=10, default=ConsentState.NOT_NEEDED)
    consent_asked_at = models.DateTimeField(null=True)
    consent_answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(CONSENT, field="consent"),
            models.CheckConstraint(
                condition=Q(consent="not needed") | Q(mentorship__isnull=False), name="consent_is_somebodys"
            ),
        ]
        ordering = ["-made_on", "id"]


class Validation(Record):
    """A referent mentor has looked at an item and stands by it, for one ability."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="validations")
    ability = models.CharField(max_length=40)
    referent = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "ability"], name="validated_once")]


class FrozenPortfolio(Record):
    """A portfolio as it stood when it was handed in: facts and hashes, signed by their own digest."""

    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="frozen")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    manifest = models.JSONField()
    sha256 = models.CharField(max_length=64)
    readers = models.JSONField(default=list)  # ids of those for whom its owner seals copies

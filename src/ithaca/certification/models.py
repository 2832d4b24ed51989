from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from ithaca.certification.rules import MOST_HOURS, Mark
from ithaca.certification.states import FILE, PART, RUNNING, SCHEME, FileState, PartState, SchemeState
from ithaca.competences.models import FrameworkVersion, FrozenPortfolio, Portfolio
from ithaca.credentials.models import Credential
from ithaca.kernel.records import Record, state_constraint
from ithaca.organisations.models import Organisation
from ithaca.vault.models import FrozenCopy

PERSON = settings.AUTH_USER_MODEL
MARKS = [(mark.value, mark.value) for mark in Mark]


class Scheme(Record):
    """How an organisation certifies by one version of a framework; levels and thresholds are the framework's."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=SchemeState.DRAFT)
    assessors = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    referent = models.BooleanField(default=True)  # a referent mentor is among the assessors
    interview = models.BooleanField(default=True)
    deciders_read = models.BooleanField(default=False)  # the evidence too, not only how it was rated
    appeal_days = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(7), MaxValueValidator(365)]
    )

    class Meta:
        constraints = [
            state_constraint(SCHEME),
            models.UniqueConstraint(fields=["version"], name="one_scheme_per_framework_version"),
        ]


class PanelMember(Record):
    """Whom an organisation trusts to judge, and with what."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    assesses = models.BooleanField(default=True)
    refers = models.BooleanField(default=False)  # a referent mentor, who may validate single items
    decides = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "person"], name="on_a_panel_once")]
        ordering = ["created_at", "id"]


class Tie(Record):
    """Something that binds a judge to a candidate and that the product can't know by itself."""

    candidate = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    trainer = models.BooleanField(default=False)  # else any reason, which nobody has to write down
    declared_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "person", "trainer"], name="tie_declared_once"),
            models.CheckConstraint(condition=~Q(candidate=F("person")), name="tie_needs_two"),
        ]


class File(Record):
    """One candidate's way to one level, from the application to the end of the certificate."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="files")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    portfolio = models.ForeignKey(Portfolio, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=40)
    state = models.CharField(max_length=20, default=FileState.APPLIED)
    since = models.DateTimeField()  # in this state
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewals")
    frozen = models.ForeignKey(FrozenPortfolio, null=True, on_delete=models.PROTECT, related_name="+")
    interviewed_at = models.DateTimeField(null=True)
    interview_notes = models.TextField(blank=True)
    conditions_met = models.TextField(blank=True)  # how, as the candidate says
    credential = models.ForeignKey(Credential, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            state_constraint(FILE),
            models.UniqueConstraint(
                fields=["scheme", "person"],
                condition=Q(state__in=[state.value for state in RUNNING]),
                name="one_running_file_per_scheme",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["certified", "suspended", "withdrawn"]) | Q(credential__isnull=False),
                name="certified_has_credential",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "state"], name="file_by_state")]


class Part(Record):
    """What one assessor does in one file."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    referent = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default=PartState.RATING)
    named_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(PART),
            models.UniqueConstraint(fields=["file", "person"], name="assesses_a_file_once"),
        ]
        ordering = ["created_at", "id"]


class Release(Record):
    """A frozen copy of what was handed in, shown to one of those who judge."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="releases")
    copy = models.OneToOneField(FrozenCopy, on_delete=models.PROTECT, related_name="+")
    item = models.UUIDField()  # of the frozen portfolio


class Sample(Record):
    """An invented piece of evidence for one ability, on which assessors see how far they judge alike."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="samples")
    ability = models.CharField(max_length=40)
    text = models.TextField()
    expected = models.CharField(max_length=10, choices=MARKS)  # what it was written to deserve

    class Meta:
        ordering = ["created_at", "id"]


class SampleRating(Record):
    """How an assessor found a sample, before seeing how others did."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="ratings")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=10, choices=MARKS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "person"], name="sample_rated_once")]


class Rating(Record):
    """How an assessor finds one ability shown. The comment is read by the other judges and the candidate."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="ratings")
    ability = models.CharField(max_length=40)
    mark = models.CharField(max_length=10, choices=MARKS)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "ability"], name="rated_once")]


class Settlement(Record):
    """What assessors who differed have come to; it holds once all of them agree."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="settlements")
    ability = models.CharField(max_length=40)
    mark = models.CharField(max_length=10, choices=MARKS)
    agreed = models.JSONField(default=list)  # ids of assessors

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "ability"], name="settled_once")]


class Decision(Record):
    """What was decided, by whom and why; on an appeal too."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="decisions")
    step = models.CharField(max_length=30)  # the verb of the state table
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    reasons = models.TextField()
    conditions = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at", "id"]


class FurtherTraining(Record):
    """Training that the holder of a certificate has followed elsewhere: towards its renewal, once the organisation agrees."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="further")
    held_on = models.DateField()
    hours = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)])
    what = models.CharField(max_length=200)  # and where
    counts = models.BooleanField(null=True)  # None until somebody has answered
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-held_on", "-id"]


class Appeal(Record):
    """Why a candidate thinks that a decision is wrong."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="appeals")
    grounds = models.TextField()

    class Meta:
        ordering = ["created_at", "id"]

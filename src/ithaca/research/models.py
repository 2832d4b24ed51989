from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.kernel.records import Record, state_constraint
from ithaca.mentorships.models import Mentorship
from ithaca.networks.models import Network
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation, Programme
from ithaca.research.anonymity import LEAST_K
from ithaca.research.states import CONSENT, STUDY, ConsentState, StudyState


class Study(Record):
    """What a network asks its members' programmes and their people for. Once it is open, what it says is settled."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=StudyState.DRAFT)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="fr")
    title = models.CharField(max_length=160)
    purpose = models.TextField()
    contact = models.EmailField()  # of whoever answers questions
    licence = models.CharField(max_length=20)  # SPDX
    variables = models.JSONField(default=list)
    k = models.PositiveSmallIntegerField(default=LEAST_K)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(STUDY),
            models.CheckConstraint(condition=Q(k__gte=LEAST_K), name="study_k_is_enough"),
        ]
        indexes = [models.Index(fields=["network", "state"], name="study_by_state")]

    def __str__(self) -> str:
        return self.title


class Agreement(Record):
    """That an organisation agrees to a study, until it no longer does."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="agreements")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "organisation"], name="organisation_agrees_once")
        ]


class Part(Record):
    """That a programme takes part in a study, until it no longer does."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="parts")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "programme"], name="programme_takes_part_once")
        ]


class Consent(Record):
    """What somebody says to a study, for themselves in one role of one programme."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="consents")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, default=ConsentState.ASKED)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            state_constraint(CONSENT),
            models.UniqueConstraint(fields=["study", "participation"], name="consents_once"),
        ]


class Release(Record):
    """A published edition of a study's data: what it was made from, and the file that never changes."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()  # and the moment at which consents were looked at
    since = models.DateTimeField()  # the pairs that ended from here …
    until = models.DateTimeField()  # … to here, by what the journal told before
    publisher = models.CharField(max_length=120)  # the network's name at that time
    address = models.URLField(max_length=300)  # of the edition's page
    lines = models.PositiveIntegerField()
    steps = models.JSONField()  # {circumstance: how coarsely it is told}
    report = models.JSONField()  # what was checked, see `making.Checked`
    archive = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    table_sha256 = models.CharField(max_length=64)  # of the table in it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["study", "number"], name="release_number_once"),
        ]
        ordering = ["-published_at", "-number", "id"]


class ReleasedPair(models.Model):
    """That a mentorship has gone out: never again, in no study."""

    mentorship = models.OneToOneField(
        Mentorship, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")

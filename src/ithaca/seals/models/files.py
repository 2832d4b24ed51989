from django.conf import settings
from django.db import models
from django.db.models import Q

from ithaca.credentials.models import Credential
from ithaca.kernel.records import Record, state_constraint
from ithaca.networks.models import Network
from ithaca.programmes.models import Programme
from ithaca.schemes.models import Recognition, SchemeVersion
from ithaca.seals.states import RUNNING, SEAL_FILE, FileState

PERSON = settings.AUTH_USER_MODEL


class SealFile(Record):
    """One programme's way to one level of a network's seal, from the self-assessment to the end of the seal."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=40)  # asked for
    state = models.CharField(max_length=20, default=FileState.ASSESSING)
    since = models.DateTimeField()  # in this state
    begun_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewals")
    # Another network's seal that this file rests on: only the supplement is asked and audited.
    recognition = models.ForeignKey(Recognition, null=True, on_delete=models.PROTECT, related_name="+")
    rests_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="recognised_by")
    minors = models.BooleanField(default=False)  # take part in the programme
    # {gate: who of the network vouches for it}; of those without a fact.
    confirmed = models.JSONField(default=dict)
    first_day = models.DateField()  # of the period that the facts are about
    last_day = models.DateField()
    # What was handed in, as it was then: `ithaca.seals.freezing` says its shape. SHA-256 of its canonical bytes.
    frozen = models.JSONField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    awarded_level = models.CharField(max_length=40, blank=True)
    credential = models.OneToOneField(Credential, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            state_constraint(SEAL_FILE),
            models.UniqueConstraint(
                fields=["network", "programme"],
                condition=Q(state__in=[state.value for state in RUNNING]),
                name="one_running_seal_file_per_network",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sealed", "suspended", "withdrawn"]) | Q(credential__isnull=False),
                name="sealed_has_credential",
            ),
        ]
        indexes = [
            models.Index(fields=["network", "state"], name="seal_file_by_state"),
            models.Index(fields=["programme", "state"], name="seal_file_by_programme"),
        ]

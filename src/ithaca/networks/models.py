from django.conf import settings
from django.db import models

from ithaca.kernel.records import Record, state_constraint
from ithaca.networks.states import MEMBERSHIP, MembershipState
from ithaca.organisations.models import Letter, Organisation

PERSON = settings.AUTH_USER_MODEL


class Network(Record):
    """Groups organisations, across countries if need be. Texts are `{language: text}`."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True, max_length=60)
    languages = models.JSONField(default=list)  # in which it presents itself
    presentation = models.JSONField(default=dict)
    countries = models.JSONField(default=list)  # ISO 3166-1 alpha-2, where it works
    website = models.URLField(blank=True)
    public = models.BooleanField(
        default=False
    )  # its page is everybody's; only then organisations can ask to join

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "administrator"
    AUDITOR = "auditor", "auditor"  # may be named to audit a seal file
    COMMITTEE = "committee", "committee"  # decides on seals


JUDGES = (Role.AUDITOR, Role.COMMITTEE)  # who audits, and who decides


class NetworkRole(Record):
    """What somebody is to a network."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "person", "role"], name="network_role_once"),
        ]


class NetworkLetter(Letter):
    """An address that a network has asked: for a role in it, or to become a member with an organisation."""

    class Asks(models.TextChoices):
        ADMINISTRATOR = "administrator", "administrator"
        AUDITOR = "auditor", "auditor"
        COMMITTEE = "committee", "committee"
        MEMBER = "member", "member"

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="letters")
    asks = models.CharField(max_length=20, choices=Asks.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "asks", "email"], name="one_network_letter_per_address"
            ),
        ]


class Membership(Record):
    """One organisation in one network, from the first request on; an organisation may be in several."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=12, default=MembershipState.ASKED)
    since = models.DateTimeField()  # in this state
    moved_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField(null=True)  # the last time
    reason = models.TextField(blank=True)  # of a no, a suspension or an exclusion: the organisation reads it

    class Meta:
        constraints = [
            state_constraint(MEMBERSHIP),
            models.UniqueConstraint(fields=["network", "organisation"], name="membership_once"),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="membership_by_organisation")]

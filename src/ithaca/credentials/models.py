from typing import Any

from django.conf import settings
from django.db import models

from ithaca.credentials.open_badges.content import Kind
from ithaca.credentials.open_badges.status_list import BITS
from ithaca.credentials.states import CREDENTIAL, ISSUER_KEY, CredentialState, KeyState
from ithaca.kernel.records import Record, state_constraint
from ithaca.networks.models import Network
from ithaca.organisations.models import Organisation


class Issuer(Record):
    """An organisation or a network as the one who attests. Its id is its public address for ever, whatever its name."""

    organisation = models.OneToOneField(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    network = models.OneToOneField(Network, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ models.Q(network__isnull=False),
                name="issuer_is_one_thing",
            )
        ]

    @property
    def name(self) -> str:
        return str(self.organisation or self.network)


class IssuerKey(Record):
    """One numbered pair of keys; the private half is sealed, and gone once the key signs no more."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="keys")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=KeyState.ACTIVE)
    public_multikey = models.CharField(max_length=80)
    public_jwk = models.JSONField()
    sealed = models.BinaryField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    retired_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)  # from when on nothing that it signed counts
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            state_constraint(ISSUER_KEY),
            models.UniqueConstraint(fields=["issuer", "number"], name="issuer_key_numbered_once"),
            models.UniqueConstraint(
                fields=["issuer"], condition=models.Q(state=KeyState.ACTIVE), name="one_active_issuer_key"
            ),
        ]


class AchievementText(Record):
    """What can be achieved, in words that never change: other words make another row."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="achievements")
    sha256 = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "sha256"], name="achievement_said_once"),
        ]


class StatusList(Record):
    """A stretch of bits. Which are set is read from the credentials; `revision` counts the changes."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="status_lists")
    number = models.PositiveSmallIntegerField()
    bits = models.PositiveIntegerField(default=BITS)
    taken = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "number"], name="status_list_numbered_once")]


class Credential(Record):
    """What was issued. The document never changes; whether it is still in force says its state."""

    FIXED = ("document", "jwt", "salt", "holder_name", "valid_from", "valid_until", "status_index")

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="credentials")
    key = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="credentials")
    achievement = models.ForeignKey(AchievementText, on_delete=models.PROTECT, related_name="credentials")
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.value) for kind in Kind])
    state = models.CharField(max_length=10, default=CredentialState.ISSUED)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="credentials"
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    holder_name = models.CharField(max_length=200)  # for the paper and the holder's own pages
    salt = models.CharField(max_length=64)
    name = models.CharField(max_length=200)  # of what was achieved
    shown = models.BooleanField(default=True)  # whether the public page exists; files verify without it
    listed = models.BooleanField(default=False)  # beside their name in the directory, by their choice
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="credentials")
    status_index = models.PositiveIntegerField()
    document = models.TextField()  # the very text that was issued
    jwt = models.TextField()
    reason = models.TextField(blank=True)  # of the last suspension or of the revocation
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            state_constraint(CREDENTIAL),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="status_index_once"),
        ]
        indexes = [models.Index(fields=["issuer", "-valid_from"], name="credentials_by_issuer")]

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> "Credential":
        row = super().from_db(*args, **kwargs)
        row._as_issued = {name: row.__dict__.get(name) for name in cls.FIXED}  # type: ignore[attr-defined]
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = getattr(self, "_as_issued", {})
        if any(before[name] != getattr(self, name) for name in before if before[name] is not None):
            raise TypeError("What was issued is not changed: revoke it, and issue another.")
        super().save(*args, **kwargs)

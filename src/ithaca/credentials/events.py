"""What happens to credentials and to the keys that sign them. Reasons are content and stay out of the journal."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class KeyFact(Fact):
    """The subject is the issuer's organisation or network."""

    key_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class KeyMade(KeyFact):
    verb: ClassVar[str] = "issuer key.made"


@dataclass(frozen=True, kw_only=True)
class KeyRetired(KeyFact):
    verb: ClassVar[str] = "issuer key.retired"


@dataclass(frozen=True, kw_only=True)
class KeyRevoked(KeyFact):
    verb: ClassVar[str] = "issuer key.revoked"


@dataclass(frozen=True, kw_only=True)
class CredentialFact(Fact):
    """The subject is the credential."""

    kind: str
    person_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CredentialIssued(CredentialFact):
    verb: ClassVar[str] = "credential.issued"


@dataclass(frozen=True, kw_only=True)
class CredentialSuspended(CredentialFact):
    verb: ClassVar[str] = "credential.suspended"


@dataclass(frozen=True, kw_only=True)
class CredentialReinstated(CredentialFact):
    verb: ClassVar[str] = "credential.reinstated"


@dataclass(frozen=True, kw_only=True)
class CredentialRevoked(CredentialFact):
    verb: ClassVar[str] = "credential.revoked"


@dataclass(frozen=True, kw_only=True)
class CredentialHidden(CredentialFact):
    verb: ClassVar[str] = "credential.hidden"


@dataclass(frozen=True, kw_only=True)
class CredentialListed(CredentialFact):
    verb: ClassVar[str] = "credential.listed"


@dataclass(frozen=True, kw_only=True)
class CredentialUnlisted(CredentialFact):
    verb: ClassVar[str] = "credential.unlisted"


@dataclass(frozen=True, kw_only=True)
class CredentialErased(CredentialFact):
    verb: ClassVar[str] = "credential.erased"


@dataclass(frozen=True, kw_only=True)
class CredentialShown(CredentialFact):
    verb: ClassVar[str] = "credential.shown"

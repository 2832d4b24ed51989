"""What a credential says, before it is a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

ESCO = "ESCO"


class Kind(StrEnum):
    """What is attested; the value is the `achievementType` of Open Badges 3.0."""

    CERTIFICATION = "Certification"  # of a person
    QUALITY = "QualityAssuranceCredential"  # of a programme or an organisation
    PARTICIPATION = "Certificate"  # somebody took part, nobody examined them


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """What an achievement corresponds to in a framework: an ESCO skill, a competence of the scheme."""

    name: str
    url: str
    framework: str = ESCO
    type: str = "ext:ESCOSkill"
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Achievement:
    """What can be achieved. The same for everybody who achieves it; a change of words makes another one."""

    kind: Kind
    name: str
    description: str
    criteria: str  # what had to be shown, in words (Markdown)
    language: str = "en"
    version: str = ""
    alignments: Sequence[Alignment] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Something that was looked at: its kind in words and the SHA-256 of its bytes, never the thing itself."""

    name: str
    sha256: bytes
    genre: str = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """One result: of what, and which; `status` as Open Badges names it."""

    name: str
    value: str
    type: str = "Result"
    status: str = "Completed"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """
    Whom a credential is about. Name and address go into the document as salted hashes; `named` writes the name in
    clear, by the person's choice, or because the subject is an organisation.
    """

    name: str
    email: str = ""
    named: bool = False
    person_id: UUID | None = None  # of the account that holds the credential; never in the document
    results: Sequence[Result] = ()


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """Who attests: the address is that of the profile, which holds the keys."""

    address: str
    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class StatusEntry:
    """Where to look whether a credential is still in force."""

    purpose: str
    list_address: str
    index: int


@dataclass(frozen=True, kw_only=True)
class Award:
    """Everything that one credential says."""

    address: str
    issuer: Issuer
    achievement: Achievement
    achievement_address: str
    subject: Subject
    subject_address: str
    salt: str
    valid_from: datetime
    valid_until: datetime | None = None
    evidence: Sequence[Evidence] = ()
    status: Sequence[StatusEntry] = field(default=())

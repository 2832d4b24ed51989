"""Awards, achievements, issuers and status lists as documents of Open Badges 3.0 and Verifiable Credentials 2.0."""

import base64
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from ithaca.credentials.open_badges.content import (
    Achievement,
    Alignment,
    Award,
    Evidence,
    Issuer,
    StatusEntry,
)
from ithaca.credentials.open_badges.linked_data import CREDENTIALS, OPEN_BADGES, Document
from ithaca.credentials.open_badges.proofs import moment

CONTROLLED_IDENTIFIER = "https://www.w3.org/ns/cid/v1"


def identity_hash(identity: str, salt: str) -> str:
    """An identity as Open Badges 3.0 hashes it: SHA-256 of the text and, after it, the salt."""
    return "sha256$" + hashlib.sha256((identity + salt).encode()).hexdigest()


def hash_name(sha256: bytes) -> str:
    """The bytes' name by their hash alone (RFC 6920): says which file it was, and nothing of what it holds."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(sha256).rstrip(b"=").decode()


def profile(issuer: Issuer) -> Document:
    return {"id": issuer.address, "type": ["Profile"], "name": issuer.name, "url": issuer.url}


def achievement(award: Achievement, *, address: str) -> Document:
    """
    What can be achieved, with its criteria. Nothing is said twice in a credential: the graph would hold it once, and one
    of the two places could be changed without breaking the signature. So its creator stands in its own document alone.
    """
    found: Document = {
        "id": address,
        "type": ["Achievement"],
        "achievementType": award.kind.value,
        "name": award.name,
        "description": award.description,
        "criteria": {"narrative": award.criteria},
        "inLanguage": award.language,
    }
    if award.version:
        found["version"] = award.version
    if award.alignments:
        found["alignment"] = [_alignment(each) for each in award.alignments]
    return found


def _alignment(alignment: Alignment) -> Document:
    found: Document = {
        "type": ["Alignment"],
        "targetName": alignment.name,
        "targetUrl": alignment.url,
        "targetFramework": alignment.framework,
        "targetType": alignment.type,
    }
    if alignment.description:
        found["targetDescription"] = alignment.description
    return found


def credential(award: Award) -> Document:
    """The credential without proof."""
    issuer = award.issuer
    found: Document = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": award.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award.achievement.name,
        "issuer": profile(issuer),
        "validFrom": moment(award.valid_from),
        "credentialSubject": _subject(award),
    }
    if award.valid_until is not None:
        found["validUntil"] = moment(award.valid_until)
    if award.evidence:
        found["evidence"] = [_evidence(each) for each in award.evidence]
    if award.status:
        found["credentialStatus"] = [_status(each) for each in award.status]
    return found


def _subject(award: Award) -> Document:
    subject = award.subject
    made = achievement(award.achievement, address=award.achievement_address)
    identities = [_identity("name", subject.name, None if subject.named else award.salt)]
    if subject.email:
        identities.append(_identity("emailAddress", subject.email.lower(), award.salt))
    found: Document = {
        "id": award.subject_address,
        "type": ["AchievementSubject"],
        "identifier": identities,
        "achievement": made,
    }
    if subject.results:
        # Named by what they are, so that the same award gives the same document.
        names = [
            f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{award.address}#{number}')}"
            for number, _each in enumerate(subject.results, start=1)
        ]
        made["resultDescription"] = [
            {"id": name, "type": ["ResultDescription"], "name": each.name, "resultType": each.type}
            for name, each in zip(names, subject.results, strict=True)
        ]
        found["result"] = [
            {"type": ["Result"], "resultDescription": name, "status": each.status, "value": each.value}
            for name, each in zip(names, subject.results, strict=True)
        ]
    return found


def _identity(kind: str, identity: str, salt: str | None) -> Document:
    if salt is None:
        return {"type": "IdentityObject", "hashed": False, "identityHash": identity, "identityType": kind}
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": identity_hash(identity, salt),
        "identityType": kind,
        "salt": salt,
    }


def _evidence(evidence: Evidence) -> Document:
    found: Document = {"id": hash_name(evidence.sha256), "type": ["Evidence"], "name": evidence.name}
    if evidence.genre:
        found["genre"] = evidence.genre
    return found


def _status(entry: StatusEntry) -> Document:
    return {
        "id": f"{entry.list_address}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": entry.purpose,
        "statusListIndex": str(entry.index),
        "statusListCredential": entry.list_address,
    }


def status_list(
    *,
    address: str,
    issuer: Issuer,
    purpose: str,
    encoded: str,
    valid: tuple[datetime, datetime],
) -> Document:
    """A list of bits as credential, without proof (Bitstring Status List 1.0)."""
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.address,
        "validFrom": moment(valid[0]),
        "validUntil": moment(valid[1]),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded,
        },
    }


def issuer_document(issuer: Issuer, methods: Sequence[Mapping[str, object]]) -> Document:
    """The issuer's profile, which is the controlled identifier document of its keys as well."""
    return {
        "@context": [CONTROLLED_IDENTIFIER, OPEN_BADGES],
        **profile(issuer),
        "verificationMethod": [dict(method) for method in methods],
        "assertionMethod": [method["id"] for method in methods],
    }

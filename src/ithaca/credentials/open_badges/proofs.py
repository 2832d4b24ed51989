"""Data Integrity proofs of the suite eddsa-rdfc-2022 (W3C Recommendation of 15 May 2025, section 3.2)."""

import hashlib
import re
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ithaca.credentials.open_badges import Untrue
from ithaca.credentials.open_badges.linked_data import SHIPPED_ONLY, Document, Loader, canonical
from ithaca.credentials.open_badges.multibase import base58btc, decoded

SUITE = "eddsa-rdfc-2022"
SIGNATURE_BYTES = 64
MEMBERS = {"type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")


def moment(at: datetime) -> str:
    """A time as dateTimeStamp in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def hash_data(document: Document, options: Document, loader: Loader = SHIPPED_ONLY) -> bytes:
    """What is signed: the hash of the proof's options, then that of the document without proof."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    configuration = {name: value for name, value in options.items() if name != "proofValue"}
    configuration["@context"] = document.get("@context")
    return b"".join(
        hashlib.sha256(canonical(part, loader).encode()).digest() for part in (configuration, unsecured)
    )


def with_proof(
    document: Document,
    *,
    key: Ed25519PrivateKey,
    verification_method: str,
    created: datetime,
    loader: Loader = SHIPPED_ONLY,
) -> Document:
    """The document with its proof; raises Untrue where part of it would not be signed."""
    options: Document = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(created),
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(hash_data(document, options, loader))
    return {**document, "proof": {**options, "proofValue": base58btc(signature)}}


def verify(document: Document, key: Ed25519PublicKey, loader: Loader = SHIPPED_ONLY) -> None:
    """Raises Untrue unless the document's one proof was made over it with this key."""
    proof = document.get("proof")
    if not isinstance(proof, dict):
        raise Untrue("The document has no proof, or several.")
    if set(proof) - MEMBERS:
        raise Untrue("The proof says more than this suite knows.")
    required = {"type": "DataIntegrityProof", "cryptosuite": SUITE, "proofPurpose": "assertionMethod"}
    if any(proof.get(name) != value for name, value in required.items()):
        raise Untrue("The proof is of another kind.")
    created = proof.get("created")
    if created is not None and not (isinstance(created, str) and MOMENT.match(created)):
        raise Untrue("The proof has no valid date.")
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        raise Untrue("The proof has no value in base58btc.")
    signature = decoded(value)
    if len(signature) != SIGNATURE_BYTES:
        raise Untrue("The signature is not 64 bytes long.")
    try:
        key.verify(signature, hash_data(document, proof, loader))
    except InvalidSignature as error:
        raise Untrue("The signature is not of this document.") from error

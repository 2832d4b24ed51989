"""The published vectors of eddsa-rdfc-2022 come out to the byte."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ithaca.credentials.open_badges import Untrue, proofs
from ithaca.credentials.open_badges.linked_data import canonical, loader_of, shipped
from ithaca.credentials.open_badges.multibase import multikey, private_key, public_key

VECTOR = json.loads(
    (Path(__file__).parents[1] / "vectors" / "credentials" / "eddsa-rdfc-2022.json").read_text()
)
LOADER = loader_of({**shipped(), **VECTOR["contexts"]})
SIGNED = VECTOR["signed"]
UNSIGNED = {name: value for name, value in SIGNED.items() if name != "proof"}


def test_the_proofs_options_are_canonical_as_published() -> None:
    options = {name: value for name, value in SIGNED["proof"].items() if name != "proofValue"}
    assert canonical({**options, "@context": SIGNED["@context"]}, LOADER) == VECTOR["canonicalProof"]


def test_what_is_signed_is_what_was_published() -> None:
    assert proofs.hash_data(UNSIGNED, SIGNED["proof"], LOADER).hex() == VECTOR["combinedHash"]


def test_signing_gives_the_published_proof() -> None:
    created = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
    made = proofs.with_proof(
        UNSIGNED,
        key=private_key(VECTOR["secretKeyMultibase"]),
        verification_method=SIGNED["proof"]["verificationMethod"],
        created=created,
        loader=LOADER,
    )
    assert made == SIGNED


def test_the_published_proof_verifies_and_a_changed_one_does_not() -> None:
    key = public_key(VECTOR["publicKeyMultibase"])
    proofs.verify(SIGNED, key, LOADER)
    assert multikey(key) == VECTOR["publicKeyMultibase"]
    with pytest.raises(Untrue):
        proofs.verify({**SIGNED, "name": "Another"}, key, LOADER)


def test_a_context_that_is_not_shipped_is_refused_and_not_fetched() -> None:
    with pytest.raises(Untrue, match="not shipped"):
        canonical(UNSIGNED)

"""Every value of a document, changed or taken away by itself, breaks its proof; every letter of a token likewise."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.credentials.open_badges import Untrue, documents, proofs, tokens
from ithaca.credentials.open_badges.content import Award, Evidence, Issuer, StatusEntry, Subject
from ithaca.credentials.open_badges.keys import SigningKey, new_key
from ithaca.credentials.open_badges.linked_data import require_plain
from ithaca.credentials.open_badges.multibase import base58btc, base64url, decoded
from tests.credentials.alterations import every_alteration
from tests.credentials.awards import MENTOR, OTHER, SCORE, SEEN

BASE = "https://ithaca.example/"
DAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
ISSUER = Issuer(address=f"{BASE}issuers/1/", name="Les Voiles", url=BASE)


def award(name: str = "Marc Delorme", evidence: tuple[Evidence, ...] = (SEEN, OTHER)) -> Award:
    return Award(
        address=f"{BASE}credentials/1/",
        issuer=ISSUER,
        achievement=MENTOR,
        achievement_address=f"{BASE}achievements/1/",
        subject=Subject(name=name, email="marc@example.org", results=(SCORE,)),
        subject_address="urn:uuid:01a1ff47-0e49-7ef5-9ca0-ab0864ac800e",
        salt="sel",
        valid_from=DAY,
        valid_until=DAY.replace(year=2029),
        evidence=evidence,
        status=[StatusEntry(purpose="revocation", list_address=f"{BASE}status/1/revocation/", index=7)],
    )


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


def signed(key: SigningKey, made: Award) -> documents.Document:
    method = f"{ISSUER.address}#key-1"
    return proofs.with_proof(
        documents.credential(made), key=key.ed25519, verification_method=method, created=DAY
    )


def verify(document: documents.Document, key: SigningKey) -> None:
    require_plain(document)
    proofs.verify(document, key.ed25519.public_key())


def test_every_single_alteration_is_seen(key: SigningKey) -> None:
    document = signed(key, award())
    verify(document, key)
    unseen = []
    for name, altered in every_alteration(document).items():
        try:
            verify(altered, key)
        except Untrue:
            continue
        unseen.append(name)
    assert unseen == []


def test_another_key_did_not_sign_it(key: SigningKey) -> None:
    with pytest.raises(Untrue):
        verify(signed(key, award()), new_key())


def test_two_proofs_or_none_are_refused(key: SigningKey) -> None:
    document = signed(key, award())
    for proof in (None, [document["proof"]], [document["proof"], document["proof"]]):
        with pytest.raises(Untrue):
            verify({**document, "proof": proof}, key)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Ed25519Signature2020"},
        {"cryptosuite": "eddsa-jcs-2022"},
        {"proofPurpose": "authentication"},
        {"created": "yesterday"},
        {"proofValue": "zzzz"},
        {"proofValue": "fdeadbeef"},
        {"expires": "2020-01-01T00:00:00Z"},
    ],
)
def test_a_proof_of_another_kind_is_refused(key: SigningKey, change: dict[str, str]) -> None:
    document = signed(key, award())
    with pytest.raises(Untrue):
        verify({**document, "proof": {**document["proof"], **change}}, key)


def test_the_same_award_gives_the_same_document(key: SigningKey) -> None:
    assert signed(key, award()) == signed(key, award())


@settings(max_examples=25, deadline=None)
@given(
    st.text(min_size=1, max_size=60), st.lists(st.binary(min_size=32, max_size=32), max_size=3, unique=True)
)
def test_any_name_and_any_evidence_round_trip(name: str, hashes: list[bytes]) -> None:
    key = KEPT
    seen = tuple(Evidence(name=name, sha256=each) for each in hashes)
    document = signed(key, award(name, seen))
    verify(document, key)
    token = tokens.signed(document, key=key.rsa, address=f"{ISSUER.address}keys/1/")
    assert tokens.verified(token, key.rsa) == document


KEPT = new_key()


def test_a_token_with_any_letter_changed_is_refused(key: SigningKey) -> None:
    token = tokens.signed(documents.credential(award()), key=key.rsa, address=f"{ISSUER.address}keys/1/")
    chosen = random.Random(7)
    for at in chosen.sample(range(len(token) - 1), 60):  # the last letter has bits that mean nothing
        put = "A" if token[at] != "A" else "B"
        with pytest.raises(Untrue):
            tokens.verified(token[:at] + put + token[at + 1 :], key.rsa)


def test_a_token_claims_what_its_credential_says(key: SigningKey) -> None:
    document = documents.credential(award())
    for change in ({"sub": "urn:uuid:other"}, {"iss": BASE}, {"jti": BASE}, {"nbf": 1}, {"exp": 9}):
        payload = {**document, **tokens.claims(document), **change}
        header = {"alg": "RS256", "typ": "JWT", "kid": BASE}
        with pytest.raises(Untrue, match="claims"):
            tokens.verified(tokens.jwt.encode(header, payload, key.rsa, algorithms=["RS256"]), key.rsa)


def test_a_token_signed_otherwise_is_refused(key: SigningKey) -> None:
    document = documents.credential(award())
    payload = {**document, **tokens.claims(document)}
    longer = tokens.jwt.encode({"alg": "RS512"}, payload, key.rsa, algorithms=["RS512"])
    with pytest.raises(Untrue):
        tokens.verified(longer, key.rsa)
    extra = tokens.jwt.encode({"alg": "RS256", "jku": BASE}, payload, key.rsa, algorithms=["RS256"])
    with pytest.raises(Untrue):
        tokens.verified(extra, key.rsa)


@given(st.binary(max_size=80))
def test_bytes_survive_both_encodings(content: bytes) -> None:
    assert decoded(base58btc(content)) == content
    assert decoded(base64url(content)) == content


def test_private_halves_are_never_shown(key: SigningKey) -> None:
    assert repr(key) == "SigningKey(…)"
    assert set(key.public_jwk) == {"kty", "n", "e"}

"""Golden files, kept for ever: whatever either side ever made, Python opens."""

import json
import uuid
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.vault import rules
from ithaca.vault.client import (
    CopySource,
    Keyring,
    OpenRoom,
    Place,
    Tampered,
    make_room,
    open_copy,
    open_grant,
    open_ledger,
    passkey_secret,
    passkey_way,
    read_card,
)
from ithaca.vault.client.format import fold, from_base64url, pad, sha256, unpad

FOLDER = Path(__file__).parents[1] / "vectors" / "v1"
SIDES = ["browser", "python"]


def vectors(side: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{side}.json").read_text("utf-8"))
    return found


def opened_room(v: dict[str, Any], reader: int) -> OpenRoom:
    keyrings = [Keyring.from_text(p["keyring"], p["card"]) for p in v["people"]]
    grant = from_base64url(v["room"]["grants"][keyrings[reader].person])
    cards = [one.card for one in keyrings]
    return open_grant(keyrings[reader], v["room"]["id"], grant, [v["room"]["recipient"]], cards)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("way", ["passphrase", "kit"])
def test_a_keyring_opens_with_what_its_owner_kept(side: str, way: str) -> None:
    v = vectors(side)
    keyring = Keyring.unwrap(
        from_base64url(v["wraps"][way]), v["secrets"][way].upper(), v["people"][0]["card"]
    )
    assert keyring.to_text() == v["people"][0]["keyring"]
    assert open_ledger(keyring, from_base64url(v["ledger"]))["pins"] == {}


@pytest.mark.parametrize("side", SIDES)
def test_a_keyring_opens_with_a_passkey(side: str) -> None:
    v = vectors(f"ways-{side}")
    passkey = v["passkey"]
    assert passkey_way(from_base64url(passkey["credential"])) == passkey["way"]
    assert rules.is_way(passkey["way"])
    secret = passkey_secret(from_base64url(passkey["prf"]))
    assert secret == passkey["secret"]
    assert rules.is_wrap(from_base64url(passkey["wrap"]))
    keyring = Keyring.unwrap(from_base64url(passkey["wrap"]), secret, v["card"])
    assert keyring.to_text() == v["keyring"]


@pytest.mark.parametrize("side", SIDES)
def test_a_copy_opens_for_its_reader_alone(side: str) -> None:
    v = vectors(f"copy-{side}")
    owner, reader = (Keyring.from_text(v[who]["keyring"], v[who]["card"]) for who in ("owner", "reader"))
    source, file = CopySource(**v["source"]), from_base64url(v["file"])
    assert rules.is_sealed_file(file)
    shown = open_copy(reader, [owner.card], v["copy"], source, file)
    assert (shown.content, shown.note, shown.owner) == (v["content"], v["note"], owner.person)
    with pytest.raises(Tampered, match="key"):
        open_copy(owner, [owner.card], v["copy"], source, file)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("reader", [0, 1])
def test_both_members_read_every_revision(side: str, reader: int) -> None:
    v = vectors(side)
    room, previous = opened_room(v, reader), None
    for number, revision in enumerate(v["revisions"], start=1):
        file = from_base64url(revision["file"])
        assert sha256(file) == revision["sha256"]
        place = Place(v["place"]["object"], v["place"]["kind"], number, previous, v["place"]["about"])
        assert room.open(file, place, revision["author"]).content == revision["content"]
        previous = revision["sha256"]


@pytest.mark.parametrize("side", SIDES)
def test_the_ordinary_age_tool_reads_a_note(side: str) -> None:
    v = vectors(side)
    identity = pyrage.x25519.Identity.from_str(opened_room(v, 0).identity)
    plain = pyrage.decrypt(from_base64url(v["revisions"][0]["file"]), [identity])
    claims = json.loads(from_base64url(plain.split(b".")[1].decode()))
    assert claims["content"] == v["revisions"][0]["content"]


@pytest.mark.parametrize("side", SIDES)
def test_the_server_takes_what_clients_make(side: str) -> None:
    v = vectors(side)
    files = [*v["room"]["grants"].values(), *(r["file"] for r in v["revisions"]), v["ledger"]]
    assert all(rules.is_sealed_file(from_base64url(file)) for file in files)
    assert all(rules.is_wrap(from_base64url(file)) for file in v["wraps"].values())
    assert rules.is_recipient(v["room"]["recipient"])
    card = read_card(v["people"][0]["card"])
    claims = rules.read_card(card.jws)
    assert claims == rules.CardClaims(uuid.UUID(card.person), 1, None, card.signing)


INES, MARC, EVE = (Keyring.create(f"0192cccc-0000-7000-8000-00000000000{n}") for n in (1, 2, 3))
ROOM = make_room(INES, [INES.card, MARC.card])[1]
HERE = Place("0192cccc-0000-7000-8000-00000000bbbb", "note", 3, "a" * 64, None)
FILE = ROOM.seal(INES, HERE, {"text": "à nous deux"})


@settings(max_examples=40, deadline=None)
@given(
    change=st.one_of(
        st.tuples(st.just("object"), st.uuids().map(str)),
        st.tuples(st.just("kind"), st.sampled_from(["goal", "summary", "action"])),
        st.tuples(st.just("revision"), st.integers(1, 9).filter(lambda n: n != 3)),
        st.tuples(st.just("previous"), st.none() | st.text("0123456789abcdef", min_size=64, max_size=64)),
        st.tuples(st.just("about"), st.uuids().map(str)),
    )
)
def test_a_text_is_refused_in_any_other_place(change: tuple[str, Any]) -> None:
    name, value = change
    with pytest.raises(Tampered) as refused:
        ROOM.open(FILE, Place(**{**HERE.__dict__, name: value}), INES.person)
    assert refused.value.reason == name


def test_a_text_is_refused_under_another_author_or_key() -> None:
    with pytest.raises(Tampered, match="author"):
        ROOM.open(FILE, HERE, MARC.person)
    with pytest.raises(Tampered, match="key"):
        ROOM.open(ROOM.seal(EVE, HERE, {}), HERE, EVE.person)


def test_a_grant_made_for_somebody_else_stays_shut() -> None:
    sealed, room = make_room(INES, [INES.card, MARC.card])
    grant = sealed.grants[uuid.UUID(MARC.person)]
    with pytest.raises(Tampered, match="key"):
        open_grant(EVE, room.id, grant, [room.recipient], [INES.card, MARC.card])


@given(st.text("abcXYZ019-_.", max_size=5000))
def test_padding_tells_only_the_size_class(token: str) -> None:
    padded = pad(token)
    assert unpad(padded) == token
    assert len(padded).bit_count() == 1


def test_typed_words_are_taken_whatever_their_accents() -> None:
    assert fold("  Élève\u00a0 CŒUR\nl’Île ") == "eleve coeur l'ile"

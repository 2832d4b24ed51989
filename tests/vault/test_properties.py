"""Whatever is written comes out as it went in, and whatever is altered is refused: the Python twin of the format."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.kernel import ids
from ithaca.vault.client import Keyring, OpenRoom, Place, Tampered, make_room, read_card
from ithaca.vault.client import format as f

INES, MARC = (Keyring.create(ids.new_id()) for _ in range(2))
SEALED, ROOM = make_room(INES, [INES.card, MARC.card])
ANYTHING = settings(max_examples=100, deadline=None)

# Every character but halves of a pair: Python has no bytes for those.
texts = st.text(max_size=400)
json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
# Signs of a token: base64url in three parts.
tokens = st.text("abzAZ059-_.", max_size=6000)


def sealed(content: dict[str, Any]) -> tuple[bytes, Place]:
    place = Place(str(ids.new_id()), "note")
    return ROOM.seal(INES, place, content), place


@ANYTHING
@given(content=st.dictionaries(texts, json, max_size=4))
def test_any_content_comes_out_as_it_went_in(content: dict[str, Any]) -> None:
    file, place = sealed(content)
    assert ROOM.open(file, place, INES.person).content == content


@ANYTHING
@given(token=tokens)
def test_the_size_tells_a_class_and_no_more(token: str) -> None:
    padded = f.pad(token)
    assert len(padded).bit_count() == 1
    assert f.SMALLEST <= len(padded) <= f.LARGEST
    assert f.unpad(padded) == token


@pytest.mark.parametrize("edge", [1023, 2047, 131_071, f.LARGEST - 1])
def test_a_token_that_just_fits_fills_its_class(edge: int) -> None:
    assert len(f.pad("a" * edge)) == edge + 1
    if edge < f.LARGEST - 1:
        assert len(f.pad("a" * (edge + 1))) == 2 * (edge + 1)


def test_what_is_too_long_or_no_text_is_refused_before_it_is_sealed() -> None:
    with pytest.raises(ValueError, match="too long"):
        sealed({"text": "é" * 200_000})
    with pytest.raises(UnicodeEncodeError):
        sealed({"text": "\ud800"})


FILE, PLACE = sealed({"text": "à nous"})


@ANYTHING
@given(at=st.integers(0, len(FILE) - 1), by=st.integers(1, 255))
def test_a_byte_changed_anywhere_in_a_text_is_refused_with_a_reason(at: int, by: int) -> None:
    bent = bytearray(FILE)
    bent[at] ^= by
    with pytest.raises(Tampered):
        ROOM.open(bytes(bent), PLACE, INES.person)


@ANYTHING
@given(size=st.integers(0, len(FILE) - 1))
def test_a_text_cut_short_is_refused_with_a_reason(size: int) -> None:
    with pytest.raises(Tampered):
        ROOM.open(FILE[:size], PLACE, INES.person)


CARD = INES.card.jws


@settings(max_examples=600, deadline=None)
@given(at=st.integers(0, len(CARD) - 1), sign=st.sampled_from("AZaz09-_.=+ é\n"))
def test_a_sign_changed_anywhere_in_a_card_is_refused_with_a_reason(at: int, sign: str) -> None:
    bent = CARD[:at] + sign + CARD[at + 1 :]
    if bent == CARD:
        return
    with pytest.raises(Tampered):
        read_card(bent)


def test_a_signature_has_one_spelling() -> None:
    spellings = {
        CARD[:-1] + sign for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    }
    for spelling in spellings - {CARD}:
        with pytest.raises(Tampered):
            read_card(spelling)


places = st.fixed_dictionaries(
    {},
    optional={
        "object": st.uuids().map(str),
        "kind": st.sampled_from(["goal", "summary"]),
        "revision": st.integers(2, 9),
        "previous": st.just("b" * 64),
        "about": st.uuids().map(str),
    },
).filter(bool)


@ANYTHING
@given(changes=places)
def test_a_text_opens_in_its_own_place_only(changes: dict[str, Any]) -> None:
    elsewhere = Place(**{"object": PLACE.object, "kind": PLACE.kind, **changes})
    with pytest.raises(Tampered) as refused:
        ROOM.open(FILE, elsewhere, INES.person)
    assert refused.value.reason in changes


def test_nobody_writes_in_anothers_name() -> None:
    stranger = Keyring.create(ids.new_id())
    strange = OpenRoom(ROOM.id, 1, ROOM.identity, ROOM.recipient, {stranger.person: stranger.card})
    file = strange.seal(stranger, PLACE, {})
    for author, reason in ((INES.person, "author"), (stranger.person, "key")):
        with pytest.raises(Tampered) as refused:
            ROOM.open(file, PLACE, author)
        assert refused.value.reason == reason

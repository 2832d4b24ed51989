"""Lists of bits: what goes in comes out, and nothing else."""

import base64
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.credentials.open_badges import Untrue
from ithaca.credentials.open_badges.status_list import BITS, encoded, is_set

positions = st.sets(st.integers(0, BITS - 1), max_size=40)


@settings(max_examples=30, deadline=None)
@given(positions, positions)
def test_exactly_the_positions_that_were_set_are_set(those: set[int], others: set[int]) -> None:
    text = encoded(those)
    assert all(is_set(text, position) for position in those)
    assert not any(is_set(text, position) for position in others - those)


def test_bit_0_is_the_leftmost_and_the_length_at_least_16_kb() -> None:
    content = gzip.decompress(base64.urlsafe_b64decode(encoded({0, 9})[1:] + "=="))
    assert len(content) == 16 * 1024
    assert content[:2] == bytes([0b1000_0000, 0b0100_0000])


def test_the_same_bits_give_the_same_text() -> None:
    assert encoded({5, 77}) == encoded({77, 5})


def test_a_list_shorter_than_131072_bits_is_neither_made_nor_read() -> None:
    with pytest.raises(ValueError, match="131,072"):
        encoded([], bits=1024)
    short = "u" + base64.urlsafe_b64encode(gzip.compress(bytes(100))).rstrip(b"=").decode()
    with pytest.raises(Untrue, match="shorter"):
        is_set(short, 3)


@pytest.mark.parametrize("text", ["", "z6Mk", "u", "uAAAA", "u!!", encoded({1})[:-9]])
def test_what_is_no_list_says_nothing(text: str) -> None:
    with pytest.raises(Untrue):
        is_set(text, 1)


def test_a_list_that_would_fill_the_memory_is_refused() -> None:
    bomb = "u" + base64.urlsafe_b64encode(gzip.compress(bytes(64 * 1024 * 1024))).rstrip(b"=").decode()
    with pytest.raises(Untrue, match="too long"):
        is_set(bomb, 1)


@pytest.mark.parametrize("position", [-1, BITS])
def test_a_position_outside_is_an_error_and_no_answer(position: int) -> None:
    with pytest.raises(Untrue, match="outside"):
        is_set(encoded([]), position)

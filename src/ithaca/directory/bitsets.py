"""Sets of whole numbers as bits of one integer: a set of 10,000 people is 1.25 KB, and "and" is one instruction a word."""

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

DENSE = 64  # a word held by more than one person in DENSE is kept as a mask


def mask_of(positions: Iterable[int], size: int) -> int:
    """The mask with these bits set; `size` is above every position."""
    room = bytearray(size // 8 + 1)
    for position in positions:
        room[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(room, "little")


def bits(mask: int) -> Iterator[int]:
    """The positions in a mask, ascending."""
    for index, byte in enumerate(mask.to_bytes((mask.bit_length() + 7) // 8, "little")):
        while byte:
            lowest = byte & -byte
            yield index * 8 + lowest.bit_length() - 1
            byte ^= lowest


def rotated(mask: int, start: int) -> Iterator[int]:
    """The positions in a mask from `start` on, then those before it."""
    yield from (position + start for position in bits(mask >> start))
    yield from bits(mask & ((1 << start) - 1))


class Words:
    """Which positions hold a word; finds all words that begin alike.

    Rare words keep a list of positions and frequent ones a mask, so that 100,000 people with tens of
    thousands of different words fit into tens of megabytes.
    """

    def __init__(self) -> None:
        self._rare: dict[str, array[int]] = {}
        self._dense: dict[str, int] = {}
        self._sorted: list[str] = []
        self._size = 0

    def fill(self, rows: Iterable[Iterable[str]]) -> None:
        """Reads the words of every position at once; much quicker than adding one by one."""
        for position, words in enumerate(rows):
            for word in words:
                self._rare.setdefault(word, array("I")).append(position)
            self._size = position + 1
        self._sorted = sorted(self._rare)
        for word in [word for word, found in self._rare.items() if len(found) * DENSE > self._size]:
            self._dense[word] = mask_of(self._rare.pop(word), self._size)

    def add(self, position: int, words: Iterable[str]) -> None:
        """Adds one position, above all that are in already."""
        self._size = max(self._size, position + 1)
        for word in words:
            if word in self._dense:
                self._dense[word] |= 1 << position
            elif word in self._rare:
                self._rare[word].append(position)
            else:
                insort(self._sorted, word)
                self._rare[word] = array("I", [position])

    def beginning_with(self, start: str) -> int:
        """The mask of every position that holds a word beginning with `start`."""
        found, dense = bytearray(self._size // 8 + 1), 0
        for index in range(bisect_left(self._sorted, start), len(self._sorted)):
            word = self._sorted[index]
            if not word.startswith(start):
                break
            if word in self._dense:
                dense |= self._dense[word]
                continue
            for position in self._rare[word]:
                found[position >> 3] |= 1 << (position & 7)
        return dense | int.from_bytes(found, "little")

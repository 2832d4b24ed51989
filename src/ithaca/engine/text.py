"""
How near two texts are, in French, English, Spanish and German, without sending them anywhere.

Words are cut to their beginnings, common ones left out, and what people in mentoring write about is known in all four
languages; what is rare among all texts weighs most (TF-IDF). Vectors have few dimensions: words fall into them by a hash
with a sign, so that those that share one cancel out on average.
"""

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.profiles import DIMENSIONS

Vectors = NDArray[np.int8]

BEGINNING = 6  # letters of a word that count
SHORTEST = 3
LONGEST_TEXT = 20_000  # characters; the rest is not read
WORD = re.compile(r"[^\W\d_]+")


@cache
def _common() -> frozenset[str]:
    found = tomllib.loads(files("ithaca.engine").joinpath("common_words.toml").read_text("utf-8"))
    return frozenset(word for words in found.values() for word in words.split())


@cache
def _concepts() -> dict[str, str]:
    """Beginnings of words, and what they are about."""
    found = tomllib.loads(files("ithaca.engine").joinpath("concepts.toml").read_text("utf-8"))
    return {beginning: name for name, beginnings in found.items() for beginning in beginnings.split()}


def plain(word: str) -> str:
    """Small letters, accents left out."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def _longest_concept() -> int:
    return max(map(len, _concepts()))


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """What a word counts as: what it is about where that is known, or else its beginning; nothing where it is common."""
    letters = plain(word)
    if len(letters) < SHORTEST or letters in _common():
        return ""
    known = _concepts()
    for length in range(min(len(letters), _longest_concept()), SHORTEST - 1, -1):
        if letters[:length] in known:
            return "=" + known[letters[:length]]
    return letters[:BEGINNING]


def terms(text: str) -> list[tuple[str, str]]:
    """The words of a text that count, and what they count as."""
    found = ((word, term(word)) for word in WORD.findall(text[:LONGEST_TEXT]))
    return [(word, one) for word, one in found if one]


@dataclass(frozen=True)
class Rarity:
    """In how many of how many texts each term occurs."""

    texts: int
    among: dict[str, int]

    def weight(self, one: str) -> float:
        return 1.0 + math.log((1 + self.texts) / (1 + self.among.get(one, 0)))


def rarity(texts: Iterable[str]) -> Rarity:
    among: Counter[str] = Counter()
    count = 0
    for text in texts:
        count += 1
        among.update({one for _word, one in terms(text)})
    return Rarity(count, dict(among))


def vectors(texts: Sequence[str], rare: Rarity) -> Vectors:
    """(texts, DIMENSIONS) small integers; the product of two, divided by 127², is how near they are."""
    found = np.zeros((len(texts), DIMENSIONS), np.float64)
    for row, text in enumerate(texts):
        for one, times in Counter(one for _word, one in terms(text)).items():
            at, sign = _place(one)
            found[row, at] += sign * (1 + math.log(times)) * rare.weight(one)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return np.round(found * (127 / np.where(length > 0, length, 1))).astype(np.int8)


@lru_cache(maxsize=100_000)
def _place(one: str) -> tuple[int, int]:
    """The same on every machine."""
    number = int.from_bytes(blake2b(one.encode(), digest_size=4).digest(), "little")
    return number % DIMENSIONS, 1 if number >> 16 & 1 else -1


def words_in_common(one: str, other: str, rare: Rarity, *, most: int = 5) -> tuple[tuple[str, str], ...]:
    """The words that made two texts near, as each has written them, the weightiest first."""
    mine, theirs = dict(map(_turned, terms(one)[::-1])), dict(map(_turned, terms(other)[::-1]))
    both = sorted(mine.keys() & theirs.keys(), key=lambda each: (-rare.weight(each), each))
    return tuple((mine[each], theirs[each]) for each in both[:most])


def _turned(pair: tuple[str, str]) -> tuple[str, str]:
    word, one = pair
    return one, word


def similarity(one: str, other: str, rare: Rarity) -> int:
    """0 to 100: how near two texts are."""
    mine, theirs = vectors([one, other], rare).astype(np.int64)
    return max(0, min(100, int(mine @ theirs) * 100 // 127**2))

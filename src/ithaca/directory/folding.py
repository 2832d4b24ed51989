"""Words as people search them: accents, case and signs do not count."""

import re
from functools import lru_cache
from unicodedata import normalize

LONGEST = 24  # a longer word is cut, in the index and in the search alike
_WORD = re.compile(r"[^\W_]+")
_JOINED = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without accents, case and ligatures: « Œuvres à Évry » gives "oeuvres a evry"."""
    plain = "".join(_JOINED.get(letter, letter) for letter in text.casefold())
    return "".join(letter for letter in normalize("NFKD", plain) if not "\u0300" <= letter <= "\u036f")


def words_of(*texts: str) -> set[str]:
    """Every folded word of the texts."""
    return {word[:LONGEST] for text in texts for word in _WORD.findall(fold(text))}


def place_key(place: str) -> str:
    """What two spellings of a place have in common: « Saint-Étienne » and "saint etienne" are one."""
    return " ".join(_WORD.findall(fold(place)))

"""Words as people search them: accents, case and signs do not count."""

import re

from ithaca.kernel.folding import fold

LONGEST = 24  # a longer word is cut, in the index and in the search alike
_WORD = re.compile(r"[^\W_]+")


def words_of(*texts: str) -> set[str]:
    """Every folded word of the texts."""
    return {word[:LONGEST] for text in texts for word in _WORD.findall(fold(text))}


def place_key(place: str) -> str:
    """What two spellings of a place have in common: « Saint-Étienne » and "saint etienne" are one."""
    return " ".join(_WORD.findall(fold(place)))

"""Text as it is searched for and as it stands in addresses: accents, case and ligatures do not count."""

from functools import lru_cache
from unicodedata import normalize

from django.utils.text import slugify

_JOINED = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text without accents, case and ligatures: « Œuvres à Évry » gives "oeuvres a evry"."""
    plain = "".join(_JOINED.get(letter, letter) for letter in text.casefold())
    return "".join(letter for letter in normalize("NFKD", plain) if not "\u0300" <= letter <= "\u036f")


def slug_of(name: str) -> str:
    """The name for addresses and files: « Premiers nœuds » gives "premiers-noeuds"; Django alone would drop the œ."""
    return slugify(fold(name))

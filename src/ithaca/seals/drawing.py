"""
Who is drawn for a talk, so that anybody can check it. Pure.

The list of volunteers is frozen first, then 32 random bytes are made: the seed. Each volunteer's number is the SHA-256
of the text `seed:id`, in hexadecimal; whoever has the smallest comes first. The first ones of that order are drawn; who
cannot be reached, or changes their mind, is followed by the next.
"""

import secrets
from collections.abc import Collection
from hashlib import sha256


def new_seed() -> str:
    return secrets.token_hex(32)


def number(seed: str, volunteer: str) -> str:
    """The number by which a volunteer is ordered."""
    return sha256(f"{seed}:{volunteer}".encode()).hexdigest()


def order(seed: str, volunteers: Collection[str]) -> list[str]:
    """All volunteers, the first drawn first."""
    return sorted(volunteers, key=lambda each: number(seed, each))

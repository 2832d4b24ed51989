"""Presentations as the small vectors that the engine compares. Pure."""

from collections.abc import Sequence

from ithaca.engine import text


def vectors(mentees: Sequence[str], mentors: Sequence[str]) -> list[text.Vectors]:
    """Of both sides, measured by what is rare among all of them together."""
    rare = text.rarity([*mentees, *mentors])
    return [text.vectors(side, rare) for side in (mentees, mentors)]

"""What becomes of an answer that somebody changes while somebody else may have changed it too. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One answer: the step of its scale, and words."""

    step: str = ""
    words: str = ""


@dataclass(frozen=True)
class Merged:
    """What stands now; where both changed the same, that is the other's, and one's own is kept beside it."""

    said: Said
    both: bool


def merged(*, base: Said, mine: Said, theirs: Said) -> Merged:
    """Three ways: what I saw, what I make of it, and what stands there by now. Step and words each for itself."""
    step, step_both = _one(base.step, mine.step, theirs.step)
    words, words_both = _one(base.words, mine.words, theirs.words)
    return Merged(Said(step, words), step_both or words_both)


def _one(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    if mine in (base, theirs):
        return theirs, False
    return (mine, False) if theirs == base else (theirs, True)

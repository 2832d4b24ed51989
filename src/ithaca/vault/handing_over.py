"""Sealed pieces that were handed in to be judged, and which of them each reader can open. Words and files stay sealed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.vault import queries
from ithaca.vault.models import FrozenCopy

Copies = Mapping[tuple[UUID, UUID], FrozenCopy]


@dataclass(frozen=True)
class Piece:
    """A sealed text of what was handed in: what an item says, or what tells of one of its files."""

    item: UUID
    object: UUID
    kind: str
    revision: int
    sha256: str


class Standing(StrEnum):
    """How a piece stands for one reader."""

    WAITING = "waiting"
    SHOWN = "shown"
    TAKEN_BACK = "taken back"
    ERASED = "erased"  # by its owner, before this reader was shown it


@dataclass(frozen=True)
class Shown:
    """A piece and one reader's copy of it, where there is one that they can open."""

    piece: Piece
    standing: Standing
    copy: FrozenCopy | None


def latest(copies: Iterable[FrozenCopy]) -> Copies:
    """{(reader, object): the last of these copies}, which come oldest first."""
    return {(each.reader_id, each.content_id): each for each in copies}


def shown_to(
    pieces: Collection[Piece], readers: Collection[Person], copies: Copies
) -> dict[UUID, list[Shown]]:
    """{reader: every piece and how it stands for them}; a constant number of queries."""
    there = queries.standing([piece.object for piece in pieces])
    since = queries.keys_since(readers)
    found = {}
    for reader in readers:
        mine = []
        for piece in pieces:
            copy = copies.get((reader.pk, piece.object))
            if copy is not None and copy.created_at < since.get(reader.pk, copy.created_at):
                copy = None  # sealed to keys that this reader has no more
            mine.append(_standing(piece, copy, erased=piece.object not in there))
        found[reader.pk] = mine
    return found


def _standing(piece: Piece, copy: FrozenCopy | None, *, erased: bool) -> Shown:
    if copy is not None and copy.revoked_at is None:
        return Shown(piece, Standing.SHOWN, copy)
    if erased:
        return Shown(piece, Standing.ERASED, None)
    return Shown(piece, Standing.WAITING if copy is None else Standing.TAKEN_BACK, None)


def waiting(shown: Collection[Shown]) -> int:
    """How many of these somebody still waits for."""
    return sum(each.standing == Standing.WAITING for each in shown)


def counts(shown: Collection[Shown]) -> dict[str, int]:
    """How many wait, were shown, taken back, erased, and opened; by what templates can read."""
    found = Counter(each.standing.replace(" ", "_") for each in shown)
    found["opened"] = sum(each.copy is not None and each.copy.opened_at is not None for each in shown)
    return dict(found)

"""Frozen copies: one revision, signed again by its author and sealed to one reader outside the room."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ithaca.vault.client import format as f
from ithaca.vault.client.keyring import Card, Keyring, now


@dataclass(frozen=True)
class CopySource:
    """The revision that a copy was taken from; all of it is signed."""

    room: str
    object: str
    kind: str
    revision: int
    sha256: str


@dataclass(frozen=True)
class OpenedCopy:
    """A copy, decrypted and verified."""

    source: CopySource
    owner: str
    content: f.Claims
    note: str
    at: str


def seal_copy(
    owner: Keyring, reader: Card, copy: str, source: CopySource, content: f.Claims, *, note: str = ""
) -> bytes:
    """The age file of a copy, for this reader alone."""
    claims = {
        "copy": copy,
        "owner": owner.person,
        "card": owner.card.fingerprint,
        "reader": reader.person,
        "source": asdict(source),
        "content": content,
        "note": note,
        "at": now(),
    }
    return f.seal_to(reader.recipient, owner.sign("copy", claims))


def open_copy(
    reader: Keyring, owner: Sequence[Card], copy: str, source: CopySource, file: bytes
) -> OpenedCopy:
    """Opens a copy; raises Tampered unless the owner (their card chain) made this very one for this reader."""
    token = f.unseal(reader.identity, file)
    unchecked = f.peek("copy", token)
    card = next((one for one in owner if one.fingerprint == f.text(unchecked, "card")), None)
    if card is None:
        raise f.Tampered("card")
    claims = f.verify("copy", token, card.signing)
    if claims["owner"] != card.person:
        raise f.Tampered("author")
    if claims["reader"] != reader.person:
        raise f.Tampered("member")
    if claims["copy"] != copy:
        raise f.Tampered("object")
    for name, value in asdict(source).items():
        if claims["source"][name] != value:
            raise f.Tampered("hash" if name == "sha256" else name)
    return OpenedCopy(source, card.person, claims["content"], claims["note"], claims["at"])

"""What the author of a text signs on destroying it; without it a server could call any text destroyed."""

from collections.abc import Iterable

from ithaca.vault.client import format as f
from ithaca.vault.client.keyring import Card, Keyring, now
from ithaca.vault.client.room import OpenRoom, Place


def sign_destruction(author: Keyring, room: str, newest: Place, sha256: str) -> str:
    """The JWS that goes with the order to destroy; `sha256` is that of the newest revision's file."""
    claims = {**_of(room, newest, sha256, author.person), "card": author.card.fingerprint, "at": now()}
    return author.sign("destruction", claims)


def read_destruction(token: str, room: OpenRoom, newest: Place, sha256: str, author: str) -> str:
    """When the author destroyed it, by their clock; raises Tampered where they did not sign so of this revision."""
    card = _card(f.text(f.peek("destruction", token), "card"), author, (*room.earlier, room))
    claims = f.verify("destruction", token, card.signing)
    if any(claims.get(name) != value for name, value in _of(room.id, newest, sha256, author).items()):
        raise f.Tampered("object")
    return f.text(claims, "at")


def _of(room: str, newest: Place, sha256: str, person: str) -> f.Claims:
    return {
        "room": room,
        "object": newest.object,
        "kind": newest.kind,
        "about": newest.about,
        "revision": newest.revision,
        "sha256": sha256,
        "person": person,
    }


def _card(fingerprint: str, author: str, epochs: Iterable[OpenRoom]) -> Card:
    """The author's card in one of the room's epochs."""
    cards = (one.members.get(author) for one in epochs)
    found = next((card for card in cards if card is not None and card.fingerprint == fingerprint), None)
    if found is None:
        raise f.Tampered("key")
    return found

"""Rooms: their key, its grants, what is written under it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyrage

from ithaca.kernel import ids
from ithaca.vault.client import format as f
from ithaca.vault.client.keyring import Card, Keyring, now
from ithaca.vault.sealed import SealedEpoch, SealedObject, SealedRevision, SealedRoom


@dataclass(frozen=True)
class Place:
    """Where a revision stands; all of it is signed."""

    object: str
    kind: str
    revision: int = 1
    previous: str | None = None
    about: str | None = None


@dataclass(frozen=True)
class Opened:
    """A revision, decrypted and verified."""

    place: Place
    author: str
    content: f.Claims
    at: str
    sha256: str


@dataclass(frozen=True)
class OpenRoom:
    """A room key in somebody's hand, with the cards of those it was granted to."""

    id: str
    epoch: int
    identity: str
    recipient: str
    members: Mapping[str, Card]
    earlier: tuple["OpenRoom", ...] = ()  # the room under its former keys, oldest first

    def under(self, epoch: int) -> "OpenRoom":
        """The room under the key of one epoch."""
        return next(one for one in (*self.earlier, self) if one.epoch == epoch)

    def seal(self, author: Keyring, place: Place, content: f.Claims, *, at: str | None = None) -> bytes:
        """The age file of one revision."""
        claims = {
            "object": place.object,
            "kind": place.kind,
            "about": place.about,
            "room": self.id,
            "revision": place.revision,
            "previous": place.previous,
            "author": author.person,
            "card": author.card.fingerprint,
            "epoch": self.epoch,
            "ring": 1,
            "content": content,
            "at": at or now(),
        }
        return f.seal_to(self.recipient, author.sign("content", claims))

    def sealed_revision(
        self, author: Keyring, place: Place, content: f.Claims, *, at: str | None = None
    ) -> SealedRevision:
        """One revision as `vault.actions.write_revision` takes it."""
        about = uuid.UUID(place.about) if place.about else None
        file = self.seal(author, place, content, at=at)
        number, previous = place.revision, place.previous or ""
        return SealedRevision(uuid.UUID(place.object), place.kind, number, self.epoch, previous, file, about)

    def open(self, file: bytes, place: Place, author: str) -> Opened:
        """Opens one revision; raises Tampered unless `author` wrote it for this very place."""
        token = f.unseal(self.identity, file)
        unchecked = f.peek("content", token)
        if f.text(unchecked, "author") != author:
            raise f.Tampered("author")
        card = self.members.get(author)
        if card is None or card.fingerprint != f.text(unchecked, "card"):
            raise f.Tampered("key")
        claims = f.verify("content", token, card.signing)
        expected = {
            "room": self.id,
            "epoch": self.epoch,
            "object": place.object,
            "kind": place.kind,
            "about": place.about,
            "revision": place.revision,
            "previous": place.previous,
        }
        for name, value in expected.items():
            if claims[name] != value:
                raise f.Tampered(name)
        return Opened(place, author, claims["content"], claims["at"], f.sha256(file))


def make_room(
    maker: Keyring,
    members: Sequence[Card],
    *,
    objects: Sequence[tuple[str, f.Claims]] = (),
    room_id: object = None,
) -> tuple[SealedRoom, OpenRoom]:
    """A room for these members (the maker included) with first objects as (kind, content)."""
    identity = pyrage.x25519.Identity.generate()
    room = OpenRoom(
        id=str(room_id or ids.new_id()),
        epoch=1,
        identity=str(identity),
        recipient=str(identity.to_public()),
        members={card.person: card for card in members},
    )
    grants = {uuid.UUID(card.person): _seal_grant(maker, room, card) for card in members}
    firsts = []
    for kind, content in objects:
        place = Place(str(ids.new_id()), kind)
        firsts.append(SealedObject(uuid.UUID(place.object), kind, room.seal(maker, place, content)))
    return SealedRoom(uuid.UUID(room.id), room.recipient, grants, tuple(firsts)), room


def next_epoch(maker: Keyring, room: OpenRoom, members: Sequence[Card]) -> tuple[SealedEpoch, OpenRoom]:
    """The next key of a room, granted to these cards (the maker's included), with the earlier keys handed on."""
    identity = pyrage.x25519.Identity.generate()
    earlier = (*room.earlier, replace(room, earlier=()))
    following = OpenRoom(
        id=room.id,
        epoch=room.epoch + 1,
        identity=str(identity),
        recipient=str(identity.to_public()),
        members={card.person: card for card in members},
        earlier=earlier,
    )
    grants = {uuid.UUID(card.person): _seal_grant(maker, following, card) for card in members}
    return SealedEpoch(following.epoch, following.recipient, grants), following


def _seal_grant(maker: Keyring, room: OpenRoom, member: Card) -> bytes:
    claims = {
        "room": room.id,
        "epoch": room.epoch,
        "member": member.person,
        "issuer": maker.person,
        "card": maker.card.fingerprint,
        "identity": room.identity,
        "previous": room.earlier[-1].recipient if room.earlier else None,
        "members": _fingerprints(room),
        "past": [{"identity": one.identity, "members": _fingerprints(one)} for one in room.earlier],
        "at": now(),
    }
    return f.seal_to(member.recipient, maker.sign("grant", claims))


def _fingerprints(room: OpenRoom) -> dict[str, str]:
    return {person: card.fingerprint for person, card in room.members.items()}


def open_grant(
    keyring: Keyring, room: str, file: bytes, recipients: Sequence[str], cards: Sequence[Card]
) -> OpenRoom:
    """The room keys out of the newest grant.

    `recipients` are those announced for each epoch, oldest first; `cards` the members' chains, checked beforehand.
    """
    token = f.unseal(keyring.identity, file)
    by_fingerprint = {card.fingerprint: card for card in cards}
    unchecked = f.peek("grant", token)
    issuer = by_fingerprint.get(f.text(unchecked, "card"))
    if issuer is None or issuer.person != f.text(unchecked, "issuer"):
        raise f.Tampered("issuer")
    claims = f.verify("grant", token, issuer.signing)
    if claims["room"] != room:
        raise f.Tampered("room")
    if claims["member"] != keyring.person:
        raise f.Tampered("member")
    keys = [*claims.get("past", []), claims]
    if claims["epoch"] != len(keys) or len(keys) != len(recipients):
        raise f.Tampered("chain")
    epochs: list[OpenRoom] = []
    for number, (key, recipient) in enumerate(zip(keys, recipients, strict=True), start=1):
        epochs.append(_read_epoch(room, number, key, recipient, by_fingerprint))
    *earlier, newest = epochs
    if newest.members.get(issuer.person) != issuer or (earlier and issuer.person not in earlier[-1].members):
        raise f.Tampered("issuer")
    if newest.members.get(keyring.person) != keyring.card:
        raise f.Tampered("own-card")
    if claims["previous"] != (earlier[-1].recipient if earlier else None):
        raise f.Tampered("chain")
    return replace(newest, earlier=tuple(earlier))


def _read_epoch(
    room: str, number: int, key: f.Claims, recipient: str, by_fingerprint: Mapping[str, Card]
) -> OpenRoom:
    if str(pyrage.x25519.Identity.from_str(key["identity"]).to_public()) != recipient:
        raise f.Tampered("recipient")
    members = {person: by_fingerprint.get(card) for person, card in key["members"].items()}
    known = {person: card for person, card in members.items() if card and card.person == person}
    if len(known) != len(members):
        raise f.Tampered("card")
    return OpenRoom(room, number, key["identity"], recipient, known)

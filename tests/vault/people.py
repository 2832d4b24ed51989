"""Vaults of the cast, made with the protocol's Python twin. Wraps are stand-ins where nobody opens them."""

import uuid
from dataclasses import dataclass, field

from ithaca.accounts.models import Person
from ithaca.vault import actions
from ithaca.vault.client import Keyring, OpenRoom, Place, make_room, sign_destruction
from ithaca.vault.models import Revision, Room
from ithaca.vault.sealed import SealedKeyring, SealedRevision
from tests.vault.passphrase_files import passphrase_file

# One real file for all, which nobody opens: a kit's asks for the least work.
WRAP = passphrase_file(b"{}", "kit", "une phrase de test")


def sealed_keyring(keyring: Keyring, **secrets: str) -> SealedKeyring:
    text = keyring.to_text().encode()
    real = {way: passphrase_file(text, way, secret) for way, secret in secrets.items()}
    return SealedKeyring(keyring.card.jws, {"passphrase": WRAP, "kit": WRAP} | real, keyring.seal_ledger())


def give_keyring(person: Person, **secrets: str) -> Keyring:
    """A keyring that is filed; with a `passphrase` or a `kit`, one that these open."""
    keyring = Keyring.create(person.id)
    actions.set_up_keyring(actor=person, sealed=sealed_keyring(keyring, **secrets))
    return keyring


@dataclass
class Pair:
    """A room of two, open in the test's hand."""

    one: Person
    other: Person
    keyrings: dict[uuid.UUID, Keyring] = field(default_factory=dict)
    key: OpenRoom = None  # type: ignore[assignment]
    room: Room = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.keyrings = {person.id: give_keyring(person) for person in (self.one, self.other)}
        cards = [keyring.card for keyring in self.keyrings.values()]
        sealed, self.key = make_room(self.keyrings[self.one.id], cards)
        self.room = actions.create_room(actor=self.one, sealed=sealed, members=[self.one, self.other])

    def destroy(self, author: Person, object_id: object) -> None:
        """Destroys a text as its author's browser does."""
        actions.destroy_content(
            actor=author,
            room_id=self.room.id,
            object_id=uuid.UUID(str(object_id)),
            destruction=self.destruction(author, object_id),
        )

    def destruction(self, author: Person, object_id: object) -> str:
        """What somebody signs on destroying a text as it is now."""
        head = Revision.objects.select_related("content").filter(content=object_id).last()
        assert head is not None
        about = str(head.content.about) if head.content.about else None
        place = Place(str(object_id), head.content.kind, head.number, about=about)
        return sign_destruction(self.keyrings[author.id], str(self.room.id), place, head.sha256)

    def seal(self, author: Person, place: Place, text: str = "Bonjour") -> SealedRevision:
        return self.key.sealed_revision(self.keyrings[author.id], place, {"text": text})

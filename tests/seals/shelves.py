"""Documents of a seal file as browsers make them: a room of those who answer for the programme, sealed bytes, copies."""

import hashlib
import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage
from django.db import transaction

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.seals import actions, freezing
from ithaca.seals.actions import Use
from ithaca.seals.actions.files import move
from ithaca.seals.models import Document, SealFile
from ithaca.seals.queries import documents as queries
from ithaca.vault import actions as vault
from ithaca.vault.client import CopySource, Keyring, OpenRoom, Place, make_room, next_epoch, seal_copy
from ithaca.vault.handing_over import Shown
from ithaca.vault.models import Attachment, FrozenCopy
from ithaca.vault.sealed import SealedCopy, SealedRevision
from tests.seals.sealers import Sealers
from tests.vault.people import give_keyring

PAPER = Use("paper", ("a1", "b1"))
WORDS = {"title": "Charte signée", "note": "Page 2."}


@dataclass
class Shelf:
    """A file with its documents, and everybody's keys in the test's hand."""

    world: Sealers
    row: SealFile
    keyrings: dict[uuid.UUID, Keyring] = field(default_factory=dict)
    key: OpenRoom = None  # type: ignore[assignment]

    def has_keys(self, *people: Person) -> None:
        for person in people:
            self.keyrings[person.pk] = give_keyring(person)

    def opened_by(self, maker: Person, *others: Person) -> None:
        cards = [self.keyrings[person.pk].card for person in (maker, *others)]
        sealed, self.key = make_room(self.keyrings[maker.pk], cards)
        actions.open_file_room(actor=maker, row=self.row, sealed=sealed)

    def kept_by(self, issuer: Person, people: Sequence[Person]) -> None:
        """A new key for these people, made by one of them."""
        cards = [self.keyrings[person.pk].card for person in people]
        sealed, key = next_epoch(self.keyrings[issuer.pk], self.key, cards)
        actions.change_keepers(actor=issuer, row=self.row, sealed=sealed)
        self.key = key

    def send(self, author: Person, size: int = 100) -> Attachment:
        recipient = pyrage.x25519.Recipient.from_str(self.key.recipient)
        file, attachment, room = bytes(pyrage.encrypt(os.urandom(size), [recipient])), new_id(), self.room
        vault.receive_part(actor=author, room_id=room, attachment_id=attachment, number=0, data=file)
        digest = hashlib.sha256(file).hexdigest()
        return vault.complete_attachment(actor=author, room_id=room, attachment_id=attachment, sha256=digest)

    def told(self, author: Person, attachment: Attachment, place: Place | None = None) -> SealedRevision:
        place = place or Place(str(new_id()), queries.DOCUMENT, about=str(attachment.pk))
        facts = {"name": "charte.pdf", "type": "application/pdf", "size": 100}
        content = {**WORDS, **facts, "attachment": str(attachment.pk), "sha256": attachment.sha256}
        return self.key.sealed_revision(self.keyrings[author.pk], place, content)

    def add(self, author: Person, use: Use = PAPER) -> Document:
        return actions.add_document(
            actor=author, row=self.row, use=use, sealed=self.told(author, self.send(author))
        )

    @property
    def room(self) -> uuid.UUID:
        return uuid.UUID(self.key.id)

    @transaction.atomic
    def hand_in(self) -> None:
        """As the programme hands in, and the network names its auditors."""
        row = self.now()
        row.frozen, row.handed_in_at = freezing.freeze(row), clock.now()
        row.sha256 = freezing.digest(row.frozen)
        move(self.world.clemence, row, "hand in", "frozen", "sha256", "handed_in_at")

    @transaction.atomic
    def step(self, step: str) -> None:
        move(self.world.oriane, self.now(), step)

    def audited(self) -> None:
        self.hand_in()
        people = self.world.auditors[:2]
        actions.name_auditors(actor=self.world.oriane, file=self.now(), people=people)

    def now(self) -> SealFile:
        self.row = self.world.now(self.row)
        return self.row

    def pieces(self, reader: Person) -> list[Shown]:
        return queries.shown_to(self.now(), [reader])[reader.pk]

    def sealed(self, owner: Person, reader: Person, which: Shown) -> SealedCopy:
        piece, id = which.piece, new_id()
        source = CopySource(self.key.id, str(piece.object), piece.kind, piece.revision, piece.sha256)
        card = self.keyrings[reader.pk].card
        file = seal_copy(self.keyrings[owner.pk], card, str(id), source, WORDS)
        return SealedCopy(id, piece.object, piece.revision, file)

    def show(self, owner: Person, reader: Person, which: Shown | None = None) -> FrozenCopy:
        """As a coordinator's browser does it; the first document unless it is said which."""
        sealed = self.sealed(owner, reader, which or self.pieces(reader)[0])
        return actions.show_document(actor=owner, row=self.now(), reader_id=reader.pk, sealed=sealed)

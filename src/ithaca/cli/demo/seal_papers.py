"""Documents of a seal file: sealed with the keys of those who answer for the programme, shown to its auditors."""

import hashlib
import uuid
from dataclasses import dataclass

import pyrage

from ithaca.accounts.models import Person
from ithaca.cli.demo.seal_ways import SealWay
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.seals import actions
from ithaca.seals.actions import Use
from ithaca.seals.queries import documents as queries
from ithaca.vault import actions as vault
from ithaca.vault.client import CopySource, Place, make_room, seal_copy
from ithaca.vault.client.format import Claims
from ithaca.vault.client.shown import key_of
from ithaca.vault.handing_over import Piece
from ithaca.vault.sealed import SealedCopy


@dataclass(frozen=True)
class Paper:
    """One document: what it is, which standards it serves, and what stands in it."""

    kind: str
    standards: tuple[str, ...]
    title: str
    note: str
    name: str
    text: str


class Shelf:
    """The room of a file's documents, in the hand of whoever keeps the file."""

    def __init__(self, way: SealWay) -> None:
        self.way, self.keeper = way, way.keeper
        self.keyrings = way.world.keyrings
        self.words: dict[uuid.UUID, Claims] = {}  # by document, with the key of its file
        members = [person for person in queries.keepers_of(way.row) if person.pk in self.keyrings]
        cards = [self.keyrings[person.pk].card for person in members]
        sealed, self.room = make_room(self.keyrings[self.keeper.pk], cards)
        actions.open_file_room(actor=self.keeper, row=way.row, sealed=sealed)

    def add(self, paper: Paper) -> None:
        sent, key = self._send(paper)
        words = {"title": paper.title, "note": paper.note, **sent}
        place = Place(str(new_id()), queries.DOCUMENT, about=words["attachment"])
        keyring = self.keyrings[self.keeper.pk]
        sealed = self.room.sealed_revision(keyring, place, words, at=clock.now().isoformat())
        use = Use(paper.kind, paper.standards)
        made = actions.add_document(actor=self.keeper, row=self.way.row, use=use, sealed=sealed)
        self.words[made.pk] = {**words, "key": key}

    def _send(self, paper: Paper) -> tuple[Claims, str]:
        """What the text of the room says of the bytes, and the key of the file that they make."""
        data, attachment, room = paper.text.encode(), new_id(), uuid.UUID(self.room.id)
        recipient = pyrage.x25519.Recipient.from_str(self.room.recipient)
        file = bytes(pyrage.encrypt(data, [recipient]))
        digest = hashlib.sha256(file).hexdigest()
        vault.receive_part(actor=self.keeper, room_id=room, attachment_id=attachment, number=0, data=file)
        vault.complete_attachment(actor=self.keeper, room_id=room, attachment_id=attachment, sha256=digest)
        told = {
            "name": paper.name,
            "type": "text/plain",
            "size": len(data),
            "attachment": str(attachment),
            "sha256": digest,
        }
        return told, key_of(file, self.room.identity)

    def show(self) -> None:
        """To each auditor everything that was handed in, as the keeper's browser does."""
        self.way.row.refresh_from_db()
        readers = queries.readers_of(self.way.row)
        shown = queries.shown_to(self.way.row, readers)
        for reader in readers:
            for each in shown[reader.pk]:
                self._show_one(each.piece, reader)

    def _show_one(self, piece: Piece, reader: Person) -> None:
        id, to = new_id(), self.keyrings[reader.pk].card
        source = CopySource(self.room.id, str(piece.object), piece.kind, piece.revision, piece.sha256)
        file = seal_copy(self.keyrings[self.keeper.pk], to, str(id), source, self.words[piece.item])
        sealed = SealedCopy(id, piece.object, piece.revision, file)
        actions.show_document(actor=self.keeper, row=self.way.row, reader_id=reader.pk, sealed=sealed)

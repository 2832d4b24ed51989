"""Documents of a file: added by whoever answers for the programme, shown to its auditors, taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.seals import events
from ithaca.seals.actions.files import locked, record
from ithaca.seals.models import Document, FileRoom, SealFile
from ithaca.seals.queries import documents as queries
from ithaca.seals.queries.files import scheme_of
from ithaca.seals.states import FileState
from ithaca.vault import actions as vault
from ithaca.vault import queries as sealed_rooms
from ithaca.vault.actions.checks import malformed
from ithaca.vault.handing_over import Standing
from ithaca.vault.models import Epoch, FrozenCopy, Room
from ithaca.vault.rules import SEAL
from ithaca.vault.sealed import SealedCopy, SealedEpoch, SealedRevision, SealedRoom

KEEP = Permission.KEEP_SEAL_FILE
MOST_DOCUMENTS = 200  # of one file


@dataclass(frozen=True)
class Use:
    """What a document is, by the scheme's kinds, and which standards it serves."""

    kind: str
    standards: tuple[str, ...]


@transaction.atomic
def open_file_room(*, actor: Person, row: SealFile, sealed: SealedRoom) -> Room:
    """Makes the room of a file's documents for those who answer for the programme and have keys; finds it if it is there."""
    row = locked(actor, row, KEEP)
    found = queries.room_of(row)
    if found is not None:
        return found
    _require_writable(row, queries.TAKES_DOCUMENTS)
    members = _keepers(row, sealed.grants)
    room = vault.create_room(actor=actor, sealed=sealed, members=members, purpose=SEAL)
    FileRoom.objects.update_or_create(file=row, defaults={"room": room})
    return room


@transaction.atomic
def change_keepers(*, actor: Person, row: SealFile, sealed: SealedEpoch) -> Epoch:
    """Lets whoever answers for the programme now into the room of its documents, under a key that nobody else has."""
    row = locked(actor, row, KEEP)
    room = _room(row)
    members = _keepers(row, sealed.grants)
    entitled = {person.pk for person in queries.keepers_of(row)}
    staying = {person.pk for person in sealed_rooms.members_of(room)} & entitled
    if not staying <= {person.pk for person in members}:
        raise malformed()  # nobody is put out by a colleague
    return vault.change_members(actor=actor, room_id=room.pk, sealed=sealed, members=members)


@transaction.atomic
def add_document(*, actor: Person, row: SealFile, use: Use, sealed: SealedRevision) -> Document:
    """Adds a document, whose sealed bytes have arrived, to the standards that it serves."""
    row = locked(actor, row, KEEP)
    made = Document.made_before(sealed.id, file=row)
    if made is not None:
        return made
    room = _writable_room(row, queries.TAKES_DOCUMENTS)
    _require_use(row, use)
    if row.documents.count() >= MOST_DOCUMENTS:
        raise Refusal(_("A file takes two hundred documents. Remove some that say the same."))
    arrived = sealed_rooms.hashes_of_attachments(room)
    if sealed.kind != queries.DOCUMENT or sealed.about not in arrived:
        raise malformed()
    vault.write_revision(actor=actor, room_id=room.pk, sealed=sealed)
    made = Document.objects.create(
        pk=sealed.id, file=row, kind=use.kind, standards=list(use.standards), added_by=actor
    )
    record(events.DocumentAdded, actor, row, document_id=made.pk, kind=made.kind)
    return made


@transaction.atomic
def change_document(
    *, actor: Person, document: Document, use: Use, sealed: SealedRevision | None = None
) -> None:
    """Says anew what a document is and which standards it serves; with other words, if there are."""
    row = locked(actor, document.file, KEEP)
    room, found = _writable_room(row), _held(document)
    if found is None:
        raise Refusal(_("Somebody has removed this document meanwhile."))
    _require_use(row, use)
    if sealed is not None:
        if sealed.id != found.pk:
            raise malformed()
        vault.write_revision(actor=actor, room_id=room.pk, sealed=sealed)
    found.kind, found.standards = use.kind, list(use.standards)
    found.save(update_fields=["kind", "standards"])
    record(events.DocumentChanged, actor, row, document_id=found.pk, kind=found.kind)


@transaction.atomic
def remove_document(*, actor: Person, document: Document, destruction: str = "") -> None:
    """Takes a document out of a file; signed by whoever alone has written it, its sealed bytes go with it."""
    row = locked(actor, document.file, KEEP)
    room, found = _writable_room(row), _held(document)
    if found is None:
        return  # by a colleague, or a second click
    if destruction:
        vault.destroy_content(actor=actor, room_id=room.pk, object_id=found.pk, destruction=destruction)
    record(events.DocumentRemoved, actor, row, document_id=found.pk, kind=found.kind)
    found.delete()


@transaction.atomic
def show_document(*, actor: Person, row: SealFile, reader_id: UUID, sealed: SealedCopy) -> FrozenCopy:
    """Shows one document, as it was handed in, to one auditor of the file; whoever has added it."""
    row = locked(actor, row, KEEP)
    reader = next((one for one in queries.readers_of(row) if one.pk == reader_id), None)
    if reader is None:
        raise Refusal(_("This person does not audit the file any more. Reload the page."))
    pieces = queries.shown_to(row, [reader])[reader.pk]
    asked = next((each for each in pieces if each.piece.object == sealed.object), None)
    if asked is None:
        raise Refusal(_("This document was not handed in."))
    if asked.copy is not None:
        return asked.copy  # from a colleague, another window, or a second click
    copy = vault.release_copy(
        actor=actor, reader=reader, sealed=sealed, frozen=asked.piece.sha256, anyones=True
    )
    rest = sum(each.standing == Standing.WAITING for each in pieces if each is not asked)
    record(events.DocumentShown, actor, row, document_id=asked.piece.item, reader_id=reader.pk, waiting=rest)
    return copy


@transaction.atomic
def take_documents_back(*, actor: Person, row: SealFile, copies: Collection[UUID]) -> None:
    """Takes back what of a file was shown, whoever has shown it; what was read was read."""
    row = locked(actor, row, KEEP)
    place = FileRoom.objects.filter(file=row).first()
    shown = sealed_rooms.copies_open(place.room_id) if place else {}
    ids = [copy for copy in copies if copy in shown]
    vault.end_copies(copy_ids=ids)
    if ids:
        record(events.DocumentsTakenBack, actor, row, copies=len(ids))


def _require_writable(row: SealFile, states: Collection[FileState] = (FileState.ASSESSING,)) -> None:
    if row.state not in states:
        raise Refusal(_("The file was handed in: its documents don’t change any more."))


def _room(row: SealFile) -> Room:
    room = queries.room_of(row)
    if room is None:
        raise Denied(KEEP.value)
    return room


def _writable_room(row: SealFile, states: Collection[FileState] = (FileState.ASSESSING,)) -> Room:
    _require_writable(row, states)
    room = _room(row)
    if sealed_rooms.left_since_key(room):
        raise Refusal(_("Somebody has left since: reload the page, so that a new key is made without them."))
    return room


def _held(document: Document) -> Document | None:
    """The document as it stands now; none if it was removed meanwhile."""
    return Document.objects.select_for_update().filter(pk=document.pk).first()


def _keepers(row: SealFile, granted: Collection[UUID]) -> list[Person]:
    """Those to whom a key was granted, all of whom must answer for the programme."""
    found = [person for person in queries.keepers_of(row) if person.pk in granted]
    if len(found) != len(granted):
        raise malformed()
    return found


def _require_use(row: SealFile, use: Use) -> None:
    scheme = scheme_of(row)
    if use.kind not in {kind.slug for kind in scheme.kinds}:
        raise malformed()
    if not use.standards or not set(use.standards) <= set(scheme.standards):
        raise Refusal(_("Choose at least one standard that the document serves."))

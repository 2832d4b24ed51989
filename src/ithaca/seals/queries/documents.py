"""Documents of a file: who keeps them, who is to read them, and what each reader can open already."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from ithaca.accounts.models import Person
from ithaca.accounts.queries import people
from ithaca.organisations import queries as organisations
from ithaca.programmes import queries as programmes
from ithaca.seals.models import Document, DocumentRequest, FileRoom, SealFile
from ithaca.seals.queries.auditing import audit_of, audited_by, parts_in, parts_of, requests_of
from ithaca.seals.queries.files import WITH
from ithaca.seals.states import FileState
from ithaca.vault import handing_over
from ithaca.vault import queries as vault
from ithaca.vault.handing_over import Piece, Shown
from ithaca.vault.models import Room

DOCUMENT = "document"  # the kind of the sealed text that tells of one
TAKES_DOCUMENTS = (FileState.ASSESSING, FileState.AUDITING, FileState.REPORTED)
READ_IN = (FileState.HANDED_IN, FileState.AUDITING, FileState.REPORTED)  # by auditors who are named already


# --- The programme's ---


def keepers_of(row: SealFile) -> list[Person]:
    """Who answers for the programme: its coordinators, then those who administer its organisation."""
    administrators = organisations.administrators(row.programme.organisation)
    found = [*programmes.coordinators_of(row.programme), *(one.person for one in administrators)]
    return list({person.pk: person for person in found}.values())


def room_of(row: SealFile) -> Room | None:
    """The room of a file's documents; None as long as nobody could open one."""
    place = FileRoom.objects.select_related("room").filter(file=row).first()
    return place.room if place and vault.members_of(place.room) else None


def documents_in(row: SealFile) -> list[Document]:
    """A file's documents, the oldest first."""
    return list(Document.objects.filter(file=row).select_related("added_by"))


def document(row: SealFile, document_id: UUID) -> Document | None:
    return Document.objects.filter(file=row, pk=document_id).first()


def documents_of(row: SealFile) -> list[dict[str, Any]]:
    """What is frozen of the documents: what they serve, the hash of the sealed file and of the text that tells of it."""
    return documents_by_file([row])[row.pk]


def documents_by_file(rows: Collection[SealFile]) -> dict[UUID, list[dict[str, Any]]]:
    """{file: its documents}, as above; the same number of queries for any number of files."""
    rooms = _rooms_of(rows)
    there = vault.peopled(rooms.values()) if rooms else set()
    mine = [room for room in rooms.values() if room.pk in there]
    heads = (
        {head["object"]: (about, head) for about, head in vault.heads_in(mine, kind=DOCUMENT).items()}
        if mine
        else {}
    )
    sealed = vault.hashes_in(mine) if mine else {}
    found: dict[UUID, list[dict[str, Any]]] = {row.pk: [] for row in rows}
    for one in Document.objects.filter(file__in=rows) if mine else ():
        about, head = heads.get(str(one.pk), (None, None))
        if head is not None and about in sealed:  # else erased by its author
            found[one.file_id].append(_told(one, head, sealed[about]))
    return found


def _told(one: Document, head: Mapping[str, Any], sha256: str) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "kind": one.kind,
        "standards": sorted(one.standards),
        "sha256": sha256,
        "text": {"revision": head["revision"], "sha256": head["sha256"]},
    }


def _rooms_of(rows: Collection[SealFile]) -> dict[UUID, Room]:
    """{file: the room of its documents}"""
    return {each.file_id: each.room for each in FileRoom.objects.filter(file__in=rows).select_related("room")}


# --- The auditors' ---


def handed_in(row: SealFile) -> list[dict[str, Any]]:
    """The documents as they were frozen, in their order."""
    return list(row.frozen.get("documents", ())) if row.frozen else []


def readers_of(row: SealFile) -> list[Person]:
    """Whoever is to read the documents now: the auditors, as long as the audit lasts."""
    return [part.person for part in parts_of(row)] if row.state in READ_IN else []


def added_since(row: SealFile) -> list[dict[str, Any]]:
    """The documents that came after the file was handed in, because the auditors asked for more."""
    return _added(row, documents_of(row))


def _added(row: SealFile, documents: Collection[dict[str, Any]]) -> list[dict[str, Any]]:
    before = {one["id"] for one in handed_in(row)}
    return [one for one in documents if one["id"] not in before]


def wishes_of(row: SealFile) -> list[DocumentRequest]:
    """What the auditors would like to see besides, as long as it can be added."""
    audit = audit_of(row) if row.state in TAKES_DOCUMENTS else None
    return list(requests_of(audit)) if audit else []


def pieces_of(row: SealFile) -> list[Piece]:
    """Everything that may be shown of a file: the documents as they were handed in, then those added since."""
    return _pieces(row, documents_of(row))


def _pieces(row: SealFile, documents: Collection[dict[str, Any]]) -> list[Piece]:
    return [
        Piece(UUID(one["id"]), UUID(one["id"]), DOCUMENT, int(one["text"]["revision"]), one["text"]["sha256"])
        for one in (*handed_in(row), *_added(row, documents))
    ]


def shown_to(row: SealFile, readers: Collection[Person]) -> dict[UUID, list[Shown]]:
    """{reader: every document and how it stands for them}; a constant number of queries."""
    return shown_in({row: readers})[row.pk]


def shown_in(files: Mapping[SealFile, Collection[Person]]) -> dict[UUID, dict[UUID, list[Shown]]]:
    """{file: {reader: …}} of each file for its readers; the same number of queries for any number of files."""
    everybody = {person.pk: person for readers in files.values() for person in readers}
    copies = vault.copies_from(_rooms_of(files).values(), everybody.values())
    added = documents_by_file(files)
    pieces = {row.pk: _pieces(row, added[row.pk]) for row in files}
    every = [piece for those in pieces.values() for piece in those]
    shown = handing_over.shown_to(every, everybody.values(), handing_over.latest(copies))
    found: dict[UUID, dict[UUID, list[Shown]]] = {}
    for row, readers in files.items():
        mine = set(pieces[row.pk])
        found[row.pk] = {
            person.pk: [each for each in shown[person.pk] if each.piece in mine] for person in readers
        }
    return found


def waiting_for(row: SealFile) -> list[tuple[Person, int]]:
    """The auditors who still wait for documents, each with how many."""
    return waiting_in([row])[row.pk]


def waiting_in(rows: Collection[SealFile]) -> dict[UUID, list[tuple[Person, int]]]:
    """{file: its auditors who still wait}, of many files at once."""
    parts = parts_in([row for row in rows if row.state in READ_IN])
    files = {row: [part.person for part in parts[row.pk]] for row in rows if parts.get(row.pk)}
    shown = shown_in(files) if files else {}
    found: dict[UUID, list[tuple[Person, int]]] = {row.pk: [] for row in rows}
    for row, readers in files.items():
        counts = [(reader, handing_over.waiting(shown[row.pk][reader.pk])) for reader in readers]
        found[row.pk] = [(reader, n) for reader, n in counts if n]
    return found


def progress_of(row: SealFile) -> list[tuple[Person, dict[str, int]]]:
    """Each auditor with how many documents wait, were shown and were opened."""
    readers = readers_of(row)
    shown = shown_to(row, readers)
    return [(reader, handing_over.counts(shown[reader.pk])) for reader in readers]


def to_hand_over(person: Person) -> list[tuple[SealFile, list[tuple[Person, int]]]]:
    """The files of somebody's programmes in which auditors wait for documents, with those who do."""
    found = SealFile.objects.filter(_of(person), state__in=READ_IN).select_related(*WITH)
    rows = list(found.order_by("created_at"))
    waiting = waiting_in(rows) if rows else {}
    return [(row, waiting[row.pk]) for row in rows if waiting[row.pk]]


def share_documents(one: Person, other_id: UUID) -> bool:
    """
    Whether the two have documents of a file in common: they keep one together, or one audits the other's. As many
    queries however many files there are.
    """
    other = next(iter(people([other_id])), None)
    if other is None:
        return False
    kept = SealFile.objects.filter(_of(one), pk__in=SealFile.objects.filter(_of(other)).values("pk"))
    return kept.exists() or _audits(one, other) or _audits(other, one)


def _audits(auditor: Person, keeper: Person) -> bool:
    """Whether somebody is to read the documents of a file that the other keeps."""
    read = [row.pk for row in audited_by(auditor) if row.state in READ_IN]
    return bool(read) and SealFile.objects.filter(_of(keeper), pk__in=read).exists()


def _of(person: Person) -> Q:
    """Files of the programmes for which somebody answers."""
    coordinated = Q(programme__in=programmes.programmes_coordinated_by(person))
    return coordinated | Q(programme__organisation__in=organisations.organisations_of(person))

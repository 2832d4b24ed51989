"""Documents of a file: who keeps them, who is to read them, and what each reader can open already."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q

from ithaca.accounts.models import Person
from ithaca.accounts.queries import people
from ithaca.organisations import queries as organisations
from ithaca.programmes import queries as programmes
from ithaca.seals.models import Document, DocumentRequest, FileRoom, SealFile
from ithaca.seals.queries.auditing import audit_of, audited_by, parts_of, requests_of
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
    room = room_of(row)
    if room is None:
        return []
    heads = {head["object"]: (about, head) for about, head in vault.heads_about(room, kind=DOCUMENT).items()}
    sealed = vault.hashes_of_attachments(room)
    found = []
    for one in documents_in(row):
        about, head = heads.get(str(one.pk), (None, None))
        if head is None or about not in sealed:
            continue  # erased by its author
        told = {"revision": head["revision"], "sha256": head["sha256"]}
        standards = sorted(one.standards)
        found.append(
            {
                "id": str(one.pk),
                "kind": one.kind,
                "standards": standards,
                "sha256": sealed[about],
                "text": told,
            }
        )
    return found


# --- The auditors' ---


def handed_in(row: SealFile) -> list[dict[str, Any]]:
    """The documents as they were frozen, in their order."""
    return list(row.frozen.get("documents", ())) if row.frozen else []


def readers_of(row: SealFile) -> list[Person]:
    """Whoever is to read the documents now: the auditors, as long as the audit lasts."""
    return [part.person for part in parts_of(row)] if row.state in READ_IN else []


def added_since(row: SealFile) -> list[dict[str, Any]]:
    """The documents that came after the file was handed in, because the auditors asked for more."""
    before = {one["id"] for one in handed_in(row)}
    return [one for one in documents_of(row) if one["id"] not in before]


def wishes_of(row: SealFile) -> list[DocumentRequest]:
    """What the auditors would like to see besides, as long as it can be added."""
    audit = audit_of(row) if row.state in TAKES_DOCUMENTS else None
    return list(requests_of(audit)) if audit else []


def pieces_of(row: SealFile) -> list[Piece]:
    """Everything that may be shown of a file: the documents as they were handed in, then those added since."""
    return [
        Piece(UUID(one["id"]), UUID(one["id"]), DOCUMENT, int(one["text"]["revision"]), one["text"]["sha256"])
        for one in (*handed_in(row), *added_since(row))
    ]


def shown_to(row: SealFile, readers: Collection[Person]) -> dict[UUID, list[Shown]]:
    """{reader: every document and how it stands for them}; a constant number of queries."""
    place = FileRoom.objects.select_related("room").filter(file=row).first()
    copies = vault.copies_from(place.room, readers) if place else ()
    return handing_over.shown_to(pieces_of(row), readers, handing_over.latest(copies))


def waiting_for(row: SealFile) -> list[tuple[Person, int]]:
    """The auditors who still wait for documents, each with how many."""
    readers = readers_of(row)
    shown = shown_to(row, readers)
    counts = [(reader, handing_over.waiting(shown[reader.pk])) for reader in readers]
    return [(reader, n) for reader, n in counts if n]


def progress_of(row: SealFile) -> list[tuple[Person, dict[str, int]]]:
    """Each auditor with how many documents wait, were shown and were opened."""
    readers = readers_of(row)
    shown = shown_to(row, readers)
    return [(reader, handing_over.counts(shown[reader.pk])) for reader in readers]


def to_hand_over(person: Person) -> list[tuple[SealFile, list[tuple[Person, int]]]]:
    """The files of somebody's programmes in which auditors wait for documents, with those who do."""
    rows = (
        SealFile.objects.filter(_of(person), state__in=READ_IN).select_related(*WITH).order_by("created_at")
    )
    waiting = [(row, waiting_for(row)) for row in rows]
    return [(row, readers) for row, readers in waiting if readers]


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

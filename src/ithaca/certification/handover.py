"""What was handed in, piece by piece, and which of those who judge can read it already. Words and files stay sealed."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from ithaca.accounts.models import Person
from ithaca.certification import queries
from ithaca.certification.models import File, Part, Release
from ithaca.certification.states import RUNNING, FileState, PartState
from ithaca.competences.queries import EVIDENCE, EXHIBIT
from ithaca.vault import handing_over
from ithaca.vault.handing_over import Piece, Shown

ASSESSED = (FileState.SUBMITTED, FileState.ASSESSING, FileState.SETTLING, FileState.INTERVIEW)
DECIDED_ON = (FileState.DECIDING, FileState.APPEALED)


def readers_of(row: File) -> list[Person]:
    """Whoever is to read a file now: its assessors; then those who can decide, where the scheme says so."""
    if row.frozen_id is None:
        return []
    if row.state in ASSESSED:
        return [part.person for part in queries.parts_of(row)]
    if row.state in DECIDED_ON and row.scheme.deciders_read:
        return [member.person for member in queries.could_decide(row)]
    return []


def pieces_of(row: File) -> list[Piece]:
    """Everything that may be shown of a frozen portfolio, in its order."""
    if row.frozen is None:
        return []
    found = []
    for item in queries.manifest_of(row)["items"]:
        for kind, head in ((EVIDENCE, item), *((EXHIBIT, file) for file in item.get("files", ()))):
            found.append(
                Piece(UUID(item["id"]), UUID(head["object"]), kind, int(head["revision"]), head["sha256"])
            )
    return found


def shown_to(row: File, readers: Collection[Person]) -> dict[UUID, list[Shown]]:
    """{reader: every piece and how it stands for them}; a constant number of queries."""
    rows = Release.objects.filter(file=row, copy__reader__in=readers).defer("copy__file")
    found = rows.select_related("copy__owner", "copy__reader", "copy__content").order_by("created_at", "id")
    return handing_over.shown_to(pieces_of(row), readers, handing_over.latest(each.copy for each in found))


def share_a_file(one: Person, other_id: UUID) -> bool:
    """Whether one of the two judges the other: then they seal to and verify each other's keys."""
    running = Q(file__state__in=RUNNING)
    between = Q(file__person=one, person=other_id) | Q(file__person=other_id, person=one)
    if Part.objects.filter(running & between).exclude(state=PartState.ASIDE).exists():
        return True
    files = File.objects.filter(state__in=DECIDED_ON, scheme__deciders_read=True)
    deciding = Q(scheme__panel__decides=True)
    pair = Q(person=one, scheme__panel__person=other_id) | Q(person=other_id, scheme__panel__person=one)
    return files.filter(deciding & pair).exists()


def waiting_for(row: File) -> list[tuple[Person, int]]:
    """The readers who still wait for something, each with how many texts and files."""
    readers = readers_of(row)
    shown = shown_to(row, readers)
    counts = [(reader, handing_over.waiting(shown[reader.pk])) for reader in readers]
    return [(reader, n) for reader, n in counts if n]


def to_hand_over(person: Person) -> list[tuple[File, list[Person]]]:
    """A candidate's files in which somebody waits for copies, with those who do."""
    rows = File.objects.filter(person=person, state__in=RUNNING).exclude(frozen=None)
    found = rows.select_related(*queries.WITH).order_by("created_at")
    waiting = [(row, [reader for reader, _n in waiting_for(row)]) for row in found]
    return [(row, readers) for row, readers in waiting if readers]


def progress_of(row: File) -> list[tuple[Person, dict[str, int]]]:
    """For its owner: each reader with how many pieces they wait for, were shown and have opened."""
    readers = readers_of(row)
    shown = shown_to(row, readers)
    return [(reader, handing_over.counts(shown[reader.pk])) for reader in readers]

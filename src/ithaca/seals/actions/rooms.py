"""What follows for the room of a file's documents from the steps of the file and from who holds which office."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from ithaca.seals.models import FileRoom, SealFile
from ithaca.seals.queries.documents import TAKES_DOCUMENTS, keepers_of, readers_of
from ithaca.vault import actions as vault
from ithaca.vault.queries import copies_open


def follow(row: SealFile) -> None:
    """
    Documents are taken while the file is written or audited, and only who audits it has copies of them; part of the
    action that moves a file or ends somebody's part in it.
    """
    place = FileRoom.objects.filter(file=row).first()
    if place is None:
        return
    if row.state in TAKES_DOCUMENTS:
        vault.reopen_room(room_id=place.room_id)
    else:
        vault.close_room(room_id=place.room_id)
    readers = {person.pk for person in readers_of(row)}
    shown = copies_open(place.room_id)
    vault.end_copies(copy_ids=[copy for copy, reader in shown.items() if reader not in readers])


@transaction.atomic
def end_offices(
    *, person_id: UUID, programmes: Collection[UUID] = (), organisation: UUID | None = None
) -> None:
    """Takes somebody who no longer answers for a programme out of the rooms of its files; the documents stay."""
    concerned = Q(file__programme__in=programmes) | Q(file__programme__organisation=organisation)
    rows = _rooms_with(person_id).filter(concerned)
    for place in rows.select_related("file__programme__organisation"):
        if person_id not in {keeper.pk for keeper in keepers_of(place.file)}:
            vault.end_membership(person_id=person_id, room_id=place.room_id)


@transaction.atomic
def end_all_offices(*, person_id: UUID) -> None:
    """Takes somebody who closes their account out of the rooms of all files: a programme's documents are not theirs."""
    for place in _rooms_with(person_id).order_by("room_id"):
        vault.end_membership(person_id=person_id, room_id=place.room_id)


def _rooms_with(person_id: UUID) -> QuerySet[FileRoom]:
    return FileRoom.objects.filter(room__members__person=person_id, room__members__left_at=None)

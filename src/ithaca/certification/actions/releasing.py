from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.certification import events, handover
from ithaca.certification.actions.files import locked, record
from ithaca.certification.models import File, Release
from ithaca.kernel.errors import Refusal
from ithaca.vault.actions import release_copy
from ithaca.vault.handing_over import Standing
from ithaca.vault.models import FrozenCopy
from ithaca.vault.sealed import SealedCopy


@transaction.atomic
def release_evidence(*, actor: Person, file: File, reader_id: UUID, sealed: SealedCopy) -> FrozenCopy:
    """The candidate shows one text of what they handed in, as it was then, to one of those who judge it."""
    row = locked(actor, file, Permission.KEEP_OWN_FILE)
    reader = next((one for one in handover.readers_of(row) if one.pk == reader_id), None)
    if reader is None:
        raise Refusal(_("This person does not judge your file any more. Reload the page."))
    pieces = handover.shown_to(row, [reader])[reader.pk]
    asked = next((each for each in pieces if each.piece.object == sealed.object), None)
    if asked is None:
        raise Refusal(
            _(
                "This evidence can’t be shown: it was not handed in, or the person it speaks of does not agree."
            )
        )
    if asked.copy is not None:
        return asked.copy  # from another window, or a second click
    copy = release_copy(actor=actor, reader=reader, sealed=sealed, frozen=asked.piece.sha256)
    Release.objects.create(file=row, copy=copy, item=asked.piece.item)
    rest = [each for each in pieces if each.standing == Standing.WAITING and each is not asked]
    record(
        events.EvidenceReleased,
        actor,
        row,
        reader_id=reader.pk,
        item_id=asked.piece.item,
        waiting=len(rest),
    )
    return copy

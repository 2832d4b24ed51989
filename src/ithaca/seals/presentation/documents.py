"""Documents on the page of a file: how many there are, who can open them, and who waits for them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.seals.models import SealFile
from ithaca.seals.presentation.parts import Link, Roles, Section
from ithaca.seals.queries import documents as queries
from ithaca.seals.states import RUNNING
from ithaca.vault import queries as vault


def section(row: SealFile, person: Person, roles: Roles) -> Section | None:
    """The programme's people see how far its documents are, an auditor what there is to read; nobody else anything."""
    if allowed(roles, Permission.KEEP_SEAL_FILE):
        kept = _kept(row)
        over = (
            row.state not in RUNNING and not kept["documents"]
        )  # nothing to see, and nothing comes any more
        return None if over else Section(_("Documents"), "seals/sections/documents.html", kept)
    if person in queries.readers_of(row):
        (shown,) = queries.shown_to(row, [person]).values()
        context = {"pieces": len(shown), "readable": sum(each.copy is not None for each in shown)}
        return Section(_("Documents"), "seals/sections/documents_to_read.html", context)
    return None


def _kept(row: SealFile) -> dict[str, object]:
    room = queries.room_of(row)
    inside = vault.members_of(room) if room else []
    keepers = queries.keepers_of(row)
    ready = vault.with_keyring(keepers)
    progress = [(reader, counts) for reader, counts in queries.progress_of(row)]
    return {
        "documents": row.documents.count(),
        "inside": inside,
        "alone": len(inside) == 1,
        "outside": [one.name for one in keepers if one.pk in ready and room and one not in inside],
        "progress": progress,
        "waiting": sum(counts.get("waiting", 0) for _reader, counts in progress),
    }


def links(row: SealFile, person: Person, roles: Roles) -> list[Link]:
    """Handing over what auditors wait for, or reading it."""
    if allowed(roles, Permission.KEEP_SEAL_FILE):
        if not queries.waiting_for(row):
            return []
        return [Link(_("Hand the documents over"), reverse("seals:documents", args=[row.pk]), "send")]
    if person in queries.readers_of(row) and queries.pieces_of(row):
        return [Link(_("Read the documents"), reverse("seals:reading", args=[row.pk]), "book-open", kind="")]
    return []

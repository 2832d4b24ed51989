"""A self-assessment is kept as it stands, handed in, or ended."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.editions.seen import Stale
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks.queries import networks_with
from ithaca.seals import cases, events, freezing, queries
from ithaca.seals.actions.assessing import being_written
from ithaca.seals.actions.files import locked, move, record
from ithaca.seals.models import KeptReport, SealFile
from ithaca.seals.states import SEAL_FILE


@transaction.atomic
def keep_report(*, actor: Person, file: SealFile, id: UUID) -> KeptReport:
    """Keeps the report of today, to see later what has moved."""
    row = being_written(actor, file)
    made = KeptReport.made_before(id, file=row)
    if made is not None:
        return made
    document = freezing.freeze(row)
    made = KeptReport.objects.create(
        pk=id, file=row, document=document, sha256=freezing.digest(document), kept_by=actor
    )
    record(events.ReportKept, actor, row)
    return made


@transaction.atomic
def hand_in(*, actor: Person, file: SealFile) -> None:
    """Freezes a file as it stands, with its hash; from here on the network reads it, and nobody takes it back."""
    row = locked(actor, file, Permission.KEEP_SEAL_FILE)
    SEAL_FILE.after("hand in", row.state)
    if row.network not in networks_with(row.programme.organisation):
        raise Refusal(_("Your organisation is not a member of this network."))
    if cases.unanswered(row):
        raise Refusal(_("Some standards have no answer yet: see the list."))
    if queries.variants_of(row):
        raise Refusal(_("In some places two texts stand side by side: choose what stays."))
    if any(not held for _slug, held in cases.gates_by_facts(row)):
        raise Refusal(_("The facts do not yet show what the scheme asks for before applying."))
    row.frozen = freezing.freeze(row)
    row.sha256 = freezing.digest(row.frozen)
    row.handed_in_at, row.handed_in_by = clock.now(), actor
    known = cases.known_from(row.frozen)
    row.first_day, row.last_day = known.first_day, known.last_day
    KeptReport.objects.create(file=row, document=row.frozen, sha256=row.sha256, handed_in=True, kept_by=actor)
    move(actor, row, "hand in", "frozen", "sha256", "handed_in_at", "handed_in_by", "first_day", "last_day")


@transaction.atomic
def leave_file(*, actor: Person, file: SealFile, state: str = "") -> None:
    """
    The programme ends its file, wherever it is; nobody owes a reason, and it can begin another at any time. `state` is
    where the page has said that it was: whoever ends a draft does not end what a colleague has handed in.
    """
    row = locked(actor, file, Permission.KEEP_SEAL_FILE)
    if state not in ("", row.state):
        raise Stale
    move(actor, row, "leave")

"""A programme begins its way to a seal."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ithaca import catalogue
from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.indicators.periods import default_days
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks.queries import networks_with
from ithaca.programmes import policies as programmes
from ithaca.programmes.models import Programme
from ithaca.schemes import queries as schemes
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.states import VersionState
from ithaca.seals import events, queries
from ithaca.seals.actions.carrying import carry_over
from ithaca.seals.actions.files import record
from ithaca.seals.models import SealFile


@transaction.atomic
def begin_file(
    *, actor: Person, programme: Programme, version: SchemeVersion, level: str, id: UUID
) -> SealFile:
    """Begins a self-assessment by a published scheme of a network that the organisation is a member of."""
    programmes.require(actor, programme, Permission.KEEP_SEAL_FILE)
    made = SealFile.made_before(id, programme=programme)
    if made is not None:
        return made
    if version.state != VersionState.PUBLISHED or level not in levels_of(version):
        raise Refusal(_("This scheme is no longer open. Choose one from the list."))
    if version.network not in networks_with(programme.organisation):
        raise Refusal(_("Your organisation is not a member of this network."))
    if queries.under_way(programme, version.network) is not None:
        raise under_way()
    first, last = default_days(clock.today())
    row = SealFile(
        pk=id,
        network=version.network,
        programme=programme,
        version=version,
        level=level,
        since=clock.now(),
        begun_by=actor,
        minors=_minors(programme),
        first_day=first,
        last_day=last,
    )
    _insert(row)
    carry_over(row)
    record(events.FileBegun, actor, row)
    return row


def _insert(row: SealFile) -> None:
    """There is nothing to hold before the first file: who comes second in the same moment meets the constraint."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise under_way() from None


def under_way() -> Refusal:
    return Refusal(_("There is a file under way with this network. Go on with it, or end it first."))


def _minors(programme: Programme) -> bool:
    """As the last file says, else as the ready programme from which this one was made."""
    last = SealFile.objects.filter(programme=programme).order_by("-created_at").first()
    return last.minors if last else catalogue.programme(programme.template).format.minors


def levels_of(version: SchemeVersion) -> list[str]:
    return [level.slug for level in schemes.scheme(version).levels]

"""A file that begins on the strength of a seal: its renewal, or another network's by mutual recognition."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.programmes.models import Programme
from ithaca.seals import queries
from ithaca.seals.actions.beginning import begin_file
from ithaca.seals.actions.files import locked
from ithaca.seals.models import SealFile
from ithaca.seals.queries import Offer


@transaction.atomic
def begin_renewal(*, actor: Person, file: SealFile, id: UUID) -> SealFile:
    """Begins the next file of a seal that ends soon, by the newest version of its scheme."""
    row = locked(actor, file, Permission.KEEP_SEAL_FILE)
    made = SealFile.made_before(id, programme=row.programme, renews=row)
    if made is not None:
        return made
    if not queries.may_renew(row):
        raise Refusal(_("A seal in force can be renewed once, in the six months before it ends."))
    version = queries.scheme_to_renew_by(row)
    if version is None:
        raise Refusal(_("The scheme no longer has this level. Begin a file for one that it has."))
    made = begin_file(actor=actor, programme=row.programme, version=version, level=row.awarded_level, id=id)
    made.renews = row
    made.save(update_fields=["renews"])
    return made


@transaction.atomic
def begin_by_recognition(*, actor: Person, programme: Programme, offer: Offer, id: UUID) -> SealFile:
    """Begins a file of another network that rests on a seal in force: only the supplement is asked for."""
    base = locked(actor, offer.base, Permission.KEEP_SEAL_FILE)
    made = SealFile.made_before(id, programme=programme, rests_on=base)
    if made is not None:
        return made
    now = queries.offer(programme, base.pk, offer.recognition.pk)
    if now is None:
        raise Refusal(_("This seal does not count there any more."))
    made = begin_file(
        actor=actor, programme=programme, version=now.version, level=now.recognition.level, id=id
    )
    made.recognition, made.rests_on = now.recognition, base
    made.save(update_fields=["recognition", "rests_on"])
    return made

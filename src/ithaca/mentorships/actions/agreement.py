import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.agreements import actions as agreements
from ithaca.agreements.models import Agreement
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import policies
from ithaca.mentorships.actions.changes import enter_development_if_ready, locked_running
from ithaca.mentorships.models import Mentorship
from ithaca.vault import actions as vault
from ithaca.vault.sealed import SealedRevision


@transaction.atomic
def write_agreement(
    *, actor: Person, id: uuid.UUID, mentorship: Mentorship, sealed: SealedRevision
) -> Agreement:
    """Begins the pair's agreement as a sealed object of their room; if the other was first, theirs stands."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.agreement is not None:
        if row.agreement.pk == id:
            return row.agreement
        raise Refusal(_("The other person has just begun the agreement. Reload the page to write in theirs."))
    if row.room is None or sealed.kind != "agreement":
        raise Refusal(_("Open the room first: the agreement is written there."))
    revision = vault.write_revision(actor=actor, room_id=row.room.pk, sealed=sealed)
    row.agreement = agreements.begin_agreement(
        actor=actor, id=id, content=revision.content, programme_id=row.programme_id
    )
    row.save(update_fields=["agreement"])
    return row.agreement


@transaction.atomic
def sign_agreement(*, actor: Person, mentorship: Mentorship, signed: agreements.Signed) -> None:
    """A member signs the newest text; when both have signed the same one it takes effect, and the launch may end."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.agreement is None:
        raise Refusal(_("There is no agreement to sign yet."))
    members = [row.mentor.person, row.mentee.person]
    row.agreement = agreements.sign(
        actor=actor, agreement=row.agreement, signed=signed, members=members, programme_id=row.programme_id
    )
    enter_development_if_ready(actor, row)
    row.save(update_fields=["state"])

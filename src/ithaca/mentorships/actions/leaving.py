from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, record
from ithaca.mentorships.models import Mentorship
from ithaca.vault import actions as vault
from ithaca.vault.queries import left_at


@transaction.atomic
def leave_room(*, actor: Person, mentorship: Mentorship) -> None:
    """One of the two gives up, for good, their access to what was written; the other keeps theirs."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.ended_at is None:
        raise Refusal(_("You can give up your access once the mentorship has ended."))
    if row.room_id is None or left_at(actor, row.room_id) is not None:
        return
    for room_id in (row.room_id, *row.topics.values_list("room_id", flat=True)):
        vault.leave_room(actor=actor, room_id=room_id)
    record(events.RoomGivenUp, actor, row)

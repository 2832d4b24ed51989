import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.accounts.queries import people
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import policies, queries
from ithaca.mentorships.actions.changes import locked
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.states import TopicState
from ithaca.vault import actions as vault
from ithaca.vault.models import FrozenCopy
from ithaca.vault.queries import copies_released_to, room_of_object
from ithaca.vault.sealed import SealedCopy


@transaction.atomic
def show_copy(
    *, actor: Person, mentorship: Mentorship, reader_id: uuid.UUID, sealed: SealedCopy
) -> FrozenCopy:
    """One of the two shows an own text of the pair to a coordinator of the programme, also after the end."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    private = row.topics.filter(state=TopicState.CONSENTED).values_list("room_id", flat=True)
    if room_of_object(sealed.object) not in {row.room_id, *private} - {None}:
        raise Denied(Permission.TAKE_PART_IN_MENTORSHIP.value)
    reader = next((one for one in queries.copy_readers(row) if one.pk == reader_id), None)
    if reader is None:
        raise Refusal(
            _("This person can't be shown a text of yours any more. Reload the page and choose again.")
        )
    return vault.release_copy(actor=actor, reader=reader, sealed=sealed)


@transaction.atomic
def end_copies_to(*, person_id: uuid.UUID, programme_id: uuid.UUID) -> None:
    """Somebody no longer coordinates the programme: what its pairs have shown them in that office is taken back."""
    person = people([person_id]).first()
    if person is None:
        return
    shown = copies_released_to(person).filter(revoked_at=None)
    rooms = {copy.pk: copy.content.room_id for copy in shown}
    pairs = Mentorship.objects.filter(programme=programme_id)
    pairs = pairs.filter(Q(room__in=rooms.values()) | Q(topics__room__in=rooms.values())).distinct()
    for row in pairs.prefetch_related("topics"):
        if person not in queries.copy_readers(row):  # the news may be old
            own = queries.rooms_of_pair(row)
            vault.end_copies(copy_ids=[pk for pk, room in rooms.items() if room in own])

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, record
from ithaca.mentorships.models import Mentorship, Reading
from ithaca.mentorships.queries.conversation import MESSAGE, messages_to, rooms_of_pair, unread_by_room
from ithaca.mentorships.queries.pairs import mentorship_of_room, people
from ithaca.vault.queries import content

# Two who write to each other at this very moment need no mail.
QUIET = timedelta(minutes=2)


@transaction.atomic
def note_message(*, message_id: UUID) -> None:
    """Notes that a message waits for the other of the pair; part of the reaction to its being written."""
    message = content(message_id)
    row = mentorship_of_room(message.room_id) if message is not None and message.kind == MESSAGE else None
    if message is None or row is None:
        return
    for person in people(row):
        if person.pk == message.author_id:
            continue
        reading = _reading(row, person, message.room_id)
        seen = reading.read_until is not None and reading.read_until >= message.created_at
        if not seen and reading.waiting_since is None:
            reading.waiting_since = message.created_at
            reading.save(update_fields=["waiting_since"])


@transaction.atomic
def mark_read(*, actor: Person, mentorship: Mentorship, message_id: UUID) -> None:
    """Notes that somebody has seen the messages up to this one; what came in later goes on waiting."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    message = messages_to(actor, rooms_of_pair(row)).filter(pk=message_id).first()
    if message is None:
        raise Refusal(_("This message is not here any more. Reload the page."))
    reading = _reading(row, actor, message.room_id)
    if reading.read_until is not None and reading.read_until >= message.created_at:
        return
    later = messages_to(actor, [message.room_id]).filter(created_at__gt=message.created_at, destroyed_at=None)
    reading.read_until = message.created_at
    reading.waiting_since = later.order_by("created_at").values_list("created_at", flat=True).first()
    reading.announced_at = None
    reading.save()
    record(events.MessagesRead, actor, row, until=reading.read_until)


def _reading(row: Mentorship, person: Person, room_id: UUID) -> Reading:
    Reading.objects.get_or_create(room_id=room_id, person=person, defaults={"mentorship": row})
    return Reading.objects.select_for_update(of=("self",)).get(room_id=room_id, person=person)


def announce_unread(*, most: int = 100) -> int:
    """Records once, for each person who has not read for a while, that messages wait; says for how many."""
    due = Reading.objects.filter(announced_at=None, waiting_since__lt=clock.now() - QUIET)
    return sum(_announce(key) for key in due.order_by("waiting_since").values_list("pk", flat=True)[:most])


@transaction.atomic
def _announce(key: UUID) -> bool:
    rows = Reading.objects.filter(pk=key, announced_at=None).exclude(waiting_since=None)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    reading = rows.select_related("mentorship", "person").first()
    if reading is None:  # read meanwhile, or in another worker's hands
        return False
    row, person = reading.mentorship, reading.person
    waits = bool(unread_by_room(person, [reading.room_id]))
    told = _told_already(reading)
    if waits:
        reading.announced_at = clock.now()
        # One mail, in whichever rooms of the pair they wait: it never says in which.
        if not told:
            record(events.MessagesWaiting, None, row, person_id=person.pk)
    else:  # taken back before anybody was told
        reading.waiting_since = None
    reading.save(update_fields=["announced_at", "waiting_since"])
    return waits and not told


def _told_already(reading: Reading) -> bool:
    """Whether the person has been told of messages in another room of the pair, and has not looked since."""
    others = Reading.objects.filter(mentorship=reading.mentorship_id, person=reading.person_id)
    return others.exclude(pk=reading.pk).exclude(announced_at=None).exclude(waiting_since=None).exists()

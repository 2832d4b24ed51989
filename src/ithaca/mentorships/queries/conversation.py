"""The messages of a pair, as facts: who wrote when, and how far somebody has read."""

from datetime import datetime

from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.mentorships.models import Mentorship, Reading
from ithaca.vault.models import ContentObject
from ithaca.vault.queries import ever_written

MESSAGE = "message"


def messages_to(person: Person, row: Mentorship) -> QuerySet[ContentObject]:
    """What the other has written, also what was taken back."""
    return ever_written(row.room_id, kind=MESSAGE).exclude(author=person)


def read_until(person: Person, row: Mentorship) -> datetime | None:
    """When the newest message that the person has seen came in."""
    rows = Reading.objects.filter(mentorship=row, person=person)
    return rows.values_list("read_until", flat=True).first()


def unread(person: Person, row: Mentorship) -> int:
    """How many messages of the other somebody has not seen yet."""
    found = messages_to(person, row).filter(destroyed_at=None)
    until = read_until(person, row)
    return (found if until is None else found.filter(created_at__gt=until)).count()

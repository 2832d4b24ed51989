"""Reads: what somebody was told and wishes; the demo's mailbox; how things stand for `ithaca doctor`."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from ithaca.accounts.models import Person
from ithaca.accounts.queries import people, real_people
from ithaca.kernel import clock
from ithaca.notifications.kinds import ALWAYS, DEFAULTS, Kind
from ithaca.notifications.models import Message, Notice, Preferences
from ithaca.notifications.rules import HOUR, Wishes
from ithaca.notifications.states import MessageState
from ithaca.programmes.queries import programmes_coordinated_by

MOST_COUNTED = 100


def notices_of(person: Person) -> QuerySet[Notice]:
    """What somebody was told in the product, the newest first."""
    return Notice.objects.filter(person=person).order_by("-made_at", "-id")


def latest_notice_id(person: Person) -> UUID | None:
    return Notice.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True).first()


def unseen_of(person: Person) -> list[tuple[UUID, str]]:
    """(id, where it leads) of those that are unseen; a hundred at most, as nobody counts further."""
    rows = Notice.objects.filter(person=person, seen_at=None).order_by("-made_at", "-id")
    return list(rows.values_list("pk", "path")[:MOST_COUNTED])


def unseen_count(person: Person) -> int:
    return Notice.objects.filter(person=person, seen_at=None)[:MOST_COUNTED].count()


def notice(person: Person, notice_id: UUID) -> Notice | None:
    return Notice.objects.filter(person=person, pk=notice_id).first()


def wishes_of(person_ids: Collection[UUID]) -> dict[UUID, Wishes]:
    """How these people wish to get mail, by person: two queries."""
    chosen = {row.person_id: row for row in Preferences.objects.filter(person__in=person_ids)}
    return {person.pk: _wishes(person, chosen.get(person.pk)) for person in people(person_ids)}


def sent_lately(person_ids: Collection[UUID]) -> dict[UUID | None, int]:
    """How many mails each of these people was sent within the last hour, beside those that always go."""
    since = clock.now() - HOUR
    sent = Message.objects.filter(person_id__in=person_ids, state=MessageState.SENT, sent_at__gt=since)
    return dict(sent.exclude(kind__in=ALWAYS).values_list("person_id").annotate(Count("id")).order_by())


def wishes(person: Person) -> Wishes:
    return _wishes(person, Preferences.objects.filter(person=person).first())


def _wishes(person: Person, row: Preferences | None) -> Wishes:
    if row is None:
        return Wishes(person.time_zone)
    return Wishes(person.time_zone, row.deliveries, row.quiet_from, row.quiet_to, row.digest_at)


def kinds_for(person: Person) -> list[Kind]:
    """What somebody has to choose about: mail of the coordination only where they coordinate."""
    leads = programmes_coordinated_by(person).exists()
    return [kind for kind in DEFAULTS if leads or kind != Kind.COORDINATION]


def messages_to_demo_people() -> QuerySet[Message]:
    """The latest first. Also to addresses without an account: invitations of the demo."""
    real = real_people().values("pk")
    return Message.objects.exclude(person_id__in=real).order_by("-created_at", "-id")


def waiting() -> QuerySet[Message]:
    """Mail that is due; not what waits for the end of somebody's quiet hours."""
    return Message.objects.filter(state=MessageState.WAITING, next_try_at__lte=clock.now())


def given_up(since: datetime) -> QuerySet[Message]:
    """Mail that no server took, written after `since`."""
    return Message.objects.filter(state=MessageState.GIVEN_UP, created_at__gt=since)

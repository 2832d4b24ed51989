"""What changes how people are told, and what they have seen."""

from collections.abc import Collection
from datetime import time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import require
from ithaca.accounts.models import Person
from ithaca.accounts.queries import people
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.notifications.events import PreferencesChanged
from ithaca.notifications.kinds import DEFAULTS, Delivery, Kind
from ithaca.notifications.models import Message, Notice, Preferences
from ithaca.notifications.queries import wishes
from ithaca.notifications.states import MESSAGE, MessageState

KEPT = timedelta(days=180)


@transaction.atomic
def save_preferences(
    *,
    person: Person,
    deliveries: dict[str, str],
    quiet: tuple[time, time] | None,
    digest_at: time,
) -> None:
    """Says how one wishes to get mail; what waits is decided anew."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    row = _locked(person)
    row.deliveries = row.deliveries | deliveries
    row.quiet_from, row.quiet_to = quiet or (None, None)
    row.digest_at = digest_at
    row.save()
    _record(row, by_link=False)
    decide_anew(person.pk)


@transaction.atomic
def switch_by_link(*, person_id: UUID, kind: Kind, off: bool) -> bool:
    """Switches a kind of mail off for whoever holds the signed link of a mail, or on again as it is at first.

    The link of a digest means all that comes with it. False where there is nobody any more.
    """
    require({Role.ANYONE}, Permission.SWITCH_MAIL_OFF)
    person = people([person_id]).first()
    if person is None or not person.is_active:
        return False
    row, now = _locked(person), wishes(person)
    concerned = [kind] if kind != Kind.DIGEST else [k for k in DEFAULTS if now.delivery(k) == Delivery.DIGEST]
    row.deliveries = row.deliveries | {k.value: Delivery.OFF if off else DEFAULTS[k] for k in concerned}
    row.save()
    _record(row, by_link=True)
    decide_anew(person.pk)
    return True


@transaction.atomic
def mark_seen(*, person: Person, upto: UUID | None = None, only: Collection[UUID] = ()) -> None:
    """Marks some notices as seen, or all that were there when the page was made."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    which = Q(pk__lte=upto) if upto else Q(pk__in=only)
    Notice.objects.filter(which, person=person, seen_at=None).update(seen_at=clock.now())


def decide_anew(person_id: UUID) -> None:
    """What is held or waits for the end of quiet hours is due again, and decided by the wishes of now."""
    mine = Message.objects.filter(person_id=person_id, next_try_at__gt=clock.now())
    mine.filter(state=MessageState.HELD).update(
        state=MESSAGE.after("release", MessageState.HELD), next_try_at=clock.now()
    )
    mine.filter(state=MessageState.WAITING, attempts=0).update(next_try_at=clock.now())


def forget_old_notices() -> None:
    """The clock's work: what was told half a year ago goes."""
    Notice.objects.filter(made_at__lt=clock.now() - KEPT).delete()


def _locked(person: Person) -> Preferences:
    Preferences.objects.get_or_create(person=person)
    return Preferences.objects.select_for_update().get(person=person)


def _record(row: Preferences, *, by_link: bool) -> None:
    journal.record(
        PreferencesChanged(
            actor_id=row.person_id, subject_id=row.person_id, deliveries=row.deliveries, by_link=by_link
        )
    )

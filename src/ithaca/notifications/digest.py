"""The daily digest: what was held for somebody becomes one mail, at the hour that they have chosen."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.accounts.models import Person
from ithaca.accounts.queries import is_demo_person, people
from ithaca.kernel import clock
from ithaca.mentorships.queries import counterparts
from ithaca.notifications.kinds import Kind
from ithaca.notifications.links import off_url
from ithaca.notifications.models import Message
from ithaca.notifications.outbox import EMPTIED, Letter, enqueue
from ithaca.notifications.states import MESSAGE, MessageState
from ithaca.programmes.queries import names_of
from ithaca.programmes.texts import localised

log = logging.getLogger(__name__)
BATCH = 200  # people a round


@dataclass(frozen=True)
class Line:
    title: str
    url: str


@dataclass(frozen=True)
class Section:
    """What belongs to one pair, or to one programme beside its pairs."""

    title: str
    lines: list[Line]


def gather_due() -> int:
    """The clock's work: writes the digests that are due; says how many."""
    due = Message.objects.filter(
        state=MessageState.HELD, next_try_at__lte=clock.now(), person_id__isnull=False
    )
    found = due.order_by("person_id").values_list("person_id", flat=True).distinct()[:BATCH]
    return sum(_try(person) for person in people([one for one in found if one]))


def _try(person: Person) -> bool:
    try:
        return _gather(person)
    except Exception:
        # One digest that fails must not keep the others back.
        log.exception("The digest of %s failed; it is tried again.", person.pk)
        return False


@transaction.atomic
def _gather(person: Person) -> bool:
    rows = Message.objects.filter(state=MessageState.HELD, person_id=person.pk).order_by("created_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    held = list(rows)
    if not held:  # another worker has them
        return False
    # Each message goes into one digest only, so the first one's id names it.
    enqueue(key=f"digest:{held[0].pk}", letter=_letter(person, held), to=person)
    shown = not settings.PRODUCTION and is_demo_person(person.pk)
    Message.objects.filter(pk__in=[message.pk for message in held]).update(
        state=MESSAGE.after("gather", MessageState.HELD), **({} if shown else EMPTIED)
    )
    return True


def _letter(person: Person, held: list[Message]) -> Letter:
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        about = {
            "name": person.name,
            "sections": _sections(person, held),
            "lead": ngettext(
                "There is one thing new for you.", "There are %(count)s things new for you.", len(held)
            )
            % {"count": len(held)},
            "all_url": f"{settings.BASE_URL}/notifications/",
            "off_url": off_url(person.pk, Kind.DIGEST),
            "language": person.language,
        }
        return Letter(
            subject=_("Your mentoring digest"),
            text=render_to_string("notifications/mail/digest.txt", about),
            html=render_to_string("notifications/mail/digest.html", about),
            kind=Kind.DIGEST,
            language=person.language,
        )


def _sections(person: Person, held: list[Message]) -> list[Section]:
    """By programme, and within it by pair, in the order in which things happened."""
    pairs = {message.pk: _pair(message.path) for message in held}
    others = counterparts(person, {pair for pair in pairs.values() if pair})
    names = names_of({message.programme_id for message in held if message.programme_id})
    found: dict[tuple[str, str], list[Line]] = {}
    for message in held:
        pair = pairs[message.pk]
        programme = names.get(message.programme_id) if message.programme_id else None
        place = (
            localised(programme, person.language) if programme else "",
            others[pair].name if pair in others else "",
        )
        found.setdefault(place, []).append(Line(message.subject, f"{settings.BASE_URL}{message.path}"))
    return [Section(_title(*place), lines) for place, lines in _together(found)]


def _together(found: Mapping[tuple[str, str], list[Line]]) -> Iterable[tuple[tuple[str, str], list[Line]]]:
    """The pairs of one programme beside one another, else as things happened."""
    order = list(dict.fromkeys(programme for programme, _pair in found))
    return sorted(found.items(), key=lambda item: order.index(item[0][0]))


def _title(programme: str, other: str) -> str:
    if programme and other:
        return _("%(programme)s, with %(name)s") % {"programme": programme, "name": other}
    return programme or (_("With %(name)s") % {"name": other} if other else _("In general"))


def _pair(path: str) -> UUID | None:
    """The mentorship that an address is of."""
    try:
        found = resolve(path.split("#")[0].split("?")[0]).kwargs.get("mentorship_id")
    except Resolver404:
        return None
    return found if isinstance(found, UUID) else None

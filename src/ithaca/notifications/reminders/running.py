"""The clock's work: every rule is asked, and each answer becomes one reminder, whoever works and dies meanwhile."""

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import transaction

from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.notifications.events import Reminded
from ithaca.notifications.kinds import Kind
from ithaca.notifications.models import Reminder
from ithaca.notifications.post import Cause, Told, tell_because
from ithaca.notifications.reminders.registry import RULES, Due, Rule

log = logging.getLogger(__name__)
BATCH = 500


def remind_due() -> int:
    """Reminds everybody who is due; says how many reminders were made."""
    return sum(_run(about, rule) for about, rule in RULES.items())


def _run(about: str, rule: Rule) -> int:
    try:
        return sum(_remind(about, due) for due in _new(about, rule(clock.now())))
    except Exception:
        # One rule that fails must not silence the others.
        log.exception("The rule “%s” failed; it is tried again.", about)
        return 0


def _new(about: str, found: Iterable[Due]) -> Iterator[Due]:
    """Those that nobody was reminded of yet: one query for five hundred."""
    dues = (due for due in found if due.person.is_active)
    while batch := list(islice(dues, BATCH)):
        rows = Reminder.objects.filter(about=about, subject_id__in={due.subject_id for due in batch})
        known: set[tuple[UUID, UUID, str]] = set(rows.values_list("subject_id", "person_id", "which"))
        yield from (due for due in batch if (due.subject_id, due.person.pk, due.which) not in known)


@transaction.atomic
def _remind(about: str, due: Due) -> bool:
    row, made = Reminder.objects.get_or_create(
        about=about, subject_id=due.subject_id, person=due.person, which=due.which
    )
    if not made:  # another worker was a moment faster
        return False
    cause = Cause(f"reminder:{row.pk}", Kind.REMINDERS, due.subject_id, due.programme_id, row.created_at)
    tell_because(cause, [Told(due.person, due.words, due.path, due.values)])
    journal.record(
        Reminded(
            actor_id=None,
            subject_id=due.subject_id,
            programme_id=due.programme_id,
            person_id=due.person.pk,
            about=about,
            which=due.which,
        )
    )
    return True

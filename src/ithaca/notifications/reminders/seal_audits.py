"""Deadlines of an audit: the report, and the answers to its findings."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.notifications.words.seal_audits import WHY_AUDITOR, WHY_PROGRAMME
from ithaca.programmes.queries import coordinators_of
from ithaca.programmes.texts import localised
from ithaca.seals import queries
from ithaca.seals.models import SealFile

ANSWER_DAYS = 7
REPORT = Words(
    _("The report of an audit is due: %(programme)s"),
    _("The report on %(programme)s is due by %(day)s, some working days after the last session."),
    WHY_AUDITOR,
)
ANSWERS = Words(
    _("Findings to answer: %(programme)s"),
    _(
        "Some findings of the audit of %(programme)s have no answer yet. The time for it ends on %(day)s; then the file goes to the committee as it is."
    ),
    WHY_PROGRAMME,
)


@reminds("seal report due")
def report(now: datetime) -> Iterator[Due]:
    """Whoever audits, on the working day before, and once it is late."""
    for row, audit in queries.reports_being_written():
        due = queries.report_due(row, audit)
        left = queries.days_left(row, due) if due else 2
        if due is None or left > 1:
            continue
        path = reverse("seals:audit", args=[row.pk])
        for part in queries.parts_of(row):
            which = f"{due.isoformat()}:{'late' if left < 0 else 'soon'}"
            yield Due(
                audit.pk, part.person, which, REPORT, path, None, _values(row, part.person.language, due)
            )


@reminds("seal findings to answer")
def answers(now: datetime) -> Iterator[Due]:
    """Whoever coordinates, a week before the end of the time for answers, by the network's clock."""
    week, one = timedelta(days=ANSWER_DAYS), timedelta(days=1)  # no clock is further than a day from another
    for row in queries.answers_due(now.date() - one, now.date() + week + one):
        audit, today = queries.audit_of(row), queries.day_in(row.network, now)
        if audit is None or audit.answers_until is None:
            continue
        if not today <= audit.answers_until <= today + week:
            continue
        path = reverse("seals:audit_report", args=[row.pk])
        for person in coordinators_of(row.programme):
            values = _values(row, person.language, audit.answers_until)
            yield Due(audit.pk, person, "1", ANSWERS, path, row.programme_id, values)


def _values(row: SealFile, language: str, day: date) -> dict[str, object]:
    with translation.override(language):
        told = date_format(day)
    return {"programme": localised(row.programme.name, language), "network": row.network.name, "day": told}

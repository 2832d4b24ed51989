"""A certificate that ends soon: its holder can renew it in time."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.certification import figures, queries
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds

LAST_DAYS = 30
ENDS = Words(
    _("Your certificate ends soon"),
    _(
        "Your certificate of the level %(level)s ends on %(until)s. Renew it before then: what a renewal asks for, and what is still missing, you see when you apply."
    ),
    _("You get this mail because you hold a certificate of %(organisation)s."),
)


@reminds("certificate ends")
def ending(now: datetime) -> Iterator[Due]:
    """Ninety and thirty days before, unless its renewal is under way."""
    for row in figures.ending_within(now, queries.EXPIRING_DAYS):
        if row.credential is None or row.credential.valid_until is None:
            continue
        near = (row.credential.valid_until - now).days < LAST_DAYS
        level = queries.framework_of(row.scheme).text(row.person.language).levels[row.level].label
        values = {
            "level": level,
            "until": row.credential.valid_until,
            "organisation": row.scheme.organisation.name,
        }
        path = f"{reverse('certification:apply', args=[row.scheme_id])}?renews={row.pk}"
        yield Due(row.pk, row.person, "2" if near else "1", ENDS, path, None, values)

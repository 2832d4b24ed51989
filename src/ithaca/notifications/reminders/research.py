"""Who is asked whether facts of their mentorships may be used for research."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.programmes.texts import localised
from ithaca.research import queries

LATE = timedelta(days=14)  # a worker that stood still asks afterwards
ASKED = Words(
    _("May facts of your mentorships be used for research?"),
    _(
        "%(network)s would like to publish facts of mentorships, without names, for the study “%(title)s”. Nothing goes out unless you say yes. Read in plain words what would go out, then answer; you can change your mind at any time."
    ),
    _("You get this mail once because you take part in %(programme)s, which takes part in the study."),
)


@reminds("study wants consent")
def consent_wanted(now: datetime) -> Iterator[Due]:
    """Each once, whoever came in or whose programme joined in the last days; the home page goes on asking."""
    for study, row in queries.unanswered_since(now - LATE):
        values = {
            "network": study.network.name,
            "title": study.title,
            "programme": localised(row.programme.name, row.person.language),
        }
        path = reverse("research:consent", args=[study.pk, row.pk])
        yield Due(study.pk, row.person, str(row.pk), ASKED, path, row.programme_id, values)

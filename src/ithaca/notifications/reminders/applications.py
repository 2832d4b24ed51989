"""Applications that wait for those who coordinate."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.notifications.kinds import Kind
from ithaca.notifications.post import Words
from ithaca.notifications.reminders.registry import Due, reminds
from ithaca.programmes import queries
from ithaca.programmes.texts import localised

LONG = timedelta(days=7)
APPLICATIONS = Words(
    _("Applications to %(programme)s wait"),
    _(
        "In the programme %(programme)s, people have waited for an answer to their application for more than a week: %(count)s in all."
    ),
    _("You get this mail because you coordinate the programme."),
    Kind.COORDINATION,
)


@reminds("applications")
def applications(now: datetime) -> Iterator[Due]:
    """Once a calendar week, as long as some wait."""
    for programme, count in queries.programmes_with_old_applications(now - LONG):
        for person in queries.coordinators_of(programme):
            values = {"programme": localised(programme.name, person.language), "count": count}
            path = reverse("programmes:applications", args=[programme.slug])
            yield Due(programme.pk, person, f"{now:%G-W%V}", APPLICATIONS, path, programme.pk, values)

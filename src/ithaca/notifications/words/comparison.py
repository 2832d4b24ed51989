"""Mail when a programme can be read beside others."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.post import Words, write
from ithaca.programmes.queries import coordinators_of, programme
from ithaca.programmes.texts import localised

PUBLISHED = Words(
    _("%(programme)s beside comparable programmes"),
    _("This month’s comparison is there. You see where %(programme)s stands, and what was left out and why."),
    _("You get this mail because you coordinate a programme that takes part in the comparison."),
)


@reacts_to("comparison.published")
def published(event: Event) -> None:
    row = programme(event.subject_id)
    path = reverse("indicators:comparison", args=[row.slug])
    for coordinator in coordinators_of(row):
        name = localised(row.name, coordinator.language)
        write(event, coordinator, PUBLISHED, path, values={"programme": name})

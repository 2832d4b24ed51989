"""Mail about what becomes of a seal, to those who answer for the programme that holds it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.post import Told, Words, tell
from ithaca.programmes.texts import localised
from ithaca.seals import queries
from ithaca.seals.models import SealFile
from ithaca.seals.queries import documents

WHY = _("You get this mail because you answer for the programme %(programme)s.")
CHANGED = _("Something has changed with the seal of %(programme)s")
BY_STEP = {
    "suspend": Words(
        _("The seal of %(programme)s is suspended"),
        _(
            "The seal “%(level)s” of %(network)s is suspended: for the time being it counts for nothing, and badge, registry and verification say so. You read the reason here."
        ),
        WHY,
        outside=CHANGED,
    ),
    "reinstate": Words(
        _("The seal of %(programme)s is in force again"),
        _(
            "The seal “%(level)s” of %(network)s counts again. Your badge and your files are as good as before."
        ),
        WHY,
    ),
    "withdraw": Words(
        _("The seal of %(programme)s is withdrawn"),
        _(
            "%(network)s has withdrawn the seal “%(level)s” for good: badge, registry and verification say so. You read the reason here."
        ),
        WHY,
        outside=CHANGED,
    ),
}


@reacts_to("seal.moved")
def tell_what_becomes_of_it(event: Event) -> None:
    row, words = queries.file(event.subject_id), BY_STEP.get(str(event.facts["step"]))
    if row is None or words is None:
        return
    path = reverse("seals:file", args=[row.pk])
    tell(
        event,
        [
            Told(person, words, path, values_of(row, person))
            for person in documents.keepers_of(row)
            if person.pk != event.actor_id
        ],
    )


def values_of(row: SealFile, person: Person) -> dict[str, object]:
    level = row.awarded_level or row.level
    return {
        "programme": localised(row.programme.name, person.language),
        "network": row.network.name,
        "level": queries.scheme_of(row).text(person.language).levels[level].label,
    }

"""Mail around what people have against the matching."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.matching.queries.objections import objection
from ithaca.notifications.post import Words, write
from ithaca.programmes.queries import coordinators_of
from ithaca.programmes.texts import localised

RAISED = Words(
    _("%(who)s writes to you about the matching of %(programme)s"),
    _(
        "%(who)s has a question or an objection about the matching of %(programme)s, and waits for your answer."
    ),
    _("You get this mail because you coordinate the programme."),
)
ANSWERED = Words(
    _("An answer about the matching of %(programme)s"),
    _("The coordination of %(programme)s has answered what you wrote about the matching."),
    _("You get this mail because you have written to the coordination."),
)


@reacts_to("objection.raised")
def raised(event: Event) -> None:
    row = objection(UUID(str(event.subject_id)))
    if row is None:
        return
    path = reverse("matching:answer_objection", args=[row.programme.slug, row.pk])
    for coordinator in coordinators_of(row.programme):
        name = localised(row.programme.name, coordinator.language)
        write(event, coordinator, RAISED, path, values={"who": row.person.name, "programme": name})


@reacts_to("objection.answered")
def answered(event: Event) -> None:
    row = objection(UUID(str(event.subject_id)))
    if row is not None:
        name = localised(row.programme.name, row.person.language)
        path = reverse("matching:how", args=[row.programme.slug])
        write(event, row.person, ANSWERED, path, values={"programme": name})

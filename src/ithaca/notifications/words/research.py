"""Mail around studies: members are asked, coordinators may join, an edition is published."""

from dataclasses import replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.networks.queries import people_of
from ithaca.notifications.post import Told, Words, tell
from ithaca.notifications.words.networks import WHY_NETWORK, WHY_ORGANISATION
from ithaca.organisations.queries import administrators
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import coordinators_of, programmes_of
from ithaca.programmes.queries import programme as programme_of
from ithaca.programmes.texts import localised
from ithaca.research import queries
from ithaca.research.minors import with_minors
from ithaca.research.models import Study

WHY_PROGRAMME = _("You get this mail because you coordinate %(programme)s.")
OPENED = Words(
    _("%(network)s asks whether you take part in a study"),
    _(
        "%(network)s would like to publish facts of mentorships for research: “%(title)s”. Read what it is for and what may go out, and say whether %(organisation)s agrees."
    ),
    WHY_ORGANISATION,
)
AGREED = Words(
    _("A study that your programmes can take part in"),
    _(
        "Your organisation agrees to the study “%(title)s” of %(network)s. Coordinators decide for each programme: on its pages, under Steering, Research. Then its people are asked, each for themselves."
    ),
    WHY_PROGRAMME,
)
STOPPED = Words(
    _("%(programme)s no longer takes part in a study"),
    _(
        "Minors take part in %(programme)s, or may: a safeguarding check, the matching policy or a file for a seal says so. So it is no longer part of the study “%(title)s” of %(network)s, and no later edition tells of it. What was published stays published."
    ),
    WHY_PROGRAMME,
)
CLOSED = Words(
    _("A study is closed: %(title)s"),
    _(
        "%(network)s has closed the study “%(title)s”. Nobody is asked any more, and no later edition tells of anybody; what was published stays published. There is nothing to do."
    ),
    WHY_ORGANISATION,
)
CLOSED_TO_PROGRAMME = replace(CLOSED, why=WHY_PROGRAMME)
PUBLISHED = Words(
    _("%(network)s has published data: %(title)s"),
    _(
        "Edition %(number)s of “%(title)s” is published. Everybody finds it on its page, with what it means and how nobody is made out."
    ),
    WHY_NETWORK,
)


@reacts_to("study.opened")
def opened(event: Event) -> None:
    row = queries.study(event.subject_id)
    if row is None:
        return
    for organisation in queries.members_asked(row):
        values = {"network": row.network.name, "title": row.title, "organisation": organisation.name}
        path = reverse("research:organisation", args=[organisation.slug])
        tell(event, [Told(each.person, OPENED, path, values) for each in administrators(organisation)])


@reacts_to("study.organisation agreed")
def agreed(event: Event) -> None:
    row = queries.study(event.subject_id)
    house = next(
        (
            each
            for each in (queries.agreeing(row) if row else [])
            if each.pk == UUID(str(event.facts["organisation_id"]))
        ),
        None,
    )
    if row is None or house is None:
        return
    programmes = programmes_of(house)
    barred = with_minors(programmes)
    for programme in (each for each in programmes if each.pk not in barred):
        _tell_coordinators(event, AGREED, row, programme)


@reacts_to("study.programme left")
def stopped(event: Event) -> None:
    """Where nobody has decided it."""
    row = queries.study(event.subject_id)
    if row is not None and event.actor_id is None and event.programme_id is not None:
        _tell_coordinators(event, STOPPED, row, programme_of(event.programme_id))


@reacts_to("study.closed")
def closed(event: Event) -> None:
    """Whoever has said yes for a programme or for an organisation; each person finds it under their account."""
    row = queries.study(event.subject_id)
    if row is None:
        return
    for part in queries.parts_of(row):
        _tell_coordinators(event, CLOSED_TO_PROGRAMME, row, part.programme)
    for organisation in queries.agreeing(row):
        values = {"network": row.network.name, "title": row.title, "organisation": organisation.name}
        path = reverse("research:organisation", args=[organisation.slug])
        people = [each.person for each in administrators(organisation) if each.person_id != event.actor_id]
        tell(event, [Told(person, CLOSED, path, values) for person in people])


def _tell_coordinators(event: Event, words: Words, study: Study, programme: Programme) -> None:
    path = reverse("research:programme", args=[programme.slug])
    values = {"network": study.network.name, "title": study.title}
    people = [person for person in coordinators_of(programme) if person.pk != event.actor_id]
    told = [
        (person, {**values, "programme": localised(programme.name, person.language)}) for person in people
    ]
    tell(event, [Told(person, words, path, said) for person, said in told])


@reacts_to("study.edition published")
def published(event: Event) -> None:
    row = queries.study(event.subject_id)
    if row is None:
        return
    values = {"network": row.network.name, "title": row.title, "number": event.facts["number"]}
    path = reverse("research:release", args=[event.facts["release_id"]])
    people = [each.person for each in people_of(row.network) if each.person_id != event.actor_id]
    tell(event, [Told(person, PUBLISHED, path, values) for person in people])

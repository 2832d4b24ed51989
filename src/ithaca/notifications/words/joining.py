"""Mail around joining a programme."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications.outbox import Letter, enqueue
from ithaca.notifications.post import Words, write
from ithaca.programmes import queries
from ithaca.programmes.models import Invitation, Participation
from ithaca.programmes.states import ASKING, ParticipationState
from ithaca.programmes.texts import localised

APPLIED = Words(
    _("%(who)s would like to join %(programme)s"),
    _("An application waits for your answer: %(who)s would like to take part in %(programme)s."),
    _("You get this mail because you coordinate the programme."),
)
WELCOME = _("Welcome to %(programme)s")
NEXT = {
    "mentor": _(
        "You take part in %(programme)s as a mentor. Next step: write your profile. The people of the programme find it in the directory."
    ),
    "mentee": _(
        "You take part in %(programme)s as a mentee. Next step: write your profile. Only the mentors whom you turn to and the coordination see it."
    ),
}
HAS_APPLIED = _("You get this mail because you have applied to the programme.")
WAS_INVITED = _("You get this mail because you have accepted an invitation to the programme.")
REFUSED = Words(
    _("Your application to %(programme)s"),
    _(
        "Thank you for your interest in %(programme)s. This time we cannot offer you a place. It says nothing about you, and you are welcome to apply again."
    ),
    HAS_APPLIED,
)


WAITING = Words(
    _("You are on the waiting list of %(programme)s"),
    _(
        "Thank you for your interest in %(programme)s. There is no place at the moment, and you are on the waiting list. As soon as there is one for you, a mail tells you; you may withdraw your application whenever you like."
    ),
    HAS_APPLIED,
)


CHARTER = Words(
    _("%(programme)s has a new version of its charter"),
    _(
        "The coordinators of %(programme)s have published version %(number)s of the charter. What has begun goes on. To begin with somebody new, please read what has changed and accept it."
    ),
    _("You get this mail because you take part in the programme."),
)


@reacts_to("charter.published")
def charter(event: Event) -> None:
    """Once a person, as whom they take part first."""
    programme, told = queries.programme(event.subject_id), set()
    for row in queries.behind_charter(programme):
        if row.person_id in told:
            continue
        told.add(row.person_id)
        path = reverse("programmes:accept_charter", args=[programme.slug, row.role])
        values = {
            "programme": localised(programme.name, row.person.language),
            "number": event.facts["number"],
        }
        write(event, row.person, CHARTER, path, values=values)


def _taken_back(event: Event, row: Participation) -> bool:
    """Whether the answer was undone before anybody was told."""
    if event.verb == "participation.refused":
        return row.state != ParticipationState.REFUSED
    return row.state in (*ASKING, ParticipationState.REFUSED)


def _participation(event: Event) -> Participation | None:
    try:
        return queries.participation(event.subject_id)
    except Participation.DoesNotExist:
        return None


@reacts_to("participation.applied")
def applied(event: Event) -> None:
    row = _participation(event)
    if row is None:
        return
    path = reverse("programmes:applications", args=[row.programme.slug])
    for coordinator in queries.coordinators_of(row.programme):
        values = {"who": row.person.name, "programme": localised(row.programme.name, coordinator.language)}
        write(event, coordinator, APPLIED, path, values=values)


@reacts_to("participation.put on the waiting list")
def waiting(event: Event) -> None:
    row = _participation(event)
    if row is None or row.state != ParticipationState.WAITING:  # taken back, or answered since
        return
    name = {"programme": localised(row.programme.name, row.person.language)}
    write(event, row.person, WAITING, reverse("programmes:home", args=[row.programme.slug]), values=name)


@reacts_to("participation.accepted", "participation.joined", "participation.refused")
def answered(event: Event) -> None:
    row = _participation(event)
    if row is None or _taken_back(event, row):
        return
    why = WAS_INVITED if event.verb == "participation.joined" else HAS_APPLIED
    refused = event.verb == "participation.refused"
    words = REFUSED if refused else Words(WELCOME, NEXT[row.role], why)
    name = {"programme": localised(row.programme.name, row.person.language)}
    path = "/" if refused else reverse("directory:profile", args=[row.programme.slug, row.role])
    write(event, row.person, words, path, values=name)


@reacts_to("invitation.sent")
def invited(event: Event) -> None:
    if event.facts.get("in_another_mail"):
        return
    try:
        row = queries.invitation(UUID(str(event.subject_id)))
    except Invitation.DoesNotExist:
        return
    link = settings.BASE_URL + reverse("programmes:invitation", args=[row.token])
    with translation.override(row.language):
        name = localised(row.programme.name, get_language() or "fr")
        who = row.invited_by.name if row.invited_by else row.programme.organisation.name
        parts = [
            translate("Hello %(name)s,") % {"name": row.name} if row.name else translate("Hello,"),
            translate(
                "%(who)s invites you to take part in the mentoring programme %(programme)s, as %(role)s."
            )
            % {
                "who": who,
                "programme": name,
                "role": translate("a mentor") if row.role == "mentor" else translate("a mentee"),
            },
            link,
            "--\n"
            + translate("This link is yours alone. If you did not expect it, you can ignore this mail."),
        ]
        subject = translate("You are invited to %(programme)s") % {"programme": name}
        letter = Letter(subject, "\n\n".join(parts) + "\n")
        enqueue(key=f"{event.pk}:invitation", letter=letter, address=row.email)

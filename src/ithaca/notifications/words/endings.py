"""Mail around pauses and the end of mentorships: who comes next, what is asked later."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.mentorships.models import Mentorship
from ithaca.notifications.post import Words, write
from ithaca.programmes.models import Pairing
from ithaca.programmes.queries import coordinators_of

WHY = _("You get this mail because you take part in this mentorship.")
WHY_COORDINATOR = _("You get this mail because you coordinate the programme.")
PROPOSED = Words(
    _("Other mentors are proposed to you"),
    _(
        "Before leaving, %(other)s has thought of mentors who could accompany you. Look at them: you are free to write to one of them, or to none."
    ),
    WHY,
)
STILL_PROPOSED = Words(
    _("There are still mentors proposed to you"),
    _(
        "Nothing has come of your request to %(asked)s. %(other)s has thought of others, too: %(names)s. You are free to write to them, or to leave it to the coordination."
    ),
    WHY,
)
LOOKED_FOR = Words(
    _("Your coordinator looks for your next mentor"),
    _(
        "After the end of your mentorship with %(other)s, the coordination of the programme looks for somebody for you. You need do nothing; whoever looks gets in touch with you."
    ),
    WHY,
)
TASK = Words(
    _("A mentee waits for a new mentor"),
    _(
        "The mentorship of %(mentee)s has ended, and it was not their wish. They are told that you look for somebody: propose a mentor, or speak with them."
    ),
    WHY_COORDINATOR,
)
RETURN = Words(
    _("The pause was planned until today"),
    _("You wanted to take up the mentorship with %(other)s again today. Are you ready? It takes one click."),
    WHY,
)
TALKED = Words(
    _("%(other)s confirms your talk"),
    _("%(other)s says that you have talked about ending the mentorship early. The decision is with you now."),
    WHY,
    outside=_("A joint decision is proposed to you"),
)
FOLLOW_UP = Words(
    _("What has lasted?"),
    _(
        "Some months ago, you and %(other)s closed your mentorship. Three short questions: are you in touch, has what you reached lasted, would you like to hear from us?"
    ),
    WHY,
)
WANTS_CONTACT = Words(
    _("Somebody would like to hear from you"),
    _(
        "%(who)s has answered the look back after the mentorship, and would like to hear from the coordination."
    ),
    WHY_COORDINATOR,
)


def _row(event: Event) -> Mentorship | None:
    try:
        return queries.mentorship(event.subject_id)
    except Mentorship.DoesNotExist:
        return None


def _page(row: Mentorship) -> str:
    return reverse("mentorships:detail", args=[row.pk])


def _mentor(row: Mentorship) -> dict[str, object]:
    return {"other": row.mentor.person.name}


@reacts_to("succession.proposed")
def proposed(event: Event) -> None:
    row = _row(event)
    if row is not None and event.facts["to_mentee"]:
        write(event, row.mentee.person, PROPOSED, _page(row), values=_mentor(row))


@reacts_to("replacement.came to nothing")
def came_to_nothing(event: Event) -> None:
    """The next ones in line; where there are none, the coordination takes over, with a mail of its own."""
    row = _row(event)
    succession = queries.succession(row) if row is not None else None
    if row is None or succession is None or row.programme.pairing == Pairing.COORDINATOR:
        return
    asked = queries.replacement(UUID(str(event.facts["replacement_id"])))
    left = ", ".join(one.mentor.person.name for one in queries.offered(succession))
    if asked is not None and left:
        values = {"asked": asked.mentor.person.name, "names": left, **_mentor(row)}
        write(event, row.mentee.person, STILL_PROPOSED, f"{_page(row)}#next", values=values)


@reacts_to("succession.handed over")
def handed_over(event: Event) -> None:
    """A task for the coordination, and the word for the mentee that somebody looks."""
    row = _row(event)
    if row is None:
        return
    write(event, row.mentee.person, LOOKED_FOR, _page(row), values=_mentor(row))
    for person in coordinators_of(row.programme):
        if person != row.mentee.person:
            write(event, person, TASK, _page(row), values={"mentee": row.mentee.person.name})


@reacts_to("mentorship.return due")
def return_due(event: Event) -> None:
    _both(event, RETURN, "mentorships:detail")


@reacts_to("follow-up.due")
def follow_up_due(event: Event) -> None:
    _both(event, FOLLOW_UP, "mentorships:follow_up")


def _both(event: Event, words: Words, page: str) -> None:
    row = _row(event)
    if row is None:
        return
    for person in queries.people(row):
        other = queries.counterpart(row, person).name
        write(event, person, words, reverse(page, args=[row.pk]), values={"other": other})


@reacts_to("decision.talked over")
def talked(event: Event) -> None:
    row = _row(event)
    if row is None:
        return
    for person in queries.people(row):
        if person.pk != event.actor_id:
            other = queries.counterpart(row, person).name
            write(event, person, TALKED, f"{_page(row)}#decision", values={"other": other})


@reacts_to("follow-up.answered")
def answered(event: Event) -> None:
    row = _row(event)
    if row is None or not event.facts["wants_contact"]:
        return
    who = next((one.name for one in queries.people(row) if one.pk == event.actor_id), "")
    for person in coordinators_of(row.programme):
        if person.pk != event.actor_id:
            write(event, person, WANTS_CONTACT, _page(row), values={"who": who})

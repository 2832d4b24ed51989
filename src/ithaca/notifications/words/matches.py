"""Mail around proposed pairs. Never who said no, and never why."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.matching.models import MatchProposal, RunPerson
from ithaca.matching.queries import proposals
from ithaca.matching.queries.proposals import TAKES_PART
from ithaca.matching.rules import Closing, told_of_closing
from ithaca.notifications.kinds import Kind
from ithaca.notifications.outbox import Letter, enqueue
from ithaca.notifications.post import Told, Words, tell, write
from ithaca.programmes.queries import coordinators_of
from ithaca.programmes.states import ParticipationState
from ithaca.programmes.texts import localised

SIDES = ("mentee", "mentor")
WHY = _("You get this mail because you take part in the programme %(programme)s.")
ASKED = {
    "mentee": Words(
        _("A mentor is proposed to you"),
        _(
            "The coordination of %(programme)s thinks that %(other)s and you fit. Look at why, and say yes or no by %(by)s. It begins only if you both say yes."
        ),
        WHY,
    ),
    "mentor": Words(
        _("A mentee is proposed to you"),
        _(
            "The coordination of %(programme)s thinks that %(other)s and you fit. Look at why, and say yes or no by %(by)s. It begins only if you both say yes."
        ),
        WHY,
    ),
}
AGREED = Words(
    _("Your mentorship begins"),
    _(
        "You have both said yes. Plan your first meeting together, and open your room, which nobody else can enter."
    ),
    WHY,
)
FREE = Words(
    _("The proposed mentorship does not come about"),
    _(
        "The mentorship with %(other)s does not come about. That says nothing about you. The coordination of %(programme)s looks for somebody else with you; there is nothing for you to do."
    ),
    WHY,
)
NOTED = Words(
    _("The coordination has noted your no"),
    _(
        "As you have told the coordination of %(programme)s, the mentorship with %(other)s does not come about. They look for somebody else with you. If this is not what you said, write to them."
    ),
    WHY,
)
MISSED = Words(
    _("The time to answer has passed"),
    _(
        "The proposal with %(other)s, in the programme %(programme)s, had no answer from you by %(by)s and is closed. If it was the moment that did not suit, tell your coordination: they look further with you."
    ),
    WHY,
)
DECLINED = Words(
    _("A proposed pair came to nothing"),
    _(
        "In the programme %(programme)s, %(mentee)s and %(mentor)s do not become a pair. Both are free for the next matching. What you may know about why stands with the answers."
    ),
    _("You get this mail because you coordinate the programme."),
    Kind.COORDINATION,
)
INVITED = {
    "mentee": _("In the mentoring programme %(programme)s, a mentor is proposed to you."),
    "mentor": _("In the mentoring programme %(programme)s, a mentee is proposed to you."),
}


def _values(row: MatchProposal, person: Person, side: str) -> dict[str, object]:
    other = row.mentor if side == "mentee" else row.mentee
    name = localised(row.run.programme.name, person.language)
    return {"other": proposals.shown_name(other), "programme": name, "by": row.reply_by}


def _told(row: MatchProposal, side: str, words: Words, path: str = "") -> Told | None:
    """None for whoever has no account yet."""
    person = proposals.person_of(getattr(row, side))
    if person is None:
        return None
    return Told(
        person, words, path or reverse("matching:proposal", args=[row.pk]), _values(row, person, side)
    )


@reacts_to("matching.published")
def published(event: Event) -> None:
    """Everybody at once: whoever takes part gets a line and a mail, the others an invitation that leads here."""
    rows = proposals.published_in(event.subject_id)
    tell(event, _asked(rows))
    for row in rows:
        for side in SIDES:
            if proposals.person_of(getattr(row, side)) is None:
                _invite(row, side)


def _asked(rows: list[MatchProposal]) -> Iterator[Told]:
    for row in rows:
        for side in SIDES:
            told = _told(row, side, ASKED[side])
            if told is not None:
                yield told


def invitation_path(row: MatchProposal, one: RunPerson) -> str:
    """The personal invitation, which leads to the proposal once its reader has joined."""
    assert one.invitation is not None
    onward = reverse("matching:proposal", args=[row.pk])
    return f"{reverse('programmes:invitation', args=[one.invitation.token])}?next={onward}"


def _invite(row: MatchProposal, side: str) -> None:
    """Without the name of the other: whoever has not accepted the charter yet learns it when they have."""
    one: RunPerson = getattr(row, side)
    if one.invitation is None:
        return
    with translation.override(one.invitation.language):
        name = localised(row.run.programme.name, get_language() or "fr")
        until = date_format(localtime(row.reply_by), "DATE_FORMAT")
        parts = [
            translate("Hello,"),
            str(INVITED[side]) % {"programme": name},
            translate(
                "This link invites you to the programme. A few questions and its charter, then you see who it is and why, and say yes or no by %(by)s."
            )
            % {"by": until},
            settings.BASE_URL + invitation_path(row, one),
            "--\n"
            + translate("This link is yours alone. If you did not expect it, you can ignore this mail."),
        ]
        subject = translate("You are invited to %(programme)s") % {"programme": name}
        letter = Letter(subject, "\n\n".join(parts) + "\n")
        enqueue(key=f"match:{row.pk}:{side}", letter=letter, address=one.invitation.email)


def _row(event: Event) -> MatchProposal | None:
    try:
        return proposals.proposal(event.subject_id)
    except MatchProposal.DoesNotExist:
        return None


@reacts_to("match.agreed")
def agreed(event: Event) -> None:
    row = _row(event)
    if row is not None:
        path = reverse("mentorships:detail", args=[event.facts["mentorship_id"]])
        tell(event, filter(None, (_told(row, side, AGREED, path) for side in SIDES)))


@reacts_to("match.declined")
def declined(event: Event) -> None:
    """The other, kindly; and those who coordinate."""
    row = _row(event)
    if row is None:
        return
    role = str(event.facts["role"])
    told = [_told(row, "mentor" if role == "mentee" else "mentee", FREE)]
    if event.facts.get("by_coordination"):
        told.append(_told(row, role, NOTED))
    tell(event, filter(None, told))
    _tell_coordination(event, row)


@reacts_to("match.lapsed")
def lapsed(event: Event) -> None:
    """Without a reproach to whoever let the time pass; the other is free and hears it kindly."""
    row = _row(event)
    if row is None:
        return
    answered = {"mentee": row.mentee_answer, "mentor": row.mentor_answer}
    told = (_told(row, side, FREE if answered[side] else MISSED) for side in SIDES)
    tell(event, filter(None, told))
    _tell_coordination(event, row)


@reacts_to("match.withdrawn")
def withdrawn(event: Event) -> None:
    row = _row(event)
    if row is None:
        return
    reason = str(event.facts["reason"])
    told = [_told(row, side, FREE) for side in SIDES if side in told_of_closing(reason)]
    if reason in (Closing.LEFT, Closing.PAUSED):
        told = [one for one in told if one and _still_here(row, one.to)]
        _tell_coordination(event, row)
    tell(event, filter(None, told))


def _still_here(row: MatchProposal, person: Person) -> bool:
    one = row.mentee if proposals.person_of(row.mentee) == person else row.mentor
    return one.participation is None or one.participation.state in (*TAKES_PART, ParticipationState.BUSY)


def _tell_coordination(event: Event, row: MatchProposal) -> None:
    programme = row.run.programme
    path = f"{reverse('matching:answers', args=[programme.slug])}?run={row.run_id}"
    for person in coordinators_of(programme):
        if person.pk == event.actor_id:
            continue
        values = {
            "mentee": row.mentee.name,
            "mentor": row.mentor.name,
            "programme": localised(programme.name, person.language),
        }
        write(event, person, DECLINED, path, values=values)

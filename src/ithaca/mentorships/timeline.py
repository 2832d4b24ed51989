"""The timeline of a pair: what the journal knows of it, in plain words, the same for its two people and their coordinator.

A new fact of a pair needs its words in `WORDS`, or a place in `LEFT_OUT` with the reason; a test asks for one of the two.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.journal.models import Event
from ithaca.journal.queries import history_around
from ithaca.mentorships import labels
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.nudges import WORDS as NUDGES

# {verb: (words, tone of the mark)}
WORDS: dict[str, tuple[Promise, str]] = {
    "mentorship.proposed": (gettext_lazy("Pair proposed"), ""),
    "mentorship.agreed": (gettext_lazy("Pair agreed to"), ""),
    "mentorship.declined": (gettext_lazy("Pair declined"), "attention"),
    "mentorship.begun": (gettext_lazy("The mentorship begins"), "done"),
    "mentorship.room made": (gettext_lazy("Room opened"), ""),
    "mentorship.willingness confirmed": (gettext_lazy("Wish to be mentored confirmed"), ""),
    "mentorship.development entered": (gettext_lazy("Launch completed: the development begins"), "done"),
    "mentorship.official end reached": (gettext_lazy("Agreed number of meetings reached"), "done"),
    "mentorship.separation entered": (gettext_lazy("The conclusion begins"), "done"),
    "mentorship.goes on": (gettext_lazy("The mentorship goes on"), "done"),
    "mentorship.paused": (gettext_lazy("The mentorship rests"), ""),
    "mentorship.resumed": (gettext_lazy("The mentorship is taken up again"), ""),
    "mentorship.ended": (gettext_lazy("End of the mentorship"), "done"),
    "mentorship.nudged": (gettext_lazy("A word from the coordination"), ""),
    "meeting.planned": (gettext_lazy("Meeting planned"), ""),
    "meeting.moved": (gettext_lazy("Meeting changed"), ""),
    "meeting.cancelled": (gettext_lazy("Meeting cancelled"), ""),
    "meeting.held": (gettext_lazy("Meeting held"), "done"),
    "meeting.missed": (gettext_lazy("Meeting missed"), "attention"),
    "meeting.dates proposed": (gettext_lazy("Dates offered for a meeting"), ""),
    "meeting.absence disputed": (gettext_lazy("Absence disputed"), "attention"),
    "meeting.absence accepted": (gettext_lazy("The absence stands"), ""),
    "meeting.absence taken back": (gettext_lazy("Absence taken back"), ""),
    "meeting.to confirm": (gettext_lazy("Meeting recorded, to be confirmed"), ""),
    "meeting.not confirmed": (gettext_lazy("Meeting not confirmed"), ""),
    "meeting.contested": (gettext_lazy("Meeting contested: it does not count"), "attention"),
    "goal.set": (gettext_lazy("Goal set"), ""),
    "goal.started": (gettext_lazy("Goal started"), ""),
    "goal.reached": (gettext_lazy("Goal reached"), "done"),
    "goal.dropped": (gettext_lazy("Goal dropped"), ""),
    "goal.reopened": (gettext_lazy("Goal taken up again"), ""),
    "goal.date changed": (gettext_lazy("Goal’s date changed"), ""),
    "action.done": (gettext_lazy("Action done"), ""),
    "review.held": (gettext_lazy("Goals reviewed"), "done"),
    "introduction.offered": (gettext_lazy("Introduction offered"), ""),
    "introduction.accepted": (gettext_lazy("Introduction accepted"), ""),
    "introduction.made": (gettext_lazy("Introduction made"), "done"),
    "introduction.thanked": (gettext_lazy("Thanks for the introduction"), ""),
    "decision.proposed": (gettext_lazy("Decision proposed"), ""),
    "decision.agreed": (gettext_lazy("Decision taken together"), "done"),
    "decision.declined": (gettext_lazy("Proposal not agreed to"), ""),
    "decision.taken back": (gettext_lazy("Proposal taken back"), ""),
    "decision.talked over": (gettext_lazy("Talk about the early end confirmed"), ""),
    "mentorship.return due": (gettext_lazy("Day of return after the pause"), ""),
    "closing.goals reviewed": (gettext_lazy("Goals looked back on"), ""),
    "closing.handed over": (gettext_lazy("Handed over"), ""),
    "closing.afterwards wished": (gettext_lazy("Wish for the time afterwards told"), ""),
    "succession.opened": (gettext_lazy("The next mentor is looked for"), ""),
    "succession.proposed": (gettext_lazy("Mentors proposed to follow"), ""),
    "succession.handed over": (gettext_lazy("The coordination looks for the next mentor"), ""),
    "succession.settled": (gettext_lazy("The search for the next mentor is over"), "done"),
    "follow-up.due": (gettext_lazy("Asked what has lasted"), ""),
    "follow-up.answered": (gettext_lazy("Look back answered"), ""),
    "agreement.begun": (gettext_lazy("Agreement begun"), ""),
    "agreement.signed": (gettext_lazy("Agreement signed"), ""),
    "agreement.effective": (gettext_lazy("Agreement signed by both: it takes effect"), "done"),
    "feedback.asked": (gettext_lazy("Feedback on a meeting asked for"), ""),
    "feedback.given": (gettext_lazy("Feedback on a meeting given"), ""),
    "mentorship.room given up": (gettext_lazy("Access to the room given up"), ""),
    "evaluation.given": (gettext_lazy("Closing questionnaire filled in"), ""),
}
LEFT_OUT = frozenset(
    {
        # That there is private ground is the pair's own affair.
        *("topic.marked", "topic.consented", "topic.withdrawn", "topic.destroyed"),
        # Checklists show their own dates, and nobody keeps a record of each tick.
        *("duty.ticked", "duty.taken back"),
        # Whom the mentee writes to, or not, is not the former mentor's affair.
        *("replacement.taken up", "replacement.declined", "replacement.came to nothing"),
        # When somebody writes or reads a message is between the two.
        *("messages.waiting", "messages.read"),
        # Each asks for their own paper.
        "attestation.issued",
        # What came to nothing is no step of the way, and an answer from a calendar is between the two.
        *("meeting.dates declined", "meeting.dates taken back", "meeting.answered", "meeting.taken back"),
        # Small steps of a plan; what came of them is told.
        *(
            "action.added",
            "action.changed",
            "action.dropped",
            "action.reopened",
            "review.due",
            "summary.read",
        ),
        # A no, or an offer taken back, stays between the two.
        *("introduction.declined", "introduction.taken back"),
    }
)
SHORT = 5  # on the page of the pair


@dataclass(frozen=True)
class Line:
    """One fact: when, what, more about it, and who did it."""

    at: datetime
    text: str
    detail: str
    who: str
    tone: str


def lines_of(row: Mentorship) -> QuerySet[Event]:
    """The events of a pair that are told, newest first."""
    subjects = [row.pk, *([row.agreement_id] if row.agreement_id else [])]
    return history_around(*subjects).filter(verb__in=list(WORDS))


def told(events: Iterable[Event], row: Mentorship) -> list[Line]:
    """The events in the reader's language and time zone."""
    names = {p.person_id: p.person.name for p in (row.mentor, row.mentee)}
    return [_line(event, names) for event in events]


def by_month(lines: Iterable[Line]) -> Iterator[tuple[date, list[Line]]]:
    """Lines under the first day of their month, as the reader's calendar counts it."""

    def month(line: Line) -> date:
        return timezone.localtime(line.at).date().replace(day=1)

    return ((first, list(some)) for first, some in groupby(lines, key=month))


def _line(event: Event, names: Mapping[UUID, str]) -> Line:
    words, tone = WORDS[event.verb]
    return Line(event.at, str(words), _detail(event), _who(event, names), tone)


def _who(event: Event, names: Mapping[UUID, str]) -> str:
    if event.actor_id is None or event.verb in ("agreement.effective", "mentorship.nudged"):
        return ""
    return names.get(event.actor_id) or _("the coordination")


def _detail(event: Event) -> str:
    facts, family = event.facts, event.verb.split(".")[0]
    if family == "meeting":
        # Who was missing stands with the meeting, where it can be disputed: here it would go on being said.
        moment = parse_datetime(str(facts["starts_at"]))
        when = date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""
        contact = str(labels.CONTACT.get(facts["contact_type"], facts["contact_type"]))
        return " · ".join(part for part in [when, contact] if part)
    if family == "decision":
        return str(labels.decision(facts["kind"], facts["phase"]))
    if event.verb == "mentorship.ended":
        return str(labels.END.get(facts["kind"], ""))
    if event.verb == "mentorship.nudged" and facts["words"] in NUDGES:
        return str(NUDGES[facts["words"]].text)
    return ""

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
    "goal.set": (gettext_lazy("Goal set"), ""),
    "goal.started": (gettext_lazy("Goal started"), ""),
    "goal.reached": (gettext_lazy("Goal reached"), "done"),
    "goal.dropped": (gettext_lazy("Goal dropped"), ""),
    "goal.reopened": (gettext_lazy("Goal taken up again"), ""),
    "decision.proposed": (gettext_lazy("Decision proposed"), ""),
    "decision.agreed": (gettext_lazy("Decision taken together"), "done"),
    "decision.declined": (gettext_lazy("Proposal not agreed to"), ""),
    "decision.taken back": (gettext_lazy("Proposal taken back"), ""),
    "agreement.begun": (gettext_lazy("Agreement begun"), ""),
    "agreement.signed": (gettext_lazy("Agreement signed"), ""),
    "agreement.effective": (gettext_lazy("Agreement signed by both: it takes effect"), "done"),
    "evaluation.given": (gettext_lazy("Closing questionnaire filled in"), ""),
}
LEFT_OUT = frozenset(
    {
        # That there is private ground is the pair's own affair.
        *("topic.marked", "topic.consented", "topic.withdrawn", "topic.destroyed"),
        # Checklists show their own dates, and nobody keeps a record of each tick.
        *("duty.ticked", "duty.taken back"),
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
        moment = parse_datetime(str(facts["starts_at"]))
        when = date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else ""
        missing = [str(labels.MISSED_BY.get(facts.get("missed_by", ""), ""))]
        contact = str(labels.CONTACT.get(facts["contact_type"], facts["contact_type"]))
        return " · ".join(part for part in [when, contact, *missing] if part)
    if family == "decision":
        return str(labels.decision(facts["kind"], facts["phase"]))
    if event.verb == "mentorship.ended":
        return str(labels.END.get(facts["kind"], ""))
    if event.verb == "mentorship.nudged" and facts["words"] in NUDGES:
        return str(NUDGES[facts["words"]].text)
    return ""

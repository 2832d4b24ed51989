"""Who had agreed to a study at a moment, and what its pairs look like, from the journal alone. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from ithaca.kernel.periods import Period
from ithaca.research.variables import Pair

BEGUN, ENDED = "mentorship.begun", "mentorship.ended"
HELD = "meeting.held"
MISSED = ("meeting.missed", "meeting.absence accepted")
RESULTS = (HELD, *MISSED, "meeting.contested", "meeting.absence disputed", "meeting.absence taken back")
GOAL_STATES = ("goal.set", "goal.started", "goal.reached", "goal.dropped", "goal.reopened")
OF_PAIRS = (
    BEGUN,
    ENDED,
    *RESULTS,
    *GOAL_STATES,
    "review.held",
    "match.agreed",
    "agreement.effective",
    "evaluation.given",
    "training.attendance noted",
)
OF_PARTS = (
    "study.organisation agreed",
    "study.organisation left",
    "study.programme joined",
    "study.programme left",
)


class Event(Protocol):
    """One line of the journal."""

    verb: str
    at: datetime
    subject_id: UUID
    programme_id: UUID | None
    facts: dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A programme that takes part, as it was when it joined."""

    organisation: UUID
    programme_kind: str
    country: str
    region: str


def parts(history: Iterable[Event], moment: datetime) -> dict[UUID, Part]:
    """The programmes that take part at a moment: they have joined, and their organisation agrees."""
    agreed: set[UUID] = set()
    joined: dict[UUID, Part] = {}
    for event in history:
        if event.at > moment or event.verb not in OF_PARTS:
            continue
        organisation = UUID(str(event.facts["organisation_id"]))
        if event.verb == "study.organisation agreed":
            agreed.add(organisation)
        elif event.verb == "study.organisation left":
            agreed.discard(organisation)
        elif event.programme_id is not None:
            joined.pop(event.programme_id, None)
            if event.verb == "study.programme joined":
                facts = event.facts
                told = (str(facts[name]) for name in ("programme_kind", "country", "region"))
                joined[event.programme_id] = Part(organisation, *told)
    return {programme: part for programme, part in joined.items() if part.organisation in agreed}


def consents(history: Iterable[Event], moment: datetime) -> dict[UUID, UUID]:
    """{participation: person} of everybody whose consent stands at a moment."""
    found: dict[UUID, UUID] = {}
    for event in history:
        if event.at <= moment and event.verb.startswith("study.consent "):
            participation = UUID(str(event.facts["participation_id"]))
            found.pop(participation, None)
            if event.verb == "study.consent given":
                found[participation] = UUID(str(event.facts["person_id"]))
    return found


def ended_pairs(
    told: Sequence[Event],
    taking_part: Mapping[UUID, Part],
    people: Mapping[UUID, UUID],
    period: Period,
    agreements: Mapping[UUID, UUID],
) -> list[Pair]:
    """
    The pairs that ended in the period, of which both people consent, by what the journal told before the period's end.
    `agreements` says of which pair each agreement is.
    """
    before = [event for event in told if event.at < period.until]
    over = {event.subject_id: event for event in before if event.verb == ENDED and period.holds(event.at)}
    trained = _trainings(before)
    within = _by_pair(before, agreements)
    found = []
    for event in before:
        part = taking_part.get(event.programme_id) if event.programme_id else None
        if event.verb != BEGUN or event.subject_id not in over or part is None:
            continue
        both = [people.get(UUID(str(event.facts[f"{role}_id"]))) for role in ("mentor", "mentee")]
        mentor, mentee = both
        if mentor is not None and mentee is not None:
            begun = _begun(event, part, (mentor, mentee), over[event.subject_id].at)
            noted = trained.get((event.programme_id, mentor), ())
            found.append(_told(replace(begun, prepared=_prepared(begun, noted)), within[event.subject_id]))
    return sorted(found, key=lambda pair: pair.mentorship)


def _begun(event: Event, part: Part, people: tuple[UUID, UUID], ended: datetime) -> Pair:
    mentor, mentee = people
    return Pair(
        mentorship=event.subject_id,
        mentor=mentor,
        mentee=mentee,
        organisation=part.organisation,
        programme_kind=part.programme_kind,
        country=part.country,
        region=part.region,
        begun=event.at,
        ended=ended,
        met="request" if event.facts["by_request"] else "coordination",
    )


def _trainings(told: Iterable[Event]) -> dict[tuple[UUID | None, UUID], list[tuple[datetime, UUID, bool]]]:
    """By programme and person: when it was noted, of which training, whether they were there."""
    found: dict[tuple[UUID | None, UUID], list[tuple[datetime, UUID, bool]]] = defaultdict(list)
    for event in told:
        facts = event.facts
        if event.verb == "training.attendance noted" and facts["kind"] == "training":
            key = event.programme_id, UUID(str(facts["person_id"]))
            found[key].append((event.at, event.subject_id, facts["state"] == "present"))
    return found


def _prepared(pair: Pair, noted: Sequence[tuple[datetime, UUID, bool]]) -> bool:
    """Whether the mentor's presence at a training of the programme stood noted when the pair began."""
    return any({training: there for at, training, there in noted if at < pair.begun}.values())


def _by_pair(told: Iterable[Event], agreements: Mapping[UUID, UUID]) -> dict[UUID, list[Event]]:
    found: dict[UUID, list[Event]] = defaultdict(list)
    for event in told:
        pair = event.facts.get("mentorship_id") or agreements.get(event.subject_id) or event.subject_id
        found[UUID(str(pair))].append(event)
    return found


def _told(pair: Pair, events: Collection[Event]) -> Pair:
    """With what happened in it: of each meeting and goal, what was said of it last."""
    results = {event.subject_id: event for event in events if event.verb in RESULTS}
    goals = {event.subject_id: event.verb for event in events if event.verb in GOAL_STATES}
    verbs = [event.verb for event in events]
    held = [event for event in results.values() if event.verb == HELD]
    matched = "match.agreed" in verbs
    return replace(
        pair,
        ending=next(str(event.facts["kind"]) for event in events if event.verb == ENDED),
        met="matching" if matched else pair.met,
        meetings=tuple((str(event.facts["contact_type"]), int(event.facts["minutes"])) for event in held),
        missed=sum(event.verb in MISSED for event in results.values()),
        goals=sum(verb != "goal.dropped" for verb in goals.values()),
        reached=sum(verb == "goal.reached" for verb in goals.values()),
        reviews=verbs.count("review.held"),
        agreement="agreement.effective" in verbs,
        evaluated=len(
            {str(event.facts["participation_id"]) for event in events if event.verb == "evaluation.given"}
        ),
    )

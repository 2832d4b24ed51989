"""Facts of somebody's practice as evidence: they come by themselves and need nobody's word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.competences.rules import Evidence, Practice
from ithaca.evaluations.queries import Aggregate, aggregates, who_evaluated
from ithaca.mentorships.queries import Mentored, mentored_by
from ithaca.perspectives.queries import shown_by
from ithaca.programmes.queries import programme
from ithaca.trainings.queries import attended

# As which kind of evidence a fact grows old.
AS_KIND: Mapping[str, str] = {
    "agreements": "contract",
    "trainings": "training",
    "community": "network",
    "mentee_evaluations": "mentee_evaluation",
    "own_evaluations": "journal",
    "perspectives": "mentee_evaluation",
}
OF_PAIRS: Mapping[str, Callable[[Mentored], bool]] = {
    "mentorships": lambda one: one.completed,
    "contacts": lambda one: one.contacts > 0,
    "goals": lambda one: one.goals > 0,
    "actions": lambda one: one.actions > 0,
    "goal_reviews": lambda one: one.reviews > 0,
    "introductions": lambda one: one.introductions > 0,
    "agreements": lambda one: one.agreed_at is not None,
    "closings": lambda one: one.closed_at is not None,
}


@dataclass(frozen=True)
class Known:
    """What the product knows of a mentor: the figures, the facts as evidence, and what groups large enough answered."""

    practice: Practice
    evidence: tuple[Evidence, ...]
    pairs: tuple[Mentored, ...]
    rounds: tuple[UUID, ...] = ()  # of perspectives, as far as they are shown

    def counts(self) -> dict[str, int]:
        """{fact: how often}, for those that there are."""
        found: dict[str, int] = {}
        for each in self.evidence:
            found[each.fact] = found.get(each.fact, 0) + 1
        return found


def known_of(person: Person) -> Known:
    """Everything about one mentor; five queries, however long they have been at it."""
    pairs = mentored_by(person)
    evaluated = who_evaluated([one.mentorship for one in pairs])
    trainings = list(attended(person))
    evidence = [fact for one in pairs for fact in _of_pair(one, evaluated)]
    for row in trainings:
        name = "trainings" if row.training.kind == "training" else "community"
        if row.training.starts_at is not None:
            evidence.append(Evidence(AS_KIND[name], row.training.starts_at.date(), fact=name))
    rounds = shown_by(person)
    evidence += [Evidence(AS_KIND["perspectives"], _day(row.ends_at), fact="perspectives") for row in rounds]
    practice = Practice(
        mentorships_completed=sum(one.completed for one in pairs),
        minutes=sum(one.minutes for one in pairs),
        contacts=sum(one.contacts for one in pairs),
        training_minutes=sum(row.minutes for row in trainings),
    )
    return Known(practice, tuple(evidence), tuple(pairs), tuple(row.pk for row in rounds))


def _of_pair(one: Mentored, evaluated: set[tuple[UUID, UUID]]) -> list[Evidence]:
    def fact(name: str, at: datetime) -> Evidence:
        return Evidence(AS_KIND.get(name, "document"), _day(at), mentorship=one.mentorship, fact=name)

    moments = {"agreements": one.agreed_at, "closings": one.closed_at}
    found = [fact(name, moments.get(name) or one.last_at) for name, holds in OF_PAIRS.items() if holds(one)]
    if (one.mentorship, one.mentee) in evaluated:
        found.append(fact("mentee_evaluations", one.last_at))
    if (one.mentorship, one.mentor) in evaluated:
        found.append(fact("own_evaluations", one.last_at))
    return found


def _day(moment: datetime) -> date:
    return moment.date()


def opinions(known: Known) -> list[tuple[Mapping[str, str], Aggregate]]:
    """What mentees answered in the programmes somebody mentors in; only groups large enough, never one mentor's."""
    found = []
    for programme_id in sorted({one.programme for one in known.pairs}):
        row = programme(programme_id)
        mentees = next(each for each in aggregates(row) if each.role == "mentee")
        if mentees.shown:
            found.append((row.name, mentees))
    return found

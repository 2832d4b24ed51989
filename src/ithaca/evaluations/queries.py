"""Reads of evaluations: who has given one, and what groups large enough think."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import fmean
from uuid import UUID

from ithaca import catalogue
from ithaca.accounts.models import Person
from ithaca.catalogue import Questionnaire
from ithaca.evaluations.models import Completion, Response
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import mentorships_of
from ithaca.mentorships.states import EndKind, MentorshipState
from ithaca.programmes.models import Participation, Programme

SMALLEST_GROUP = 5
OPEN_IN = (MentorshipState.SEPARATION, MentorshipState.ENDED)


def questionnaire_for(programme: Programme, role: str) -> Questionnaire:
    """The closing questionnaire that the programme's template names for a role."""
    names = catalogue.programme(programme.template).questionnaires
    return catalogue.questionnaire(str(names.mentor if role == "mentor" else names.mentee))


def has_evaluated(mentorship: Mentorship, participation: Participation) -> bool:
    return Completion.objects.filter(mentorship=mentorship, participation=participation).exists()


def who_evaluated(mentorship_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """(mentorship, participation) of everybody who has evaluated one of these."""
    rows = Completion.objects.filter(mentorship__in=mentorship_ids)
    return set(rows.values_list("mentorship_id", "participation_id"))


def to_evaluate(person: Person) -> list[Mentorship]:
    """Mentorships closing or ended that the person has not evaluated yet."""
    mine = Completion.objects.filter(participation__person=person).values("mentorship")
    open_ones = mentorships_of(person).filter(state__in=OPEN_IN)
    return list(open_ones.exclude(pk__in=mine).exclude(end_kind=EndKind.EXCLUDED))


@dataclass(frozen=True)
class Aggregate:
    """Means of one questionnaire's answers; None where the group is too small to show."""

    questionnaire: Questionnaire
    role: str
    count: int
    means: Mapping[str, float] | None
    recommendation: float | None

    @property
    def shown(self) -> bool:
        return self.means is not None


def aggregates(programme: Programme) -> list[Aggregate]:
    """One aggregate a role; groups under five are counted and not shown."""
    return [_aggregate(programme, role) for role in ("mentee", "mentor")]


def _aggregate(programme: Programme, role: str) -> Aggregate:
    questionnaire = questionnaire_for(programme, role)
    rows = Response.objects.filter(programme=programme, role=role, questionnaire=str(questionnaire.reference))
    answers = list(rows.values_list("answers", flat=True))
    if len(answers) < SMALLEST_GROUP:
        return Aggregate(questionnaire, role, len(answers), None, None)
    means: dict[str, float] = {}
    for subscale in questionnaire.subscales:
        values = [score for a in answers if (score := questionnaire.scores(a)[subscale.slug]) is not None]
        if len(values) >= SMALLEST_GROUP:
            means[subscale.slug] = fmean(values)
    marks = [a["recommendation"] for a in answers if "recommendation" in a]
    recommendation = fmean(marks) if len(marks) >= SMALLEST_GROUP else None
    return Aggregate(questionnaire, role, len(answers), means, recommendation)

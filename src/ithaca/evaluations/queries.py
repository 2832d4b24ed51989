"""Reads of evaluations: who has given one, and what groups large enough think."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
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
    count = rows.count()
    given = list(rows.exclude(group=0).order_by("group").values_list("group", "answers"))
    if not given:
        return Aggregate(questionnaire, role, count, None, None)
    scores = [(group, questionnaire.scores(answers)) for group, answers in given]
    means: dict[str, float] = {}
    for subscale in questionnaire.subscales:
        values = _shown([(group, each[subscale.slug]) for group, each in scores])
        if values:
            means[subscale.slug] = fmean(values)
    marks = _shown([(group, answers.get("recommendation")) for group, answers in given])
    return Aggregate(questionnaire, role, count, means, fmean(marks) if marks else None)


def _shown(values: Iterable[tuple[int, float | None]]) -> list[float]:
    """The values by group, as many groups as came in; what some have left out waits for those of the next group."""
    shown: list[float] = []
    waiting: list[float] = []
    for _group, each in groupby(values, key=itemgetter(0)):
        waiting += [value for _number, value in each if value is not None]
        if len(waiting) >= SMALLEST_GROUP:
            shown, waiting = shown + waiting, []
    return shown

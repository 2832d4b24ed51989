"""Reads of evaluations: who has given one, and what groups large enough think."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ithaca import catalogue
from ithaca.accounts.models import Person
from ithaca.catalogue import Questionnaire
from ithaca.evaluations.models import Completion, Mean, Response
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import mentorships_of
from ithaca.mentorships.states import EndKind, MentorshipState
from ithaca.programmes.models import Participation, Programme

SMALLEST_GROUP = 5
RECOMMENDATION = "recommendation"
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
    counted: int  # the answers in the means: they follow in groups
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
    asked = {"programme": programme, "role": role, "questionnaire": str(questionnaire.reference)}
    shown = {row.about: row for row in Mean.objects.filter(**asked)}
    overall = shown.pop(RECOMMENDATION, None)
    means = {one.slug: shown[one.slug].value for one in questionnaire.subscales if one.slug in shown}
    return Aggregate(
        questionnaire=questionnaire,
        role=role,
        count=Response.objects.filter(**asked).count(),
        counted=max((row.count for row in shown.values()), default=0),
        means=means or None,
        recommendation=overall.value if overall else None,
    )


def figures(questionnaire: Questionnaire, answers: Iterable[Mapping[str, int]]) -> dict[str, list[float]]:
    """{subscale or recommendation: what each has said}, of those who have said anything about it."""
    found: dict[str, list[float]] = defaultdict(list)
    for one in answers:
        scores = {**questionnaire.scores(one), RECOMMENDATION: one.get(RECOMMENDATION)}
        for about, score in scores.items():
            if score is not None:
                found[about].append(score)
    return found

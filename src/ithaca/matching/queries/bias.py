from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.matching.groups import Case, Report, report
from ithaca.matching.models import Pair, Run, RunPerson
from ithaca.matching.policy import POINTS, Policy
from ithaca.matching.queries.policy import policy_of
from ithaca.programmes.models import EligibilityQuestion, Programme
from ithaca.programmes.queries import questions
from ithaca.programmes.texts import localised

SIDES = ("mentee", "mentor")


@dataclass(frozen=True)
class GroupReport:
    """What a run did to the groups of one question, on one side."""

    question: str
    side: str
    told: int  # people of this side who answered
    report: Report


def group_questions(programme: Programme) -> list[EligibilityQuestion]:
    return [question for question in questions(programme) if question.is_group]


def group_reports(run: Run) -> list[GroupReport]:
    """One a question and side; three queries."""
    asked = group_questions(run.programme)
    if not asked:
        return []
    people = list(
        RunPerson.objects.filter(run=run, participation__isnull=False).select_related("participation")
    )
    pairs = list(Pair.objects.filter(run=run))
    policy = policy_of(run.policy)
    return [
        _group_report(question, side, [one for one in people if one.side == side], pairs, policy)
        for question in asked
        for side in SIDES
        if question.asked_of in ("both", side)
    ]


def _group_report(
    question: EligibilityQuestion, side: str, people: Iterable[RunPerson], pairs: list[Pair], policy: Policy
) -> GroupReport:
    language = get_language() or "fr"
    names = {option["value"]: localised(option["label"], language) for option in question.options}
    names |= {True: _("Yes"), False: _("No")}
    by_person: dict[object, list[Pair]] = {}
    for pair in pairs:
        by_person.setdefault(getattr(pair, f"{side}_id"), []).append(pair)
    cases = []
    for one in people:
        assert one.participation is not None
        answer = one.participation.answers.get(str(question.pk))
        if answer in names:
            cases.append(_case(names[answer], by_person.get(one.pk, []), policy))
    return GroupReport(localised(question.label, language), side, len(cases), report(cases))


def _case(group: str, pairs: list[Pair], policy: Policy) -> Case:
    if not pairs:
        return Case(group, None, {})
    weights: Mapping[str, int] = policy.counting()
    return Case(
        group,
        sum(pair.score for pair in pairs) / (len(pairs) * policy.most_score),
        {
            name: sum(pair.parts.get(name, 0) for pair in pairs) / (len(pairs) * weight * POINTS)
            for name, weight in weights.items()
        },
    )

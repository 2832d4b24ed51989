"""How a run treats the groups that a programme asks for: taken when it is computed, read ever after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.matching.groups import (
    Case,
    Group,
    Proxy,
    Report,
    divides_safely,
    report,
    without_counts,
)
from ithaca.matching.models import GroupFigures, Pair, Run, RunPerson
from ithaca.matching.policy import POINTS, Policy
from ithaca.matching.queries.policy import policy_of
from ithaca.programmes.models import EligibilityQuestion, Programme
from ithaca.programmes.queries import answers_by_person, questions
from ithaca.programmes.texts import localised

SIDES = ("mentee", "mentor")
NOTHING = Report(groups=[], hidden=0, behind=[], proxies=[], withheld=True)


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
    """One a question and side; two queries."""
    rows = GroupFigures.objects.filter(run=run).select_related("question")
    language = get_language() or "fr"
    return [
        GroupReport(
            localised(row.question.label, language),
            row.side,
            row.told,
            _named(_read(row.report), names_of(row.question)),
        )
        for row in rows.order_by("question__position", "side")
    ]


def names_of(question: EligibilityQuestion) -> dict[str, str]:
    """How the answers of a question are called, in the reader's language."""
    language = get_language() or "fr"
    chosen = {option["value"]: localised(option["label"], language) for option in question.options}
    return chosen or {"True": _("Yes"), "False": _("No")}


def figures_of(run: Run) -> list[GroupFigures]:
    """
    The figures of a run that is just computed, not kept yet. What earlier runs of the programme have shown decides what
    this one may.
    """
    asked = group_questions(run.programme)
    if not asked:
        return []
    people = list(RunPerson.objects.filter(run=run, participation__isnull=False))
    pairs, policy = list(Pair.objects.filter(run=run)), policy_of(run.policy)
    earlier = list(GroupFigures.objects.filter(run__programme=run.programme))
    answers = answers_by_person(run.programme)
    found = []
    for question in asked:
        groups = _groups(question, answers)
        for side in SIDES if question.asked_of == "both" else (question.asked_of,):
            cases = _cases([one for one in people if one.side == side], pairs, policy, groups=groups)
            before = [row for row in earlier if (row.question_id, row.side) == (question.pk, side)]
            row = GroupFigures(run=run, question=question, side=side, told=len(cases))
            found.append(_filled(row, cases, before, groups=groups))
    return found


def _groups(question: EligibilityQuestion, answers: Mapping[UUID, Mapping[str, Any]]) -> dict[UUID, str]:
    """{participation: group} by their answers of now."""
    key, names = str(question.pk), names_of(question)
    return {one: str(told[key]) for one, told in answers.items() if str(told.get(key)) in names}


Cases = Mapping[UUID, Case]


def _filled(
    row: GroupFigures, cases: Cases, before: Sequence[GroupFigures], *, groups: Mapping[UUID, str]
) -> GroupFigures:
    """With what may be shown: everything, people without pairs, or nothing."""
    everybody, paired = (
        frozenset(cases),
        frozenset(one for one, case in cases.items() if case.score is not None),
    )
    known = {frozenset(map(UUID, ids)) for each in before for ids in (each.counted, each.with_pair) if ids}
    if everybody.isdisjoint(frozenset().union(*known)):
        known = set()  # nobody of them was ever counted: nothing can be subtracted
    groups = {one: group for one, group in groups.items() if one in everybody.union(*known)}
    found = report(cases.values())
    if known and not divides_safely(known, everybody, groups):
        found = NOTHING
    elif known and not divides_safely({*known, everybody}, paired, groups):
        found = without_counts(found)
    row.report = asdict(found)
    row.counted = [str(one) for one in sorted(everybody)] if found.groups else []
    shows_pairs = any(group.matched is not None or group.score is not None for group in found.groups)
    row.with_pair = [str(one) for one in sorted(paired)] if shows_pairs else []
    return row


def _cases(
    people: Iterable[RunPerson], pairs: Iterable[Pair], policy: Policy, *, groups: Mapping[UUID, str]
) -> dict[UUID, Case]:
    by_person: dict[object, list[Pair]] = {}
    for pair in pairs:
        for one in (pair.mentee_id, pair.mentor_id):
            by_person.setdefault(one, []).append(pair)
    return {
        one.participation_id: _case(groups[one.participation_id], by_person.get(one.pk, []), policy)
        for one in people
        if one.participation_id is not None and one.participation_id in groups
    }


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


def _read(content: Mapping[str, Any]) -> Report:
    return Report(
        groups=[Group(**each) for each in content["groups"]],
        hidden=content["hidden"],
        behind=[Group(**each) for each in content["behind"]],
        proxies=[Proxy(**each) for each in content["proxies"]],
        withheld=content["withheld"],
    )


def _named(found: Report, names: Mapping[str, str]) -> Report:
    """With groups as the reader calls them."""

    def name(value: str) -> str:
        return names.get(value, value)

    return replace(
        found,
        groups=[_renamed(group, name(group.name)) for group in found.groups],
        behind=[_renamed(group, name(group.name)) for group in found.behind],
        proxies=[
            Proxy(each.criterion, name(each.highest), name(each.lowest), each.high, each.low)
            for each in found.proxies
        ],
    )


def _renamed(group: Group, name: str) -> Group:
    return Group(name, group.people, group.matched, group.score)

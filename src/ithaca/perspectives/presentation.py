"""A result as charts and a table."""

from dataclasses import dataclass

from ithaca.catalogue import Questionnaire
from ithaca.catalogue.models.questionnaire import RECOMMENDATION
from ithaca.design.components.charts import Bar
from ithaca.perspectives.rules import Group, Result


@dataclass(frozen=True)
class Row:
    """One question: its mean, and by group where none is too small."""

    words: str
    mean: float | None
    mentees: float | None
    others: float | None
    reversed: bool


@dataclass(frozen=True)
class Shown:
    answers: int
    bars: list[Bar]
    rows: list[Row]
    recommendation: float | None
    by_group: bool


def shown(result: Result, questionnaire: Questionnaire, language: str) -> Shown:
    text, rows, recommendation = questionnaire.text(language), [], None
    for each in result.seen:
        if each.item.slug == RECOMMENDATION:
            recommendation = each.mean
            continue
        groups = (each.groups.get(Group.MENTEES), each.groups.get(Group.OTHERS))
        rows.append(Row(text.items[each.item.slug], each.mean, *groups, each.item.reversed))
    bars = []
    for subscale in questionnaire.subscales:
        mean = result.mean_of(item.slug for item in subscale.items)
        if mean is not None:
            bars.append(Bar(text.subscales[subscale.slug], mean, f"{mean:.1f}"))
    return Shown(result.answers, bars, rows, recommendation, any(row.mentees is not None for row in rows))

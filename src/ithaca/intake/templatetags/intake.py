from collections.abc import Sequence

from django import template

from ithaca.intake import wording
from ithaca.intake.models import ImportRow

register = template.Library()


@register.filter
def told(problem: Sequence[str]) -> str:
    return wording.problem(problem)


@register.filter
def kept_words(row: ImportRow) -> str:
    return wording.kept(row.kept)


@register.filter
def import_state(state: str) -> object:
    return wording.STATES[state]

"""{% load matching %}: runs by name and state."""

from typing import Any

from django import template
from django.utils.translation import gettext

from ithaca.design.components.feedback import state_badge
from ithaca.matching import wording
from ithaca.matching.labels import name_of
from ithaca.matching.models import Run

register = template.Library()


@register.simple_tag
def run_name(run: Run) -> str:
    return name_of(run)


@register.filter
def run_title(run: Run) -> str:
    return name_of(run)


@register.inclusion_tag("design/components/state_badge.html")
def run_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.RUN_TONES[state], wording.RUN_STATES[state])


@register.simple_tag
def run_problem(run: Run) -> str:
    """Why there is no result, in the reader's language."""
    return gettext(run.problem)

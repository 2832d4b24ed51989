"""{% load editions %}: the state of a version as a badge; words by their key."""

from typing import Any

from django import template

from ithaca.design.components.feedback import state_badge
from ithaca.editions import wording

register = template.Library()


@register.inclusion_tag("design/components/state_badge.html")
def version_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.VERSION_TONES[state], wording.VERSION_STATES[state])


@register.filter
def at_key(values: Any, key: str) -> Any:
    """{{ texts.abilities|at_key:slug }}"""
    return values.get(key, "")

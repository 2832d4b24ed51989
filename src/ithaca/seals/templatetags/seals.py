"""{% load seals %}: how files stand, in words, colours and icons."""

from typing import Any

from django import template

from ithaca.design.components.feedback import state_badge
from ithaca.schemes.wording import STATUSES
from ithaca.seals import wording

register = template.Library()
BADGE = "design/components/state_badge.html"


@register.inclusion_tag(BADGE)
def seal_badge(state: str) -> dict[str, Any]:
    tone = wording.TONES.get(state, "ended")
    return state_badge(tone, wording.STATES[state], icon="hourglass" if tone == "active" else "")


@register.inclusion_tag(BADGE)
def standing_badge(status: str) -> dict[str, Any]:
    return state_badge(wording.STANDING_TONES[status], STATUSES[status])


@register.inclusion_tag(BADGE)
def improvement_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.IMPROVEMENT_TONES[state], wording.IMPROVEMENTS[state])

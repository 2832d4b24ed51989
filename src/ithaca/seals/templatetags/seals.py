"""{% load seals %}: how files stand, in words, colours and icons."""

from typing import Any

from django import template

from ithaca.design.components.feedback import state_badge
from ithaca.seals import wording

register = template.Library()
BADGE = "design/components/state_badge.html"


@register.inclusion_tag(BADGE)
def seal_badge(state: str) -> dict[str, Any]:
    tone = wording.TONES.get(state, "ended")
    return state_badge(tone, wording.STATES[state], icon="hourglass" if tone == "active" else "")

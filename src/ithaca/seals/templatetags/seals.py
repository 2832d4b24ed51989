"""{% load seals %}: how files stand, in words, colours and icons."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import template

from ithaca.design.components.feedback import state_badge
from ithaca.programmes.models import Programme
from ithaca.schemes.wording import STATUSES
from ithaca.seals import wording
from ithaca.seals.presentation.registry import Public

register = template.Library()
BADGE = "design/components/state_badge.html"


@register.inclusion_tag(BADGE)
def seal_badge(state: str) -> dict[str, Any]:
    tone = wording.TONES.get(state, "ended")
    return state_badge(tone, wording.STATES[state], icon="hourglass" if tone == "active" else "")


@register.inclusion_tag(BADGE)
def standing_badge(status: str) -> dict[str, Any]:
    return state_badge(wording.STANDING_TONES[status], STATUSES[status])


@register.filter
def seal_of(seals: Mapping[UUID, Public], programme: Programme) -> Public | None:
    """What a programme holds, of those that a page knows."""
    return seals.get(programme.pk)

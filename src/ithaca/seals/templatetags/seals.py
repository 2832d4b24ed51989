"""{% load seals %}: how files stand, in words, colours and icons."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import template

from ithaca.catalogue.models.scheme import SchemeTexts
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


# --- Audit and committee ---


@register.inclusion_tag(BADGE)
def finding_badge(kind: str) -> dict[str, Any]:
    return state_badge(wording.FINDING_TONES[kind], wording.FINDINGS[kind])


@register.inclusion_tag(BADGE)
def finding_state_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.FINDING_STATE_TONES[state], wording.FINDING_STATES[state])


@register.filter
def session_name(kind: str) -> object:
    return wording.SESSIONS[kind]


@register.filter
def decision_name(step: str) -> object:
    return wording.DECISIONS[step]


@register.filter
def volunteer_state(state: str) -> object:
    return wording.VOLUNTEER_STATES[state]


@register.filter
def kind_name(kind: str, words: SchemeTexts) -> str:
    """How the scheme calls a kind of evidence."""
    return words.kinds[kind].label if kind in words.kinds else kind


@register.filter
def level_name(level: str, words: SchemeTexts) -> str:
    return words.levels[level].label if level in words.levels else level


@register.filter
def late(left: int) -> int:
    """Of working days left, fewer than none: how many it is late."""
    return -left


@register.inclusion_tag(BADGE)
def standing_badge(status: str) -> dict[str, Any]:
    """In words alone: a report has more than eighty, and eighty small pictures weigh."""
    return state_badge(wording.STANDING_TONES[status], STATUSES[status]) | {"icon": ""}


@register.filter
def seal_of(seals: Mapping[UUID, Public], programme: Programme) -> Public | None:
    """What a programme holds, of those that a page knows."""
    return seals.get(programme.pk)


@register.inclusion_tag(BADGE)
def improvement_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.IMPROVEMENT_TONES[state], wording.IMPROVEMENTS[state])

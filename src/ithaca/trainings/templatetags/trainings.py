"""{% load trainings %}: states, lengths and places of trainings in words."""

from typing import Any

from django import template

from ithaca.design.components.feedback import state_badge
from ithaca.trainings import wording
from ithaca.trainings.models import Training

register = template.Library()


@register.inclusion_tag("design/components/state_badge.html")
def training_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.STATE_TONES[state], wording.STATES[state])


@register.inclusion_tag("design/components/state_badge.html")
def sign_up_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.SIGN_UP_TONES[state], wording.SIGN_UPS[state])


@register.filter
def kind_name(kind: str) -> object:
    return wording.KINDS[kind]


@register.filter
def kind_icon(kind: str) -> str:
    return wording.ICONS[kind]


@register.filter
def audience_name(audience: str) -> object:
    return wording.AUDIENCES[audience]


@register.filter
def places_left(row: Training) -> str:
    return wording.places(row)


@register.filter
def as_length(minutes: int) -> str:
    return wording.length(minutes)

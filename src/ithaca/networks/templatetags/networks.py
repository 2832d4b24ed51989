"""{% load networks %}: how memberships stand, and how a network presents itself."""

from typing import Any

from django import template

from ithaca.design.components.feedback import state_badge
from ithaca.networks import wording
from ithaca.networks.models import Network
from ithaca.organisations import places

register = template.Library()
register.filter("country_name", places.country_name)
register.filter("region_name", places.region_name)


@register.inclusion_tag("design/components/state_badge.html")
def membership_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.TONES[state], wording.STATES[state])


@register.filter
def membership_step(step: str) -> object:
    return wording.STEPS[step]


@register.filter
def presentation(network: Network) -> str:
    return wording.presentation(network)


@register.filter
def presented_in(network: Network) -> str:
    return wording.presented_in(network)

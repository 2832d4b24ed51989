"""{% load resources %}: kinds, phases and audiences of resources in words."""

from django import template

from ithaca.programmes.wording import LANGUAGE_NAMES
from ithaca.resources import wording

register = template.Library()


@register.filter
def resource_icon(kind: str) -> str:
    return wording.ICONS[kind]


@register.filter
def resource_kind(kind: str) -> object:
    return wording.KINDS[kind]


@register.filter
def resource_audience(audience: str) -> object:
    return wording.AUDIENCES[audience]


@register.filter
def phase_name(phase: str) -> object:
    return wording.PHASES[phase]


@register.filter
def language_name(code: str) -> object:
    return LANGUAGE_NAMES.get(code, code)

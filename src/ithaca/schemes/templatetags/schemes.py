"""{% load schemes %}: small words of the pages of seal schemes."""

from django import template

from ithaca.schemes import presentation, wording
from ithaca.schemes.merging import Meeting
from ithaca.schemes.queries import Origin
from ithaca.schemes.sentences import Told

register = template.Library()


@register.filter
def moves(slug: str, told: str) -> str:
    """What a button sends to move a part: "standard aims_1 up"."""
    kind, way = told.split()
    return f"{kind} {slug} {way}"


@register.filter
def called(origin: Origin | None) -> str:
    """Where a scheme comes from, as people say it."""
    return presentation.called(origin)


@register.filter
def meeting_name(how: Meeting) -> object:
    return wording.MEETINGS[how]


@register.filter
def alone(told: Told | None) -> list[Told]:
    """One difference as a list of differences."""
    return [told] if told else []

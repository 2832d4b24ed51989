"""{% load certification %}: how files, marks and schemes stand, in words, colours and icons."""

from typing import Any

from django import template

from ithaca.catalogue.models import Framework
from ithaca.certification import wording
from ithaca.certification.queries import OTHER_VERSION
from ithaca.competences.rules import Gap
from ithaca.competences.templatetags.competences import gap_sentence
from ithaca.design.components.feedback import state_badge

register = template.Library()
BADGE = "design/components/state_badge.html"


@register.inclusion_tag(BADGE)
def file_badge(state: str) -> dict[str, Any]:
    tone = wording.TONES.get(state, "ended")  # type: ignore[call-overload]
    icon = "hourglass" if tone == "active" else ""  # under way, not done
    return state_badge(tone, wording.STATES[state], icon=icon)


@register.inclusion_tag(BADGE)
def mark_badge(mark: str) -> dict[str, Any]:
    return state_badge(wording.MARK_TONES[mark], wording.MARKS[mark])  # type: ignore[index]


@register.filter
def mark_name(mark: str) -> object:
    return wording.MARKS[mark]


@register.inclusion_tag(BADGE)
def scheme_badge(state: str) -> dict[str, Any]:
    return state_badge(wording.SCHEME_TONES[state], wording.SCHEMES[state])


@register.inclusion_tag(BADGE)
def counts_badge(counts: bool | None) -> dict[str, Any]:
    """Whether a training followed elsewhere counts."""
    return state_badge(wording.COUNT_TONES[counts], wording.COUNTS[counts])


@register.filter
def part_state(state: str) -> object:
    return wording.PARTS[state]


@register.filter
def decision_name(step: str) -> object:
    return wording.STEPS[step]


@register.filter
def need_name(need: str) -> object:
    return wording.NEEDS[need]


@register.filter
def conflict_name(conflict: str) -> object:
    return wording.CONFLICTS[conflict]


@register.simple_tag
def lacking_sentence(gap: Gap, framework: Framework, language: str) -> str:
    if gap.what == OTHER_VERSION:
        return str(wording.OTHER_VERSION)
    if gap.what == "level_before":
        level = framework.text(language).levels[gap.subject].label
        return str(wording.LEVEL_BEFORE) % {"level": level, "months": gap.wants}
    return gap_sentence(gap, framework, language)

"""{% load programmes %}: texts of a programme in the reader's language, and the tabs of its pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.design.components.feedback import state_badge
from ithaca.programmes import policies, texts, wording
from ithaca.programmes.models import Programme
from ithaca.programmes.states import ParticipationState

register = template.Library()


@register.simple_tag
def programme_language(programme: Programme) -> str:
    """For `lang=`: the language in which this reader gets the programme's texts."""
    return wording.reader_language(programme)


@register.filter
def said_by(content: Mapping[str, str], programme: Programme) -> str:
    """{{ programme.name|said_by:programme }}: a text of a programme in the reader's language."""
    return wording.said_by(content, programme)


@register.filter
def as_lines(text: str) -> list[str]:
    return texts.lines(text)


@register.inclusion_tag("programmes/parts/charter.html")
def charter_text(content: Mapping[str, str], programme: Programme, level: int = 3) -> dict[str, Any]:
    """A charter, laid out, with its headings at this level."""
    language = wording.reader_language(programme)
    return {
        "blocks": list(texts.blocks(texts.localised(content, language))),
        "language": language,
        "level": level,
    }


@register.inclusion_tag("design/components/state_badge.html")
def participation_badge(state: str) -> dict[str, Any]:
    """Where somebody stands. Accepted is not done: the profile is still to be published."""
    tone = "waiting" if state == ParticipationState.ACCEPTED else state
    return state_badge(tone, wording.PARTICIPATION_STATES[state])


@register.simple_tag
def programme_state(state: str) -> object:
    return wording.PROGRAMME_STATES[state]


@register.simple_tag
def invitation_state(state: str) -> object:
    return wording.INVITATION_STATES[state]


@register.simple_tag
def role_name(role: str) -> object:
    return wording.ROLES[role]


@register.inclusion_tag("programmes/parts/tabs.html", takes_context=True)
def programme_tabs(context: Mapping[str, Any], programme: Programme, current: str) -> dict[str, Any]:
    """The pages of one programme that the reader may open; `current` names this one."""
    roles = policies.roles_in_programme(context["request"].user, programme)
    home = reverse("programmes:home", args=[programme.slug])
    shown = [
        ("home", _("Programme"), home, Permission.SEE_PROGRAMME),
        ("directory", _("Directory"), f"{home}directory/", Permission.SEARCH_DIRECTORY),
        ("trainings", _("Trainings"), f"{home}trainings/", Permission.SEE_TRAININGS),
        ("resources", _("Resources"), f"{home}resources/", Permission.SEE_RESOURCES),
        ("applications", _("Applications"), f"{home}applications/", Permission.MANAGE_PARTICIPANTS),
        ("participants", _("Participants"), f"{home}participants/", Permission.MANAGE_PARTICIPANTS),
        ("invitations", _("Invitations"), f"{home}invitations/", Permission.MANAGE_PARTICIPANTS),
        ("matching", _("Matching"), f"{home}matching/", Permission.RUN_MATCHING),
        ("pairs", _("Pairs"), f"{home}pairs/", Permission.PAIR_PEOPLE),
        ("steering", _("Steering"), f"{home}steering/", Permission.SEE_STEERING),
        ("set-up", _("Set-up"), f"{home}set-up/", Permission.CONFIGURE_PROGRAMME),
    ]
    items = [
        {"label": label, "url": url, "current": name == current}
        for name, label, url, permission in shown
        if allowed(roles, permission) and (name != "directory" or policies.may_search(roles, programme))
    ]
    return {"items": items if len(items) > 1 else []}

"""{% load research %}: how studies and consents stand."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ithaca.design.components.feedback import state_badge
from ithaca.research.licences import LICENCES
from ithaca.research.states import ConsentState, StudyState

register = template.Library()
STUDIES = {
    StudyState.DRAFT: ("waiting", _("Draft")),
    StudyState.OPEN: ("done", pgettext_lazy("study", "Open")),
    StudyState.CLOSED: ("ended", pgettext_lazy("study", "Closed")),
}
CONSENTS = {
    ConsentState.ASKED: ("waiting", _("Not answered")),
    ConsentState.GIVEN: ("done", _("You agree")),
    ConsentState.REFUSED: ("ended", _("You said no")),
    ConsentState.WITHDRAWN: ("ended", _("Withdrawn")),
    ConsentState.LAPSED: ("ended", _("Ended")),
}


@register.inclusion_tag("design/components/state_badge.html")
def study_badge(state: str) -> dict[str, Any]:
    return state_badge(*STUDIES[StudyState(state)])


@register.inclusion_tag("design/components/state_badge.html")
def consent_badge(state: str) -> dict[str, Any]:
    return state_badge(*CONSENTS[ConsentState(state)])


@register.simple_tag
def licence(spdx: str) -> SafeString:
    """A licence by its name, with the way to its text."""
    found = LICENCES[spdx]
    return format_html('<a href="{}" rel="license">{}</a>', found.url, found.name)

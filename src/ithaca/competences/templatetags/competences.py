"""{% load competences %}: how an ability stands, in words, colours and icons."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.catalogue.models import Framework
from ithaca.catalogue.models.framework import code_of
from ithaca.competences import wording
from ithaca.competences.models import Portfolio
from ithaca.competences.rules import Coverage, Gap, Step
from ithaca.design.components.feedback import state_badge
from ithaca.editions.templatetags import editions

register = template.Library()
register.tags.update(editions.register.tags)
register.filters.update(editions.register.filters)
BADGE = "design/components/state_badge.html"


@register.filter
def code(slug: str) -> str:
    """ "7b" for `c7b`."""
    return code_of(slug)


@register.inclusion_tag(BADGE)
def status_badge(status: str) -> dict[str, Any]:
    tone = wording.STATUS_TONES[status]  # type: ignore[index]
    icon = wording.STATUS_ICONS[status]  # type: ignore[index]
    return state_badge(tone, wording.STATUSES[status], icon=icon)


@register.filter
def status_icon(status: str) -> str:
    return wording.STATUS_ICONS[status]  # type: ignore[index]


@register.filter
def status_name(status: str) -> object:
    return wording.STATUSES[status]


@register.inclusion_tag(BADGE)
def consent_badge(state: str, own: bool = False) -> dict[str, Any]:
    """`own`: to the mentee themselves."""
    words = wording.OWN_CONSENTS if own else wording.CONSENTS
    return state_badge(wording.CONSENT_TONES[state], words[state])


@register.filter
def fact_name(fact: str) -> object:
    return wording.FACTS[fact]


@register.simple_tag
def step_sentence(step: Step, coverage: Coverage) -> str:
    if step == Step.ADD_FILES:
        lacks = coverage.lacks_files
        told = ngettext(
            "Add evidence from %(n)s more mentorship", "Add evidence from %(n)s more mentorships", lacks
        )
        return told % {"n": lacks}
    until = date_format(coverage.until, "DATE_FORMAT") if coverage.until else ""
    return str(wording.STEPS[step]) % {"until": until}


@register.simple_tag
def gap_sentence(gap: Gap, framework: Framework, language: str) -> str:
    subject = ""
    if gap.subject:
        title = framework.text(language).competences[gap.subject]
        subject = f"{code_of(gap.subject)}. {title}"
    return str(wording.GAPS[gap.what]) % {"has": gap.has, "wants": gap.wants, "subject": subject}


@register.inclusion_tag("competences/parts/tabs.html")
def portfolio_tabs(portfolio: Portfolio, current: str) -> dict[str, Any]:
    """The pages of one portfolio; `current` names this one."""
    shown = [
        ("coverage", _("Coverage")),
        ("assess", _("Self-assessment")),
        ("portfolio", _("Portfolio")),
        ("progress", _("Progress")),
    ]
    items = [
        {
            "label": label,
            "url": reverse(f"competences:{name}", args=[portfolio.pk]),
            "current": name == current,
        }
        for name, label in shown
    ]
    return {"items": items}

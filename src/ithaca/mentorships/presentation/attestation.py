"""What an attestation of participation says, on paper and on the page that confirms it."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.accounts.names import former_member
from ithaca.design.documents import render_pdf
from ithaca.mentorships.models import Attestation
from ithaca.mentorships.rules import shown_code
from ithaca.programmes.texts import localised


def address(row: Attestation) -> str:
    """Where whoever holds the paper sees whether it is genuine."""
    return f"{settings.BASE_URL}{reverse('mentorships:checked', args=[row.code])}"


def facts(row: Attestation, language: str) -> list[tuple[str, str]]:
    """The lines of the paper, in the language that is active."""
    role = _("Mentor") if row.role == "mentor" else _("Mentee")
    period = _("from %(begun)s to %(ended)s") % {"begun": _day(row.begun_on), "ended": _day(row.ended_on)}
    return [
        (_("Name"), row.name or former_member()),
        (_("Role"), role),
        (_("Programme"), localised(row.programme, language)),
        (_("Organisation"), row.organisation),
        (_("Period"), period),
        (_("Meetings"), _work(row)),
        (_("Date of issue"), _day(row.issued_on)),
        (_("Attestation number"), shown_code(row.code)),
    ]


def _day(value: object) -> str:
    return date_format(value, "DATE_FORMAT")  # type: ignore[arg-type]


def _work(row: Attestation) -> str:
    held = ngettext("%(n)s meeting held", "%(n)s meetings held", row.contacts) % {"n": row.contacts}
    hours = round(row.minutes / 30) / 2
    if not hours:
        return held
    told = number_format(hours, 0 if hours == int(hours) else 1)
    time = ngettext("%(n)s hour in all", "%(n)s hours in all", max(1, int(hours))) % {"n": told}
    return f"{held}, {time}"


def pdf(row: Attestation, language: str) -> bytes:
    """The paper; the same row gives the same bytes."""
    with translation.override(language):
        name, *others = facts(row, language)
        as_what = (
            _("has taken part as a mentor in the mentoring programme")
            if row.role == "mentor"
            else _("has taken part as a mentee in the mentoring programme")
        )
        data: dict[str, object] = {
            "language": language,
            "title": _("Attestation of participation"),
            "attests": _("%(organisation)s attests that") % {"organisation": row.organisation},
            "name": name[1],
            "as_what": as_what,
            "programme": localised(row.programme, language),
            "organisation": row.organisation,
            "facts": [list(pair) for pair in others if pair[0] in (_("Period"), _("Meetings"))],
            "issued": [_("Date of issue"), _day(row.issued_on)],
            "number": [_("Attestation number"), shown_code(row.code)],
            "check": _("Whoever holds this attestation can check it here:"),
            "address": address(row),
            "without_font": _(
                "This name is written in a script that the server cannot print. The page whose address stands below shows it in full."
            ),
            "facts_only": _(
                "It states facts that were recorded during the mentorship: dates, and the number and length of the meetings. What was said there is confidential."
            ),
        }
        return render_pdf("attestation", data, issued_on=row.issued_on)

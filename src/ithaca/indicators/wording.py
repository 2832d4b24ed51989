"""How values, dates and periods are said."""

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ithaca.indicators.definitions import Dated, Definition, Unit
from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tally

DATED: dict[Dated, Promise] = {
    Dated.PERIOD: gettext_lazy("What happened in the period, by the day on which it happened."),
    Dated.END: gettext_lazy("As it stood at the end of the period, by what was recorded until then."),
    Dated.TODAY: gettext_lazy("As it stands today, whatever the period: no date of it is kept."),
}
UNITS: dict[Unit, Promise] = {
    Unit.SHARE: gettext_lazy("share in per cent"),
    Unit.DAYS: gettext_lazy("days, the median"),
    Unit.SCORE: gettext_lazy("mean from 0 to 10"),
    Unit.COUNT: gettext_lazy("number"),
    Unit.YES_NO: gettext_lazy("yes or no"),
}
PRESETS: dict[str, Promise] = {
    "twelve-months": gettext_lazy("Last twelve months"),
    "three-months": gettext_lazy("Last three months"),
    "this-year": gettext_lazy("This year"),
    "last-year": gettext_lazy("Last year"),
    "all": gettext_lazy("From the beginning"),
}


def said(value: float | None, unit: Unit) -> str:
    """A value with its unit; a dash where there is none."""
    if value is None:
        return "–"
    if unit == Unit.YES_NO:
        return _("Yes") if value else _("No")
    if unit == Unit.COUNT:
        return number_format(int(value))
    if unit == Unit.SHARE:
        return _("%(n)s%%") % {"n": number_format(round(value))}
    if unit == Unit.SCORE:
        return number_format(round(value, 1), 1)
    return ngettext("%(n)s day", "%(n)s days", _whole(value)) % {"n": _short(value)}


def _short(days: float) -> str:
    rounded = round(days, 1)
    return number_format(rounded, 0 if rounded == int(rounded) else 1)


def _whole(days: float) -> int:
    """What the plural goes by: below two, French says one day and English several, as both do of nought."""
    rounded = round(days, 1)
    return 1 if rounded == 1 else 0 if rounded < 2 else 2


def counted(tally: Tally, definition: Definition) -> str:
    """What stands behind a value: so many of so many."""
    if tally.part is not None and tally.whole:
        return _("%(part)s of %(whole)s") % {
            "part": number_format(tally.part),
            "whole": number_format(tally.whole),
        }
    if tally.whole and definition.unit in (Unit.DAYS, Unit.SCORE):
        return _("of %(whole)s") % {"whole": number_format(tally.whole)}
    return ""


def days_of(period: Period) -> str:
    return _("%(first)s to %(last)s") % {
        "first": date_format(period.since.date(), "SHORT_DATE_FORMAT"),
        "last": date_format(period.last_day, "SHORT_DATE_FORMAT"),
    }

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm
from ithaca.indicators.periods import EARLIEST
from ithaca.kernel import clock


class PeriodForm(AccessibleForm, forms.Form):
    """From one day to another, both included."""

    first = forms.DateField(label=_("From"), error_messages={"required": _("Choose the first day.")})
    last = forms.DateField(label=_("To"), error_messages={"required": _("Choose the last day.")})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if isinstance(first, date) and first < EARLIEST:
            self.add_error("first", _("Choose a day since the year 2000."))
        if isinstance(last, date) and last > clock.today():
            self.add_error("last", _("Choose a day up to today."))
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("last", _("The last day comes before the first."))
        return found

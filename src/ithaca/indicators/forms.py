from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm


class PeriodForm(AccessibleForm, forms.Form):
    """From one day to another, both included."""

    first = forms.DateField(label=_("From"), error_messages={"required": _("Choose the first day.")})
    last = forms.DateField(label=_("To"), error_messages={"required": _("Choose the last day.")})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("last", _("The last day comes before the first."))
        return found

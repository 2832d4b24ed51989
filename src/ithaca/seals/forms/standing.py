"""What becomes of a seal."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm

STEPS = {
    "suspend": _("Suspend it for the time being"),
    "reinstate": _("Put it back into force"),
    "withdraw": _("Withdraw it for good"),
}


class StandingForm(AccessibleForm, forms.Form):
    """A step that is possible, and why."""

    step = forms.ChoiceField(label=_("What becomes of the seal"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reason"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The programme reads it, word for word; it is not published."),
    )

    def __init__(self, *args: Any, possible: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(step, label) for step, label in STEPS.items() if step in possible]


class NewFileForm(AccessibleForm, forms.Form):
    """A second click finds the file that the first has begun."""

    id = forms.UUIDField(widget=forms.HiddenInput)

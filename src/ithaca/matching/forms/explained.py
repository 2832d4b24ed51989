from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm


class ObjectionForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("What would you like the coordination to look at?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Only the coordination of the programme reads it, and answers you."),
    )


class AnswerForm(AccessibleForm, forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("The person reads it in the product and is told by mail."),
    )


class CheckForm(AccessibleForm, forms.Form):
    """When the check of one mentor was seen, and until when it is valid."""

    seen_on = forms.DateField(label=gettext_lazy("Seen on"), required=False)
    valid_until = forms.DateField(label=gettext_lazy("Valid until"), required=False)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {name}"

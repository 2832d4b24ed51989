from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm
from ithaca.matching import labels


class DeclineForm(AccessibleForm, forms.Form):
    """A no, and why as far as somebody likes to say it."""

    reason = forms.ChoiceField(
        label=_("What is the reason?"),
        widget=forms.RadioSelect,
        choices=list(labels.REASONS.items()),
        error_messages={"required": _("Choose a reason; “I would rather not say” is one.")},
    )
    words = forms.CharField(
        label=_("A word to the coordination"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeclineForForm(DeclineForm):
    """The no of one of the two, who has told the coordination."""

    role = forms.ChoiceField(label=_("Who has said no?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, names: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list(names.items())  # type: ignore[attr-defined]

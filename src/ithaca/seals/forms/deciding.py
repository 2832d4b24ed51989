"""Forms of the committee, and of a programme that appeals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.seals import wording
from ithaca.seals.forms.auditing import MOST_WORDS, area


class VoteForm(AccessibleForm, forms.Form):
    step = forms.ChoiceField(label=gettext_lazy("Your vote"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=gettext_lazy("Reasons of your vote"),
        widget=area(4),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("The committee reads them."),
    )

    def __init__(self, *args: Any, steps: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(step, wording.VOTES[step]) for step in steps]
        if len(steps) == 1:
            field.initial = steps[0]


class MinutesForm(AccessibleForm, forms.Form):
    level = forms.ChoiceField(label=gettext_lazy("Level that is awarded"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=gettext_lazy("Reasons of the committee"),
        widget=area(6),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("The programme and the auditors read them."),
    )

    def __init__(self, *args: Any, levels: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        if levels:
            field.choices = list(levels)
            field.initial = levels[-1][0]
        else:
            del self.fields["level"]


class AppealForm(AccessibleForm, forms.Form):
    grounds = forms.CharField(
        label=gettext_lazy("Why do you think that the decision is wrong?"),
        widget=area(8),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("The committee and the network’s administrators read it."),
    )

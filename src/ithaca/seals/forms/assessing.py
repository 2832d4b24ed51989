"""Forms of the self-assessment: what somebody writes, and what they saw before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.catalogue.models import Scheme, Standard
from ithaca.design.forms import AccessibleForm, Described
from ithaca.schemes.presentation import language_of
from ithaca.schemes.rules import NOT_APPLICABLE
from ithaca.seals.merging import Said

MOST_WORDS = 10_000


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _lines(text: str) -> str:
    """As browsers show it: they send another end of line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class Before(forms.CharField):
    """What the writer saw before: whatever it is, it is no mistake of theirs."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, strip=False)


class AnswerForm(AccessibleForm, forms.Form):
    """The answer to one standard."""

    step = forms.ChoiceField(label=_("Where do you stand?"), widget=forms.RadioSelect, required=False)
    words = forms.CharField(
        label=_("How you do it, and what is still lacking"),
        widget=_area(3),
        required=False,
        max_length=MOST_WORDS,
    )
    base_step = Before()
    base_words = Before()

    def __init__(self, *args: Any, scheme: Scheme, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{standard.slug}-%s", **kwargs)
        scale = scheme.scale_of(standard)
        words = scheme.text(language_of()).scales[scale.slug].steps
        choices: list[tuple[str, object]] = [
            (slug, Described(words[slug].label, words[slug].description)) for slug in scale.order
        ]
        if standard.optional:
            hint = _("The standard is optional: then it counts nowhere.")
            choices.append((NOT_APPLICABLE, Described(_("Does not apply to us"), hint)))
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def base(self) -> Said:
        return Said(self.cleaned_data["base_step"], _lines(self.cleaned_data["base_words"]))

    @property
    def mine(self) -> Said:
        return Said(self.cleaned_data["step"], _lines(self.cleaned_data["words"]))


class ReflectionForm(AccessibleForm, forms.Form):
    """What the programme thinks of a requirement, or of its own context."""

    words = forms.CharField(label=_("Your words"), widget=_area(5), required=False, max_length=MOST_WORDS)
    base_words = Before()

    @property
    def base(self) -> str:
        return _lines(self.cleaned_data["base_words"])

    @property
    def mine(self) -> str:
        return _lines(self.cleaned_data["words"])


class MinorsForm(AccessibleForm, forms.Form):
    minors = forms.BooleanField(
        label=_("Minors take part in the programme"),
        required=False,
        help_text=_("Then the standards apply that are only asked where minors take part."),
    )


class RemarkForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("To your colleagues"), widget=_area(2), max_length=2000)

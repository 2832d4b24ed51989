from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ithaca import catalogue
from ithaca.design.forms import AccessibleForm, Described, NameField
from ithaca.programmes import wording


def templates() -> list[tuple[str, Described]]:
    """Each ready programme with what it is good for and its frame."""
    language = get_language() or "fr"
    return [
        (p.slug, Described(p.text(language).name, _good_for(p, language))) for p in catalogue.programmes()
    ]


def _good_for(ready: catalogue.Programme, language: str) -> str:
    text, shape = ready.text(language), ready.format
    frame = gettext("%(contacts)s contacts over %(months)s months.") % {
        "contacts": shape.contacts_to_official_end,
        "months": shape.length_months,
    }
    return " ".join([text.tagline, text.theme, frame, str(wording.PAIRING[shape.pairing])])


class NewProgrammeForm(AccessibleForm, forms.Form):
    """Which ready programme to start from, its name and languages."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    template = forms.ChoiceField(
        label=_("Start from a ready programme"),
        help_text=_("You can change everything afterwards: texts, questions, charter and format."),
        choices=templates,
        widget=forms.RadioSelect,
    )
    name = NameField(
        label=_("Name of your programme"), max_length=120, help_text=_("As participants will read it.")
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of the programme"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The texts are filled in for each language that you tick."),
    )

    def names(self) -> dict[str, Any]:
        """The one name given, in every language; each can be changed in the presentation."""
        return dict.fromkeys(self.cleaned_data["languages"], self.cleaned_data["name"])

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm, Described
from ithaca.schemes import queries as schemes
from ithaca.schemes.models import SchemeVersion
from ithaca.schemes.presentation import language_of


class BeginForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label=_("Level"),
        widget=forms.RadioSelect,
        help_text=_("The committee awards the level that you reach, at most the one you ask for."),
    )

    def __init__(self, *args: Any, version: SchemeVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheme = schemes.scheme(version)
        words = scheme.text(language_of()).levels
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (each.slug, Described(words[each.slug].label, words[each.slug].description))
            for each in scheme.levels
        ]

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm, NameField


def time_zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones()) if "/" in zone]


class SettingsForm(AccessibleForm, forms.Form):
    """One's name, language and time zone."""

    name = NameField(label=_("First and last name"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Pages and mail come to you in this language."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Every time on the pages is yours.")
    )


class CloseForm(AccessibleForm, forms.Form):
    """One's own address, typed: nobody closes an account by a click."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["address"].help_text = _("Type %(address)s to confirm.") % {"address": expected}

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"])
        if typed.strip().lower() != self.expected.lower():
            raise forms.ValidationError(_("This is not the address of your account."))
        return typed

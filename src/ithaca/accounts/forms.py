import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person


def time_zones() -> list[tuple[str, str]]:
    return [(zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones()) if "/" in zone]


class SignupForm(forms.Form):
    """What sign-up asks beyond e-mail and password."""

    name = forms.CharField(label=_("First and last name"), max_length=120)

    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, person: Person) -> None:
        person.name = self.cleaned_data["name"]
        person.language = translation.get_language() or "fr"
        person.save()


class SettingsForm(forms.ModelForm[Person]):
    """One's name, language and time zone."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    class Meta:
        model = Person
        fields = ["name", "language", "time_zone"]
        labels: dict[str, Any] = {"name": _("First and last name")}

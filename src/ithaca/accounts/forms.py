import zoneinfo

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

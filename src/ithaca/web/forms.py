from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.entrance import EMAIL, PASSWORD, PASSWORD_HINT
from ithaca.accounts.models import Person
from ithaca.design.forms import AccessibleForm, NameField
from ithaca.organisations.forms import FIRST_COUNTRY, country_choices


class SetUpForm(AccessibleForm, forms.Form):
    """The first person and the first organisation of an installation."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    time_zone = forms.CharField(
        required=False, max_length=60, widget=forms.HiddenInput({"data-guess": "time-zone"})
    )
    name = NameField(label=_("First and last name"), max_length=120)
    email = forms.EmailField(label=EMAIL)
    password = forms.CharField(
        label=PASSWORD, help_text=PASSWORD_HINT, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    organisation = NameField(
        label=_("Name of the organisation"),
        max_length=120,
        help_text=_("Whoever runs the programmes: an association, a company, a school. More can follow."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, initial=FIRST_COUNTRY)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        person = Person(email=data.get("email", ""), name=data.get("name", ""))
        try:
            validate_password(data.get("password", ""), person)
        except ValidationError as error:
            if "password" not in self.errors:
                self.add_error("password", error)
        return data


class CalendarForm(AccessibleForm, forms.Form):
    """What one's own calendar says, beside that there is a meeting."""

    shows_place = forms.BooleanField(
        label=_("Show places and links too"),
        required=False,
        help_text=_("Without them your calendar says no more than “Mentoring meeting”, from when to when."),
    )

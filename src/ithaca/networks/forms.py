"""Forms of networks; they check input, nothing else."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm, NameField
from ithaca.editions.forms import SharedForm
from ithaca.networks import seen, wording
from ithaca.networks.actions import NetworkContent
from ithaca.networks.models import JUDGES, Network, Role
from ithaca.organisations import places
from ithaca.organisations.forms import FIRST_COUNTRY, country_choices
from ithaca.organisations.models import Organisation

CODES = [code for code, _name in settings.LANGUAGES]
MOST_WORDS = 3000
NAME = gettext_lazy("Name of the network")


class NewNetworkForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField(label=NAME, max_length=120)


class NetworkForm(SharedForm):
    """How a network presents itself, in each of its languages."""

    name = NameField(label=NAME, max_length=120)
    website = forms.URLField(
        label=gettext_lazy("Website"), required=False, max_length=200, assume_scheme="https"
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the network"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries"),
        required=False,
        choices=places.countries,
        widget=forms.CheckboxSelectMultiple,
    )
    public = forms.BooleanField(
        label=gettext_lazy("Everybody finds the page of the network"),
        required=False,
        help_text=gettext_lazy(
            "Then organisations can ask to join. A programme stands on the page only where its coordinators say so."
        ),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        names = ("name", "website", "languages", "countries", "public")
        initial = {name: getattr(network, name) for name in names}
        super().__init__(*args, shown=network, basis=seen.network, initial=initial, **kwargs)
        for code in CODES:
            self.fields[f"presentation_{code}"] = forms.CharField(
                label=_("Presentation"),
                required=False,
                max_length=MOST_WORDS,
                widget=forms.Textarea(attrs={"rows": 6, "lang": code}),
                help_text=_("What the network is for, and whom it brings together."),
                initial=network.presentation.get(code, ""),
            )

    def presentations(self) -> list[tuple[object, BoundField]]:
        """(language by name, field)"""
        return [(name, self[f"presentation_{code}"]) for code, name in settings.LANGUAGES]

    def content(self) -> NetworkContent:
        data = self.cleaned_data
        return NetworkContent(
            name=data["name"],
            website=data["website"],
            languages=data["languages"],
            countries=data["countries"],
            public=data["public"],
            presentation={code: data[f"presentation_{code}"].strip() for code in data["languages"]},
        )


class AddressForm(AccessibleForm, forms.Form):
    """An address that the network writes to."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))


class RoleLetterForm(AddressForm):
    """An address that the network asks for a role."""

    asks = forms.ChoiceField(
        label=gettext_lazy("What do you ask this person for?"),
        choices=list(wording.ROLES.items()),
        initial=Role.ADMINISTRATOR,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, judges: bool = True, **kwargs: Any) -> None:
        """Without `judges`, it asks neither for auditing nor for deciding: that is for another administrator."""
        super().__init__(*args, **kwargs)
        asks = self.fields["asks"]
        assert isinstance(asks, forms.ChoiceField)
        if not judges:
            asks.choices = [(role, said) for role, said in wording.ROLES.items() if role not in JUDGES]


class ReasonForm(AccessibleForm, forms.Form):
    """Why a network says no, suspends or excludes."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The organisation reads it, word for word."),
    )


class JoiningForm(AccessibleForm, forms.Form):
    """With which organisation somebody follows a network's invitation: one they administer, or a new one."""

    NEW = "new"

    id = forms.UUIDField(widget=forms.HiddenInput)
    organisation = forms.ChoiceField(
        label=gettext_lazy("Which organisation joins?"), widget=forms.RadioSelect
    )
    name = NameField(label=gettext_lazy("Name of the organisation"), max_length=120, required=False)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=country_choices, initial=FIRST_COUNTRY, required=False
    )

    def __init__(self, *args: Any, own: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = {str(row.pk): row for row in own}
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((key, row.name) for key, row in self.own.items()), (self.NEW, _("A new one"))]
        if not self.own:
            field.widget, field.initial = forms.HiddenInput(), self.NEW

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("organisation") == self.NEW and not data.get("name"):
            self.add_error("name", _("Say what the new organisation is called."))
        return data

    def chosen(self) -> Organisation | None:
        """One of their own; None for a new one."""
        return self.own.get(self.cleaned_data["organisation"])

    def new_id(self) -> UUID:
        found = self.cleaned_data["id"]
        assert isinstance(found, UUID)
        return found

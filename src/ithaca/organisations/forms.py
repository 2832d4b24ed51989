from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.design.forms import AccessibleForm, NameField
from ithaca.organisations import places
from ithaca.organisations.actions import Identity
from ithaca.organisations.models import Organisation, Position

FIRST_COUNTRY = "FR"


def country_choices() -> list[tuple[str, object]]:
    """Every country in the reader's language, and a place for none of them."""
    return [*places.countries(), (places.ELSEWHERE, _("Another country"))]


class OrganisationForm(AccessibleForm, forms.Form):
    """A new organisation."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField(label=_("Name of the organisation"), max_length=120)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, initial=FIRST_COUNTRY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "organization"


class IdentityForm(AccessibleForm, forms.Form):
    """Name and place of an organisation. The regions offered are those of the country that was saved last."""

    name = NameField(label=_("Name of the organisation"), max_length=120)
    country = forms.ChoiceField(
        label=_("Country"),
        choices=country_choices,
        help_text=_("After you have changed it and saved, you can choose the region."),
    )
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        help_text=_("Where the organisation works above all. It shows on the map of a network."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        at = organisation
        initial = {"name": at.name, "country": at.country, "region": at.region}
        super().__init__(*args, initial=initial, **kwargs)
        offered = places.regions(organisation.country)
        self.fields["region"].choices = [("", _("Not said, or the whole country")), *offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["region"]

    def identity(self) -> Identity:
        data = self.cleaned_data
        region = data.get("region", "")
        return Identity(
            name=data["name"],
            country=data["country"],
            region=region if region.startswith(f"{data['country']}-") else "",
        )


class AdministratorForm(AccessibleForm, forms.Form):
    """Somebody who will manage the organisation too."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The person gets a mail and agrees or declines.")
    )


class ChosenPeople(AccessibleForm, forms.Form):
    """A form in which people of the organisation are chosen by name."""

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}

    def offer(self, field: str, empty: Any, without: UUID | None = None) -> None:
        named = [
            (key, f"{person.name} ({person.email})")
            for key, person in self.people.items()
            if key != str(without)
        ]
        self.fields[field].choices = [("", empty), *named]  # type: ignore[attr-defined]

    def chosen(self, field: str) -> Person | None:
        return self.people.get(self.cleaned_data.get(field, ""))


class PositionForm(ChosenPeople):
    """Who leads a person, and their unit."""

    manager = forms.ChoiceField(label=_("Manager"), required=False)
    unit = forms.CharField(
        label=_("Unit"),
        max_length=120,
        required=False,
        help_text=_("Department, team or site, written the same for all."),
    )

    def __init__(self, *args: Any, person: Person, now: Position | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("manager", _("Nobody, or somebody outside"), without=person.pk)
        self.kept = now.manager if now and now.manager and not now.manager.known_as else None
        if self.kept:  # stands in the chart by address alone: chosen by nobody here, and not lost either
            field = self.fields["manager"]
            field.choices = [(str(self.kept.pk), f"{self.kept} ({self.kept.email})"), *field.choices]  # type: ignore[attr-defined]

    def chosen_manager(self) -> Person | Position | None:
        kept = self.kept if self.kept and self.cleaned_data["manager"] == str(self.kept.pk) else None
        return kept or self.chosen("manager")


class ConflictForm(ChosenPeople):
    """Two people who must not be paired."""

    person = forms.ChoiceField(label=_("One person"))
    other = forms.ChoiceField(label=_("The other person"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", _("Choose"))
        self.offer("other", _("Choose"))

    def pair(self) -> tuple[Person, Person]:
        return self.people[self.cleaned_data["person"]], self.people[self.cleaned_data["other"]]

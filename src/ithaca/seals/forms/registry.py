"""What the registry is searched by."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.networks.models import Network
from ithaca.organisations.places import country_name
from ithaca.schemes.presentation import language_of
from ithaca.schemes.queries import scheme
from ithaca.seals.queries import Choices, Search


class SearchForm(AccessibleForm, forms.Form):
    """All by address: a search can be kept as a link, and what is no choice any more is passed over."""

    words = forms.CharField(
        label=gettext_lazy("Programme or organisation"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    network = forms.ChoiceField(label=gettext_lazy("Network"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    ended = forms.BooleanField(label=gettext_lazy("Also those that no longer count"), required=False)

    def __init__(self, *args: Any, choices: Choices, network: Network | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = network
        countries = sorted(
            ((code, country_name(code)) for code in choices.countries), key=lambda each: each[1]
        )
        levels = [
            (slug, scheme(version).text(language_of()).levels[slug].label)
            for slug, version in choices.levels.items()
        ]
        self._choose("network", _("All networks"), choices.networks)
        self._choose("country", _("All countries"), countries)
        self._choose("level", _("All levels"), levels)
        if network is not None:
            del self.fields["network"]

    def _choose(self, name: str, every: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", every), *choices]

    def search(self) -> Search:
        self.is_valid()
        found = self.cleaned_data
        return Search(
            words=found.get("words", ""),
            network=self.of.slug if self.of else found.get("network", ""),
            country=found.get("country", ""),
            level=found.get("level", ""),
            ended=found.get("ended", False),
        )

    @property
    def searched(self) -> bool:
        """Whether something was asked for."""
        return any(self.cleaned_data.get(name) for name in ("words", "network", "country", "level"))

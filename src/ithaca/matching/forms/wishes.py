from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ithaca.design.forms import AccessibleForm
from ithaca.programmes.models import Participation
from ithaca.programmes.vocabulary import folded

MOST = 5


class WishesForm(AccessibleForm, forms.Form):
    """
    With whom somebody would like to be matched, the dearest first. A mentee names mentors of the directory; a mentor,
    who sees no list of mentees, names those with whom they are in touch, or whose address they know, and doesn't learn
    whether these take part.
    """

    def __init__(
        self,
        *args: Any,
        participation: Participation,
        shown: Iterable[tuple[Participation, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_name = participation.role == "mentee"
        self.names = _labels(shown)  # {address: label}
        self.addresses = {folded(label): address for address, label in self.names.items()}
        seen = [one for one in participation.wishes if one in self.names or not self.by_name]
        self.unseen = [one for one in participation.wishes if one not in seen]
        for rank in range(max(MOST, len(seen))):
            attrs = {"autocomplete": "off", **({"list": "known"} if self.names else {})}
            self.fields[f"wish{rank + 1}"] = forms.CharField(
                label=_("Wish number %(rank)s") % {"rank": rank + 1},
                required=False,
                max_length=254,
                initial=self.names.get(seen[rank], seen[rank]) if rank < len(seen) else "",
                widget=forms.TextInput(attrs=attrs) if self.names else forms.EmailInput(attrs=attrs),
            )
        if self.unseen:
            self.fields["keep"] = forms.BooleanField(
                label=_("Keep my wishes for people who are not in the list now, after these"),
                required=False,
                initial=True,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in [name for name in self.fields if name != "keep" and data.get(name)]:
            try:
                data[name] = self._address(data[name].strip())
            except ValidationError as error:
                self.add_error(name, error)
        return data

    def _address(self, text: str) -> str:
        found = self.addresses.get(folded(text))
        if found is None and not self.by_name:
            validate_email(text)
            return text.lower()
        if found is None:
            raise ValidationError(
                _("“%(name)s” is not in the list of mentors. Choose a name from it.") % {"name": text}
            )
        return found

    def wishes(self) -> list[str]:
        told = [self.cleaned_data[name] for name in self.fields if name != "keep"]
        kept = self.unseen if self.cleaned_data.get("keep") else []
        return list(dict.fromkeys([*filter(None, told), *kept]))


def _labels(shown: Iterable[tuple[Participation, str]]) -> dict[str, str]:
    """{address: name}; where two have the same name, with the sentence about them, and a number if that is one too."""
    rows = [(row.person.email.lower(), row.person.name, headline) for row, headline in shown]
    names = [folded(name) for _address, name, _headline in rows]
    taken: dict[str, int] = {}
    labels = {}
    for address, name, headline in rows:
        label = f"{name} – {headline}" if names.count(folded(name)) > 1 else name
        taken[label] = taken.get(label, 0) + 1
        labels[address] = label if taken[label] == 1 else f"{label} ({taken[label]})"
    return labels

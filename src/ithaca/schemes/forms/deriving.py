from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.editions.forms import Stamped
from ithaca.schemes.merging import Meeting
from ithaca.schemes.presentation import CrossingLine, Offer
from ithaca.schemes.sentences import Told


class ReasonsForm(Stamped):
    """Why each standard differs from the one it comes from."""

    made_from = ""

    def __init__(
        self, *args: Any, told: list[Told], reasons: dict[str, str], made_from: str, **kwargs: Any
    ) -> None:
        self.departures, self.made_from = told, made_from
        super().__init__(
            *args, initial={f"why_{each.slug}": reasons.get(each.slug, "") for each in told}, **kwargs
        )
        for each in told:
            self.fields[f"why_{each.slug}"] = forms.CharField(
                label=_("Why?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
            )

    def rows(self) -> Iterator[tuple[Told, BoundField]]:
        for each in self.departures:
            yield each, self[f"why_{each.slug}"]

    def reasons(self) -> dict[str, str]:
        return {each.slug: self.cleaned_data[f"why_{each.slug}"] for each in self.departures}


class MergeForm(Stamped):
    """Whose part stands, wherever the origin and we have changed the same one. Nothing is chosen beforehand."""

    made_from = ""

    reference = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: list[CrossingLine], made_from: str, **kwargs: Any) -> None:
        self.crossings, self.made_from = lines, made_from
        super().__init__(*args, **kwargs)
        for each in lines:
            if each.how == Meeting.BOTH:
                self.fields[each.key] = forms.ChoiceField(
                    label=_("Whose stands?"),
                    choices=[("ours", _("Ours")), ("theirs", _("The origin’s"))],
                    widget=forms.RadioSelect,
                )

    def rows(self) -> Iterator[tuple[CrossingLine, BoundField | None]]:
        for each in self.crossings:
            yield each, self[each.key] if each.key in self.fields else None

    def chosen(self) -> dict[str, Any]:
        return {each.key: self.cleaned_data[each.key] for each in self.crossings if each.key in self.fields}


class RecognitionForm(AccessibleForm, forms.Form):
    """A level of theirs that counts as one of ours."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    offer = forms.ChoiceField(label=gettext_lazy("Which seal, as which of ours"))
    note = forms.CharField(
        label=gettext_lazy("What applicants should know"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, offers: list[Offer], **kwargs: Any) -> None:
        self.offers = {each.value: each for each in offers if each.recognition is None}
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, self._name(each)) for value, each in self.offers.items()]

    def _name(self, each: Offer) -> str:
        return _("%(level)s → %(ours)s (%(network)s: %(title)s → %(our_title)s)") % {
            "network": each.theirs.network.name,
            "title": each.their_title,
            "level": each.their_label,
            "ours": each.level_label,
            "our_title": each.our_title,
        }

    def chosen(self) -> Offer:
        return self.offers[self.cleaned_data["offer"]]

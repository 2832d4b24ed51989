"""Forms of the improvement plan."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.catalogue.models import Scheme, Standard
from ithaca.design.forms import AccessibleForm, DateInput
from ithaca.editions.forms import SharedForm
from ithaca.schemes.presentation import language_of
from ithaca.seals import queries, wording
from ithaca.seals.actions import Planned
from ithaca.seals.models import SealFile


class EffortForm(AccessibleForm, forms.Form):
    effort = forms.TypedChoiceField(
        label=_("Effort"), coerce=int, choices=[(0, _("not said yet")), *wording.EFFORTS.items()]
    )


class ImprovementForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    step = forms.ChoiceField(label=_("To be reached"))
    words = forms.CharField(
        label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    owner = forms.ChoiceField(label=_("Who takes care of it"))
    due = forms.DateField(label=_("By when"), widget=DateInput)

    def __init__(self, *args: Any, row: SealFile, scheme: Scheme, standard: Standard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = scheme.scale_of(standard)
        words = scheme.text(language_of()).scales[scale.slug].steps
        self.people = {str(each.pk): each for each in queries.owners_for(row.programme)}
        self._choose("step", [(slug, words[slug].label) for slug in scale.order[1:]])
        self._choose("owner", [(key, person.name) for key, person in self.people.items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def planned(self) -> Planned:
        data = self.cleaned_data
        return Planned(data["step"], data["words"], self.people[data["owner"]], data["due"])

    @property
    def made_id(self) -> UUID:
        return UUID(str(self.cleaned_data["id"]))


class ProgressForm(ImprovementForm, SharedForm):
    """A line of the plan that is changed."""

    progress = forms.IntegerField(label=_("Progress in per cent"), min_value=0, max_value=100)
    remark = forms.CharField(
        label=_("What you want to say of it"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )


class EndForm(AccessibleForm, forms.Form):
    """Why it is dropped, or what came of it."""

    words = forms.CharField(
        label=_("What came of it, or why it is dropped"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.matching.models import PolicyVersion
from ithaca.matching.pool import Scope
from ithaca.programmes.models import Cohort

MOST_SEED = 2**31 - 1


class RunForm(AccessibleForm, forms.Form):
    """Who is in a run, by which policy, and how ties are broken."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("To find it again: “Spring, first round”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    cohort = forms.ChoiceField(label=gettext_lazy("Who is in it?"), required=False)
    with_invited = forms.BooleanField(
        label=gettext_lazy("People who have not joined yet, too"),
        required=False,
        help_text=gettext_lazy(
            "Those whose profile you have imported. They hear of their pair with their invitation."
        ),
    )
    policy = forms.ChoiceField(label=gettext_lazy("Policy"))
    seed = forms.IntegerField(
        label=gettext_lazy("Number that breaks ties"),
        min_value=0,
        max_value=MOST_SEED,
        help_text=gettext_lazy(
            "Where two results are equally good. The same number gives the same result again."
        ),
    )

    def __init__(
        self, *args: Any, cohorts: list[Cohort], versions: list[PolicyVersion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(version.number): version for version in versions}
        if cohorts:
            choices = [("", _("Everybody")), *((str(cohort.pk), cohort.name) for cohort in cohorts)]
            self.fields["cohort"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["cohort"]
        self.fields["policy"].choices = [  # type: ignore[attr-defined]
            (
                number,
                _("Version %(number)s") % {"number": number} + (f" ({_('in force')})" if not row else ""),
            )
            for row, number in enumerate(self.versions)
        ]

    def scope(self) -> Scope:
        cohort = self.cleaned_data.get("cohort")
        return Scope(cohort=UUID(cohort) if cohort else None, with_invited=self.cleaned_data["with_invited"])

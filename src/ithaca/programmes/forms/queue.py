from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.kernel import clock
from ithaca.programmes import wording
from ithaca.programmes.models import Programme
from ithaca.programmes.states import ParticipationState

STATES = [
    (ParticipationState.APPLIED, gettext_lazy("To be answered")),
    (ParticipationState.WAITING, wording.PARTICIPATION_STATES["waiting"]),
]
SINCE = [
    ("", gettext_lazy("Whatever the time")),
    ("3", gettext_lazy("3 days and more")),
    ("7", gettext_lazy("A week and more")),
    ("14", gettext_lazy("Two weeks and more")),
    ("30", gettext_lazy("A month and more")),
]


def cohort_choices(programme: Programme) -> list[tuple[str, Any]]:
    """Every cohort, and those in none; nothing to choose where the programme has no cohort."""
    rows = [(str(cohort.pk), cohort.name) for cohort in programme.cohorts.all()]
    return [("", gettext_lazy("All cohorts")), *rows, ("none", gettext_lazy("In no cohort"))] if rows else []


class QueueFilter(AccessibleForm, forms.Form):
    """What the queue shows; wrong values in an address are as if they weren't there."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=STATES, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[("", gettext_lazy("All roles")), *wording.ROLES.items()],
        required=False,
    )
    cohort = forms.ChoiceField(label=gettext_lazy("Cohort"), required=False)
    eligible = forms.ChoiceField(
        label=gettext_lazy("Criteria"),
        choices=[
            ("", gettext_lazy("All")),
            ("yes", gettext_lazy("Criteria met")),
            ("no", gettext_lazy("Criteria not met")),
        ],
        required=False,
    )
    since = forms.ChoiceField(label=gettext_lazy("Waiting for"), choices=SINCE, required=False)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = cohort_choices(programme)
        if choices:
            self.fields["cohort"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["cohort"]
        self.is_valid()

    def value(self, name: str) -> str:
        return str(self.cleaned_data.get(name, ""))

    def asked(self) -> dict[str, Any]:
        """As `queries.applications` takes it."""
        days = self.value("since")
        return {
            "role": self.value("role"),
            "state": self.value("state") or ParticipationState.APPLIED,
            "cohort": self.value("cohort"),
            "eligible": {"yes": True, "no": False}.get(self.value("eligible")),
            "before": clock.now() - timedelta(days=int(days)) if days else None,
        }

    def query(self) -> str:
        """As it stands in the address."""
        return urlencode({name: value for name in self.fields if (value := self.value(name))})


class CohortForm(AccessibleForm, forms.Form):
    """People who begin together."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    starts_on = forms.DateField(label=gettext_lazy("Begins on"), required=False, widget=forms.DateInput)


class LevelsForm(AccessibleForm, forms.Form):
    levels = forms.CharField(
        label=gettext_lazy("Levels, the lowest first"),
        required=False,
        help_text=gettext_lazy(
            "Grades or degrees of experience, one a line. Empty: the programme tells none apart."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )


class OwnTopicsForm(AccessibleForm, forms.Form):
    """New topics of the programme's own, one a line."""

    facet = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("expertise", gettext_lazy("Topics")), ("sector", gettext_lazy("Sectors"))],
        widget=forms.RadioSelect,
        initial="expertise",
    )
    names = forms.CharField(
        label=gettext_lazy("New ones, one a line"), widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_names(self) -> list[str]:
        return [line.strip()[:80] for line in self.cleaned_data["names"].splitlines() if line.strip()]

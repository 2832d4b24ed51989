from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm, Described
from ithaca.matching import wording
from ithaca.matching.policy import (
    ALWAYS,
    CRITERIA,
    LARGEST,
    MOST_LEVELS,
    MOST_MENTEES,
    MOST_WEIGHT,
    RULES,
    Policy,
    WrongPolicy,
    of_content,
    of_toml,
    to_content,
)
from ithaca.programmes.models import Programme

CHOSEN_RULES = tuple(rule for rule in RULES if rule not in ALWAYS)


class PolicyForm(AccessibleForm, forms.Form):
    """A policy, field by field. `after` is the version it was written from."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    aim = forms.ChoiceField(
        label=wording.FIELDS["aim"],
        widget=forms.RadioSelect,
        choices=[(aim, Described(label, wording.AIM_HINTS[aim])) for aim, label in wording.AIMS.items()],
    )
    proposer = forms.ChoiceField(
        label=wording.FIELDS["proposer"],
        widget=forms.RadioSelect,
        choices=list(wording.PROPOSERS.items()),
        help_text=gettext_lazy("Only for a stable result."),
    )
    seniority_least = forms.IntegerField(
        label=wording.FIELDS["seniority.least"], min_value=-MOST_LEVELS, max_value=MOST_LEVELS
    )
    seniority_most = forms.IntegerField(
        label=wording.FIELDS["seniority.most"], min_value=-MOST_LEVELS, max_value=MOST_LEVELS
    )
    capacity_least = forms.IntegerField(
        label=wording.FIELDS["capacity.least"],
        min_value=0,
        max_value=MOST_MENTEES,
        help_text=gettext_lazy("Kept where it is possible."),
    )
    capacity_most = forms.IntegerField(
        label=wording.FIELDS["capacity.most"],
        required=False,
        min_value=1,
        max_value=MOST_MENTEES,
        help_text=gettext_lazy("Leave it empty where what each mentor says is enough."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        for name in CRITERIA:
            self.fields[f"weight_{name}"] = forms.IntegerField(
                label=wording.CRITERIA[name],
                help_text=wording.CRITERIA_HINTS[name],
                min_value=0,
                max_value=MOST_WEIGHT,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        for name in CHOSEN_RULES:
            self.fields[f"rule_{name}"] = forms.BooleanField(
                label=wording.RULES[name], help_text=wording.RULE_HINTS.get(name, ""), required=False
            )
        if programme.same_unit_excluded:
            self.fields["rule_other_unit"].disabled = True
            self.fields["rule_other_unit"].help_text = _("The format of the programme says so.")
        self.policy: Policy | None = None

    @staticmethod
    def initial_of(policy: Policy) -> dict[str, object]:
        content = to_content(policy)
        return {
            "aim": content["aim"],
            "proposer": content["proposer"],
            **{f"weight_{name}": value for name, value in content["weights"].items()},
            **{f"rule_{name}": value for name, value in content["rules"].items()},
            **{
                f"{part}_{name}": value
                for part in ("seniority", "capacity")
                for name, value in content[part].items()
            },
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        content = {
            "aim": data["aim"],
            "proposer": data["proposer"],
            "weights": {name: data[f"weight_{name}"] for name in CRITERIA},
            "rules": {name: data[f"rule_{name}"] for name in CHOSEN_RULES},
            **{
                part: {name: data[f"{part}_{name}"] for name in ("least", "most")}
                for part in ("seniority", "capacity")
            },
        }
        try:
            self.policy = of_content(content)
        except WrongPolicy as wrong:
            for problem in wrong.problems:
                self._point_at(problem.field)
        return data

    def _point_at(self, field: str) -> None:
        """The few things that only fields together can have wrong."""
        if field == "weights":
            self.add_error("weight_topics", _("Let at least one criterion count."))
        else:
            self.add_error(f"{field}_most", _("This must be at least the number before."))

    # --- For the page: fields in groups ---

    def weights(self) -> list[BoundField]:
        return [self[f"weight_{name}"] for name in CRITERIA]

    def rules(self) -> list[BoundField]:
        return [self[f"rule_{name}"] for name in CHOSEN_RULES]

    def always(self) -> list[object]:
        return [wording.RULES[name] for name in ALWAYS]


class TakeOverForm(AccessibleForm, forms.Form):
    """A policy from a file, or from another programme that the person sets up."""

    file = forms.FileField(
        label=gettext_lazy("A policy file (TOML)"),
        required=False,
        help_text=gettext_lazy("As this page exports it."),
        widget=forms.FileInput(attrs={"accept": ".toml,application/toml,text/plain"}),
    )
    programme = forms.ChoiceField(label=gettext_lazy("Or the policy of another programme"), required=False)

    def __init__(self, *args: Any, programmes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(programmes)
        self.fields["programme"].choices = [("", _("Choose a programme")), *choices]  # type: ignore[attr-defined]
        if not choices:
            del self.fields["programme"]
        self.policy: Policy | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file = data.get("file")
        if file is not None:
            try:
                # One byte more than the largest, so that what is too long is said to be so.
                self.policy = of_toml(file.read(4 * LARGEST + 1).decode("utf-8-sig").replace("\r\n", "\n"))
            except UnicodeDecodeError:
                self.add_error("file", _("This file is no text in UTF-8."))
            except WrongPolicy as wrong:
                for problem in wrong.problems:
                    self.add_error("file", wording.problem(problem))
        elif not data.get("programme") and not self.errors:
            self.add_error("file", _("Choose a file, or a programme."))
        return data

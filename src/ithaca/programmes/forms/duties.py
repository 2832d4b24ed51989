from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.programmes import wording
from ithaca.programmes.actions import DutyContent
from ithaca.programmes.duties import Duty, PhaseWords


class DutiesForm(AccessibleForm, forms.Form):
    """Which duties of the ready phases the programme keeps: one group of boxes a phase and role."""

    def __init__(
        self, *args: Any, phases: Iterable[PhaseWords], duties: Iterable[Duty], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.phases, self.groups = list(phases), dict[str, list[Duty]]()
        for duty in duties:
            if not duty.own:
                self.groups.setdefault(f"{duty.phase}_{duty.role}", []).append(duty)
        for name, members in self.groups.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=wording.WHOSE[members[0].role],
                choices=[(duty.key, duty.text) for duty in members],
                initial=[duty.key for duty in members if not duty.left_out],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def by_phase(self) -> list[tuple[PhaseWords, list[Any]]]:
        return [
            (phase, [self[name] for name in self.groups if name.startswith(f"{phase.slug}_")])
            for phase in self.phases
        ]

    def kept(self) -> set[str]:
        return {key for name in self.groups for key in self.cleaned_data[name]}


class OwnDutyForm(AccessibleForm, forms.Form):
    """A duty of the programme's own: when, whose, and a sentence in each language of the programme."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    phase = forms.ChoiceField(label=gettext_lazy("In which phase?"))
    role = forms.ChoiceField(
        label=gettext_lazy("Whose duty is it?"),
        choices=[(role, label) for role, label in wording.WHOSE.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, phases: Iterable[PhaseWords], languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.fields["phase"].choices = [(phase.slug, phase.title) for phase in phases]  # type: ignore[attr-defined]
        for code in languages:
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Sentence in %(language)s") % {"language": str(wording.LANGUAGE_NAMES[code]).lower()},
                help_text=_("In the first person: “I read the guide before our first meeting.”"),
                max_length=200,
                widget=forms.TextInput(attrs={"lang": code}),
            )

    def content(self) -> DutyContent:
        data = self.cleaned_data
        text = {code: data[f"text_{code}"] for code in self.languages}
        return DutyContent(phase=data["phase"], role=data["role"], text=text)

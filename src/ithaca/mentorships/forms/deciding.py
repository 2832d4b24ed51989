from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm, Described
from ithaca.mentorships import labels
from ithaca.mentorships.models import Proposal
from ithaca.mentorships.nudges import WORDS


class RecordForm(AccessibleForm, forms.Form):
    """How a meeting went, as facts."""

    outcome = forms.ChoiceField(
        label=_("Did the meeting take place?"),
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("How long did it really take, in minutes?"), min_value=1, max_value=600, required=False
    )

    def __init__(self, *args: Any, role: str, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        theirs = "mentee" if role == "mentor" else "mentor"
        field.choices = [
            ("held", _("Yes, it was held")),
            (role, _("No, I was not there")),
            (theirs, _("No, %(name)s was not there") % {"name": other}),
            ("both", _("No, neither of us could come")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == "held" and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Give the length of the meeting in minutes."))
        return data


class SettleForm(AccessibleForm, forms.Form):
    """How whoever recorded an absence takes it back."""

    outcome = forms.ChoiceField(
        label=_("What shall be recorded instead?"),
        widget=forms.RadioSelect,
        choices=[
            ("held", _("The meeting was held")),
            (
                "cancelled",
                Described(
                    _("It did not take place, and nobody was missing"), _("It counts for neither of you.")
                ),
            ),
        ],
    )
    minutes = forms.IntegerField(
        label=_("How long did it really take, in minutes?"), min_value=1, max_value=600, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == "held" and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Give the length of the meeting in minutes."))
        return data


class DecisionForm(AccessibleForm, forms.Form):
    """What one of the two proposes to the other."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What do you propose?"), widget=forms.RadioSelect, choices=list(labels.DECISION.items())
    )

    talked = forms.ChoiceField(
        label=_("If you propose to end early: have you talked about it together?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("yes", _("Yes, we have talked about it")),
            ("no", _("Not yet: this proposal opens the talk")),
        ],
    )

    def __init__(self, *args: Any, kinds: list[str], phase: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Proposal.Kind.END_EARLY not in kinds:
            del self.fields["talked"]
        elif len(kinds) == 1:
            self.fields["talked"].label = _("Have you talked about it together?")
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (kind, Described(labels.decision(kind, phase), labels.what_follows(kind, phase)))
            for kind in kinds
        ]
        if len(kinds) == 1:  # nothing to choose: the page says what it is
            field.widget, field.initial = forms.HiddenInput(), kinds[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == Proposal.Kind.END_EARLY and not data.get("talked"):
            self.add_error("talked", _("Say whether you have talked about it."))
        return data


class PairForm(AccessibleForm, forms.Form):
    """Two people whom a coordinator proposes to each other."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    mentor = forms.ChoiceField(label=_("Mentor"))
    mentee = forms.ChoiceField(label=_("Mentee"))

    def __init__(
        self, *args: Any, mentors: list[tuple[str, str]], mentees: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("mentor", mentors), ("mentee", mentees)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Choose…")), *choices]


class NudgeForm(AccessibleForm, forms.Form):
    """Which of the ready words to send."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.ChoiceField(
        label=_("What do you want to say to them?"),
        choices=[(key, Described(ready.title, ready.text)) for key, ready in WORDS.items()],
        widget=forms.RadioSelect,
    )

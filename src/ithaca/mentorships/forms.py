from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm, Described
from ithaca.kernel import clock
from ithaca.mentorships import labels
from ithaca.mentorships.actions.meetings import Plan
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.nudges import WORDS


class PlanForm(AccessibleForm, forms.Form):
    """When and how the two meet, in the planner's own time zone."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    contact_type = forms.ChoiceField(label=_("How do you meet?"), widget=forms.RadioSelect)
    date = forms.DateField(label=_("Date"))
    time = forms.TimeField(label=_("Time"))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=600)
    place = forms.CharField(
        label=_("Place or link"),
        required=False,
        max_length=300,
        help_text=_(
            "An address, a telephone number or the link of a video call. It stands in the invitation."
        ),
    )

    def __init__(self, *args: Any, mentorship: Mentorship, time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(time_zone)
        allowed = mentorship.programme.contact_types
        field = self.fields["contact_type"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind, label) for kind, label in labels.CONTACT.items() if kind in allowed]
        self.fields["time"].help_text = _("In your time zone: %(zone)s.") % {
            "zone": time_zone.replace("_", " ")
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("date") and data.get("time"):
            data["starts_at"] = datetime.combine(data["date"], data["time"], tzinfo=self.zone)
            if abs((data["starts_at"] - clock.now()).days) > 730:
                self.add_error("date", _("Give a date within two years of today."))
        return data

    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(data["contact_type"], data["starts_at"], data["minutes"], data["place"].strip())


class PastMeetingForm(PlanForm):
    """A meeting that took place and stood in no calendar of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["place"]
        self.fields["contact_type"].label = _("How did you meet?")
        self.fields["minutes"].label = _("How long did it last, in minutes?")

    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(data["contact_type"], data["starts_at"], data["minutes"])


class RecordForm(AccessibleForm, forms.Form):
    """How a meeting went, as facts."""

    outcome = forms.ChoiceField(
        label=_("Did the meeting take place?"),
        widget=forms.RadioSelect,
        choices=[("held", _("Yes, it was held")), *labels.MISSED_BY.items()],
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

    def __init__(self, *args: Any, kinds: list[str], phase: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (kind, Described(labels.decision(kind, phase), labels.what_follows(kind, phase)))
            for kind in kinds
        ]


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

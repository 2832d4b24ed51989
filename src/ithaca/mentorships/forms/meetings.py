"""Forms in which a meeting gets its date, its kind and its place, in the time zone of who fills them in."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.kernel import clock
from ithaca.mentorships import labels, rules
from ithaca.mentorships.actions.meetings import Offer, Plan
from ithaca.mentorships.actions.meetings.plans import EARLY, MOST_DATES, is_https
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.queries.meetings import IN_WRITING

SEEN = gettext_lazy("You both see it, and it stands in the mail and in the invitation for your calendars.")
PLACES = {"video": "link", "in_person": "place", "telephone": "phone"}


class WayForm(AccessibleForm, forms.Form):
    """How the two meet, how long and where; each kind of contact has a field of its own for that."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    contact_type = forms.ChoiceField(label=gettext_lazy("How do you meet?"), widget=forms.RadioSelect)
    minutes = forms.IntegerField(label=gettext_lazy("Length in minutes"), min_value=5, max_value=600)
    link = forms.CharField(
        label=gettext_lazy("Link of the video call"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "A room of your choice, beginning with https://. You both see it, and it stands in the mail and in the invitation for your calendars; we offer it again the next time."
        ),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    caller = forms.ChoiceField(
        label=gettext_lazy("Who calls?"), required=False, widget=forms.RadioSelect, choices=[]
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone number"),
        required=False,
        max_length=40,
        help_text=SEEN,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=300,
        help_text=SEEN,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, mentorship: Mentorship, time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(time_zone)
        allowed = mentorship.programme.contact_types
        self.contact_choices = [(kind, label) for kind, label in labels.CONTACT.items() if kind in allowed]
        self._choices("contact_type", self.contact_choices)
        names = {"mentor": mentorship.mentor.person.name, "mentee": mentorship.mentee.person.name}
        self._choices("caller", [(who, _("%(name)s calls") % {"name": name}) for who, name in names.items()])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """What the form shows of a meeting that is there already."""
        known = {"contact_type": meeting.contact_type, "minutes": meeting.minutes, "caller": meeting.caller}
        return {"id": meeting.pk, **known, PLACES.get(meeting.contact_type, "place"): meeting.place}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        link = (data.get("link") or "").strip()
        if data.get("contact_type") == "video" and link and not is_https(link):
            self.add_error("link", _("Give a link that begins with https://."))
        return data

    def where(self) -> dict[str, str]:
        """Place and caller, of the field that belongs to the kind of contact."""
        data = self.cleaned_data
        kind = data["contact_type"]
        # One line: it stands in mail, and must not look like more of it.
        place = " ".join(data.get(PLACES[kind], "").split()) if kind in PLACES else ""
        return {
            "place": place,
            "caller": data.get("caller", "") if kind == "telephone" else "",
            "time_zone": str(self.zone),
        }

    def _moment(self, date: str, time: str) -> datetime | None:
        """The moment that two fields name together; says what is wrong with it on the field it concerns."""
        day, at = self.cleaned_data.get(date), self.cleaned_data.get(time)
        if day is None or at is None:
            return None
        found = rules.moment(day, at, self.zone)
        if found is None:
            self.add_error(
                time, _("The clocks go forward in that night: this time does not exist. Choose another.")
            )
        elif abs((found - clock.now()).days) > 730:
            self.add_error(date, _("Give a date within two years of today."))
        return found


class PlanForm(WayForm):
    """One date that the two have agreed upon."""

    date = forms.DateField(label=gettext_lazy("Date"))
    time = forms.TimeField(label=gettext_lazy("Time"))

    @classmethod
    def initial_moment(cls, meeting: Meeting, time_zone: str) -> dict[str, Any]:
        local = meeting.starts_at.astimezone(ZoneInfo(time_zone))
        return {**cls.initial_of(meeting), "date": local.date(), "time": local.time()}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["starts_at"] = self._moment("date", "time")
        return data

    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(data["contact_type"], data["starts_at"], data["minutes"], **self.where())


class PastMeetingForm(PlanForm):
    """A meeting that took place and stood in no calendar of ours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("link", "caller", "phone", "place"):
            del self.fields[name]
        self.fields["contact_type"].label = _("How did you meet?")
        self.fields["minutes"].label = _("How long did it last, in minutes?")


class DatesForm(WayForm):
    """One to five dates to choose from, as `date_1`, `time_1` and so on."""

    def __init__(self, *args: Any, only_dates: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if only_dates:
            for name in set(self.fields) - {"id"}:
                del self.fields[name]
        # Letters are not written at a date to choose from, unless the programme knows nothing else.
        kinds = [(kind, label) for kind, label in self.contact_choices if kind != IN_WRITING]
        self._choices("contact_type", kinds or self.contact_choices)
        for number in range(1, MOST_DATES + 1):
            words = {"n": number}
            for part, kind, label in (
                ("date", forms.DateField, _("Date %(n)d") % words),
                ("time", forms.TimeField, _("Time %(n)d") % words),
            ):
                self.fields[f"{part}_{number}"] = kind(label=label, required=number == 1)
        self.use_native_widgets()

    def rows(self) -> list[tuple[BoundField, BoundField]]:
        """Date and time of each row."""
        return [(self[f"date_{number}"], self[f"time_{number}"]) for number in range(1, MOST_DATES + 1)]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for number in range(1, MOST_DATES + 1):
            date, time = f"date_{number}", f"time_{number}"
            for one, other in ((date, time), (time, date)):
                if data.get(one) and data.get(other) is None and not self.errors.get(other):
                    self.add_error(other, _("Give both the date and the time."))
            found = data[f"starts_at_{number}"] = self._moment(date, time)
            if found is not None and found < clock.now() - EARLY:
                self.add_error(date, _("This moment is past. Choose one to come."))
        return data

    def dates(self) -> list[datetime]:
        found = (self.cleaned_data[f"starts_at_{number}"] for number in range(1, MOST_DATES + 1))
        return sorted({moment for moment in found if moment is not None})

    def offer(self) -> Offer:
        data = self.cleaned_data
        return Offer(data["contact_type"], tuple(self.dates()), data["minutes"], **self.where())

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.accounts.forms import time_zones
from ithaca.design.forms import AccessibleForm, DateInput, Described, TimeInput
from ithaca.kernel import clock
from ithaca.programmes import wording as programme_wording
from ithaca.trainings import wording
from ithaca.trainings.actions import Content, Note
from ithaca.trainings.models import SignUp, Training, TrainingDate
from ithaca.trainings.rules import MOST_DATES, When, minutes_of

LEAST_ROWS = 2
AHEAD_DAYS = 1100


class TrainingForm(AccessibleForm, forms.Form):
    """Words per language, for whom, when and where; as many rows of dates as were asked for."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_DATES)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        widget=forms.RadioSelect,
        choices=[(key, Described(label, wording.KIND_HINTS[key])) for key, label in wording.KINDS.items()],
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Whom is it for?"),
        widget=forms.RadioSelect,
        choices=list(wording.AUDIENCES.items()),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of the dates"),
        choices=time_zones,
        help_text=gettext_lazy("Everybody sees the dates in their own time zone."),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("An address, shown to everybody whom it is for."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    link = forms.CharField(
        label=gettext_lazy("Link of the video call"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Begins with https://. Only people who have a place see it."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    places = forms.IntegerField(
        label=gettext_lazy("Places"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy(
            "Leave it empty where there is no limit. When all are taken, a waiting list opens."
        ),
    )
    sign_up_until = forms.DateField(
        label=gettext_lazy("Last day to sign up"),
        required=False,
        help_text=gettext_lazy("Leave it empty to let people sign up until it begins."),
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Hours that count"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(200),
        decimal_places=2,
        help_text=gettext_lazy("Leave it empty to count the length of the dates."),
        widget=forms.NumberInput(attrs={"step": "0.25"}),
    )
    required = forms.BooleanField(
        label=gettext_lazy("Required before pairing"),
        required=False,
        help_text=gettext_lazy(
            "Nobody whom it is for can be paired before having taken part, in this one or when it is offered again."
        ),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        asked = str(self.data.get("rows") if self.is_bound else self.initial.get("rows"))
        shown = int(asked) if asked.isdecimal() and len(asked) < 4 else LEAST_ROWS
        self.shown = min(max(shown, 1), MOST_DATES)
        for code in languages:
            words = {"lang": code}
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title"), max_length=120, widget=forms.TextInput(attrs=words)
            )
            area = forms.Textarea(attrs={"rows": 4, **words})
            self.fields[f"description_{code}"] = forms.CharField(
                label=_("Description"), max_length=4000, required=False, widget=area
            )
        for row in range(1, self.shown + 1):
            self._add_date(row)

    def _add_date(self, row: int) -> None:
        one = self.shown == 1
        label = _("Date") if one else _("Date %(n)s") % {"n": row}
        self.fields[f"date_{row}"] = forms.DateField(label=label, required=row == 1, widget=DateInput())
        self.fields[f"time_{row}"] = forms.TimeField(label=_("Time"), required=row == 1, widget=TimeInput())
        self.fields[f"minutes_{row}"] = forms.IntegerField(
            label=_("Minutes"), required=row == 1, min_value=5, max_value=1440
        )

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"]).strip()
        if link:
            URLValidator(schemes=["https"], message=_("Give a link that begins with https://."))(link)
        return link

    def clean_sign_up_until(self) -> date | None:
        until: date | None = self.cleaned_data["sign_up_until"]
        if until is not None and abs((until - clock.today()).days) > AHEAD_DAYS:
            raise forms.ValidationError(_("Give a date within three years of today."))
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for row in range(1, self.shown + 1):
            parts = {name: data.get(f"{name}_{row}") for name in ("date", "time", "minutes")}
            given = [name for name, value in parts.items() if value is not None]
            for name in set(parts) - set(given) if given else ():
                if f"{name}_{row}" not in self.errors:
                    self.add_error(f"{name}_{row}", _("Complete this date, or leave its line empty."))
            if parts["date"] and abs((parts["date"] - clock.today()).days) > AHEAD_DAYS:
                self.add_error(f"date_{row}", _("Give a date within three years of today."))
        return data

    def dates(self) -> tuple[When, ...]:
        data, zone = self.cleaned_data, ZoneInfo(self.cleaned_data["time_zone"])
        found = {}
        for row in range(1, self.shown + 1):
            if data.get(f"date_{row}"):
                moment = datetime.combine(data[f"date_{row}"], data[f"time_{row}"], tzinfo=zone)
                found[moment.astimezone(UTC)] = data[f"minutes_{row}"]
        return tuple(When(moment, minutes) for moment, minutes in sorted(found.items()))

    def content(self) -> Content:
        data, until = self.cleaned_data, self.cleaned_data["sign_up_until"]
        end = datetime.combine(until, time(23, 59, 59), ZoneInfo(data["time_zone"])) if until else None
        return Content(
            kind=data["kind"],
            audience=data["audience"],
            title={code: data[f"title_{code}"].strip() for code in self.languages},
            description={code: data[f"description_{code}"].replace("\r\n", "\n") for code in self.languages},
            time_zone=data["time_zone"],
            dates=self.dates(),
            place=data["place"].strip(),
            link=data["link"],
            places=data["places"],
            sign_up_until=end,
            credit_minutes=None if data["hours"] is None else minutes_of(data["hours"]),
            required=data["required"],
        )

    # --- For the page ---

    def by_language(self) -> list[tuple[object, list[BoundField]]]:
        names = programme_wording.LANGUAGE_NAMES
        return [(names[c], [self[f"title_{c}"], self[f"description_{c}"]]) for c in self.languages]

    def date_rows(self) -> list[list[BoundField]]:
        return [
            [self[f"{name}_{row}"] for name in ("date", "time", "minutes")]
            for row in range(1, self.shown + 1)
        ]

    @property
    def may_have_more(self) -> bool:
        return self.shown < MOST_DATES


def one_more_date(sent: Any, languages: list[str]) -> TrainingForm:
    """The form as it was sent, with one more row of dates: nothing is checked yet."""
    initial = dict(sent.items())
    rows = str(initial.get("rows", ""))
    initial["rows"] = int(rows) + 1 if rows.isdecimal() and len(rows) < 4 else LEAST_ROWS
    return TrainingForm(languages=languages, initial=initial)


def initial_of(training: Training, dates: list[TrainingDate]) -> dict[str, Any]:
    """A training as the form shows it; without dates it is to be offered again."""
    zone = ZoneInfo(training.time_zone)
    counted = sum(date.minutes for date in dates)
    names = ("kind", "audience", "time_zone", "place", "link", "places", "required")
    found: dict[str, Any] = {name: getattr(training, name) for name in names}
    found["rows"] = max(len(dates), 1)
    for code, _name in settings.LANGUAGES:
        found[f"title_{code}"] = training.title.get(code, "")
        found[f"description_{code}"] = training.description.get(code, "")
    if training.credit_minutes != counted:
        found["hours"] = round(Decimal(training.credit_minutes) / 60, 2).normalize()
    if dates and training.sign_up_until:
        found["sign_up_until"] = training.sign_up_until.astimezone(zone).date()
    for row, each in enumerate(dates, start=1):
        start = each.starts_at.astimezone(zone)
        found |= {f"date_{row}": start.date(), f"time_{row}": start.time(), f"minutes_{row}": each.minutes}
    return found


class AttendanceForm(AccessibleForm, forms.Form):
    """For each person with a place: present, absent or excused, and the hours that count."""

    def __init__(self, *args: Any, training: Training, people: list[SignUp], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for row in people:
            noted = row.state in wording.NOTES
            self.fields[f"state_{row.pk.hex}"] = forms.ChoiceField(
                label=row.person.name,
                required=False,
                choices=list(wording.NOTES.items()),
                initial=row.state if noted else None,
                widget=forms.RadioSelect,
            )
            minutes = row.minutes if row.state == "present" else training.credit_minutes
            self.fields[f"hours_{row.pk.hex}"] = forms.DecimalField(
                label=_("Hours of %(name)s") % {"name": row.person.name},
                required=False,
                min_value=Decimal(0),
                max_value=Decimal(200),
                decimal_places=2,
                initial=round(Decimal(minutes) / 60, 2).normalize(),
                widget=forms.NumberInput(attrs={"step": "0.25"}),
            )

    def notes(self, *, rest: str = "") -> dict[Any, Note]:
        """What was noted; `rest` stands for those of whom nothing was."""
        found = {}
        for row in self.people:
            state = self.cleaned_data.get(f"state_{row.pk.hex}") or rest
            hours = self.cleaned_data.get(f"hours_{row.pk.hex}")
            if state:
                found[row.pk] = Note(state, None if hours is None else minutes_of(hours))
        return found

    def lines(self) -> list[tuple[SignUp, BoundField, BoundField]]:
        return [(row, self[f"state_{row.pk.hex}"], self[f"hours_{row.pk.hex}"]) for row in self.people]


class AddPersonForm(AccessibleForm, forms.Form):
    """Somebody of the programme to whom a coordinator gives a place, by their address: programmes can be large."""

    person = forms.EmailField(
        label=gettext_lazy("Somebody of the programme"),
        help_text=gettext_lazy("Their e-mail address; the first letters of the name are enough to find it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "list": "addable"}),
    )

"""Forms of the network and of auditors. What is written here is read by those whom the help texts name."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.catalogue.models import Scheme
from ithaca.design.forms import AccessibleForm, DateTimeInput
from ithaca.editions.forms import SharedForm
from ithaca.networks.models import NetworkRole
from ithaca.schemes.presentation import language_of
from ithaca.seals import seen, wording
from ithaca.seals.actions import Found, Held
from ithaca.seals.models import Finding, Procedure
from ithaca.seals.models.procedure import NUMBERS

MOST_WORDS = 5000
NO_NAMES = gettext_lazy("Write of the programme, never of a mentor or a mentee: no names.")


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProcedureForm(SharedForm):
    """How a network audits and decides."""

    auditors = forms.IntegerField(label=gettext_lazy("Auditors a file"), min_value=1, max_value=5)
    mentors = forms.IntegerField(label=gettext_lazy("Mentors drawn for a talk"), min_value=1, max_value=10)
    mentees = forms.IntegerField(label=gettext_lazy("Mentees drawn for a talk"), min_value=1, max_value=10)
    report_days = forms.IntegerField(
        label=gettext_lazy("Working days for the report, after the last session"), min_value=1, max_value=30
    )
    answer_days = forms.IntegerField(
        label=gettext_lazy("Days in which the programme answers the findings"), min_value=5, max_value=365
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("Votes of the committee that a decision needs at least"), min_value=1, max_value=9
    )
    appeal_days = forms.IntegerField(
        label=gettext_lazy("Days in which a programme can appeal"), min_value=7, max_value=365
    )

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        initial = {name: getattr(procedure, name) for name in NUMBERS}
        super().__init__(*args, shown=procedure, basis=seen.procedure, initial=initial, **kwargs)

    def numbers(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in NUMBERS}


class ReasonsForm(AccessibleForm, forms.Form):
    """A reason that the programme reads."""

    reasons = forms.CharField(
        label=gettext_lazy("What has to be improved first?"),
        widget=area(6),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("The programme reads it, and can hand in anew."),
    )


class AuditorsForm(AccessibleForm, forms.Form):
    people = forms.MultipleChoiceField(label=gettext_lazy("Auditors"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, free: Sequence[NetworkRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.required = False
        self.free = {str(member.person_id): member.person for member in free}
        field.choices = [(key, person.name) for key, person in self.free.items()]

    def chosen(self) -> list[Person]:
        return [self.free[key] for key in self.cleaned_data["people"]]


class TieForm(AccessibleForm, forms.Form):
    """Which auditor should not audit, as the programme sees it."""

    person = forms.ChoiceField(label=gettext_lazy("Who is it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        self.people = {str(person.pk): person for person in people}
        field.choices = [(key, person.name) for key, person in self.people.items()]

    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


# --- Sessions ---


# A slip of the hand in the year; the first and the last ones can't even be told in another time zone.
THIS_CENTURY = [
    MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC)),
    MaxValueValidator(datetime(2099, 12, 31, tzinfo=UTC)),
]


class PlanForm(AccessibleForm, forms.Form):
    at = forms.DateTimeField(label=gettext_lazy("Planned for"), widget=DateTimeInput, validators=THIS_CENTURY)


class HeldForm(SharedForm):
    held_at = forms.DateTimeField(
        label=gettext_lazy("Session held on"), widget=DateTimeInput, validators=THIS_CENTURY
    )
    notes = forms.CharField(
        label=gettext_lazy("What it showed"),
        widget=area(8),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("The auditors alone read it. No names of mentors or mentees."),
    )

    def held(self) -> Held:
        return Held(self.cleaned_data["held_at"], self.cleaned_data["notes"])


# --- Documents, steps, findings ---


class DocumentForm(AccessibleForm, forms.Form):
    standard = forms.ChoiceField(label=gettext_lazy("For which standard?"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of document"))
    words = forms.CharField(
        label=gettext_lazy("What you would like to see"),
        widget=area(3),
        max_length=1000,
        help_text=gettext_lazy("The programme reads it."),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "standard", standard_choices(scheme))
        kinds = scheme.text(language_of()).kinds
        _choices(self, "kind", [(each.slug, kinds[each.slug].label) for each in scheme.kinds])


class StepsForm(AccessibleForm, forms.Form):
    """A step and reasons for each standard of a requirement; left open, the programme's answer counts."""

    def __init__(
        self,
        *args: Any,
        choices: Mapping[str, Sequence[tuple[str, str]]],
        given: Mapping[str, tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.slugs = list(choices)
        for slug, steps in choices.items():
            step, reasons = given.get(slug, ("", ""))
            self.fields[slug] = forms.ChoiceField(
                label=_("Your step"),
                choices=[("", _("not judged by me")), *steps],
                required=False,
                initial=step,
                widget=forms.RadioSelect,
            )
            self.fields[f"{slug}-reasons"] = forms.CharField(
                label=_("Reasons"), widget=area(2), max_length=MOST_WORDS, required=False, initial=reasons
            )

    def steps(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {slug: (data[slug], data[f"{slug}-reasons"]) for slug in self.slugs}


class FindingForm(SharedForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    standard = forms.ChoiceField(label=gettext_lazy("Standard"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=list(wording.FINDINGS.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("What you found"), widget=area(5), max_length=MOST_WORDS, help_text=NO_NAMES
    )
    due = forms.DateField(
        label=gettext_lazy("To answer by"),
        required=False,
        help_text=gettext_lazy("Left empty, as the network’s procedure says."),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "standard", standard_choices(scheme))

    def found(self) -> Found:
        return Found(**{name: self.cleaned_data[name] for name in ("standard", "kind", "words", "due")})


def finding_values(row: Finding) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("standard", "kind", "words", "due")} | {"id": row.pk}


class ReportForm(AccessibleForm, forms.Form):
    summary = forms.CharField(
        label=gettext_lazy("In a few sentences: how you have found the programme"),
        widget=area(6),
        max_length=MOST_WORDS,
        help_text=gettext_lazy(
            "The programme, the network’s administrators and the committee read it. No names of mentors or mentees."
        ),
    )


class AnswerFindingForm(SharedForm):
    words = forms.CharField(
        label=gettext_lazy("What have you done since, or how do you see it?"),
        widget=area(6),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("The auditors and the committee read it. No names of mentors or mentees."),
    )


class JudgeForm(SharedForm):
    step = forms.ChoiceField(
        label=gettext_lazy("What becomes of the finding?"),
        choices=[
            ("settle", gettext_lazy("It is settled")),
            ("let stand", gettext_lazy("It stands")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Once all findings of a standard are settled, it counts as met, also where you had judged it lower; unless a fact says otherwise."
        ),
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        widget=area(3),
        max_length=MOST_WORDS,
        required=False,
        help_text=gettext_lazy("The programme and the committee read it."),
    )


# --- Volunteers ---


class VolunteerForm(AccessibleForm, forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("As what would you talk to them?"), widget=forms.RadioSelect)
    of_age = forms.BooleanField(label=gettext_lazy("I am of age"), required=False)

    def __init__(self, *args: Any, roles: Sequence[tuple[str, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "role", list(roles))
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()
            self.fields["role"].initial = roles[0][0]


def standard_choices(scheme: Scheme) -> list[tuple[str, str]]:
    words = scheme.text(language_of()).standards
    return [(slug, f"{scheme.codes[slug]} {words[slug].label}") for slug in scheme.standards]


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, object]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)

"""Forms of certification. What is written here is read by the people that the help texts name."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ithaca.accounts.models import Person
from ithaca.catalogue.models import Framework
from ithaca.certification import wording
from ithaca.certification.actions import Followed, SchemeContent, Trust
from ithaca.certification.models import PanelMember, Rating, Sample
from ithaca.certification.presentation import Line
from ithaca.certification.rules import MOST_HOURS, Conflict
from ithaca.competences.models import FrameworkVersion
from ithaca.design.forms import AccessibleForm, DateTimeInput, Described

MOST_WORDS = 5000
NO_MENTEE = gettext_lazy(
    "Write of the practice, never of a mentee: no names, nothing by which one could know them."
)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ApplicationForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label=gettext_lazy("Level"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        framework: Framework,
        language: str,
        lacking: Mapping[str, int],
        renewed: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        levels = framework.text(language).levels
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (
                each.slug,
                Described(
                    levels[each.slug].label, _hint(levels[each.slug].description, lacking.get(each.slug))
                ),
            )
            for each in framework.levels
            if not renewed or each.slug == renewed
        ]


def _hint(description: str, lacking: int | None) -> str:
    """What a level is, and how much of what it asks for beforehand is missing; None where nothing is asked."""
    if lacking is None:
        return description
    enough = _("All that it asks for is there.")
    if not lacking:
        return f"{description} {enough}"
    missing = ngettext(
        "%(n)s thing that it asks for is still missing.",
        "%(n)s things that it asks for are still missing.",
        lacking,
    )
    return f"{description} {missing % {'n': lacking}}"


class ReasonsForm(AccessibleForm, forms.Form):
    """A reason that the candidate reads."""

    reasons = forms.CharField(
        label=gettext_lazy("Reasons"),
        widget=_area(5),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("The candidate reads them."),
    )


class AppealForm(AccessibleForm, forms.Form):
    grounds = forms.CharField(
        label=gettext_lazy("Why do you think that the decision is wrong?"),
        widget=_area(8),
        max_length=MOST_WORDS,
        help_text=NO_MENTEE,
    )


class FurtherTrainingForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.CharField(
        label=gettext_lazy("What was it, and where?"),
        max_length=200,
        help_text=gettext_lazy("The organisation may ask for the attestation."),
    )
    held_on = forms.DateField(label=gettext_lazy("Last day"))
    hours = forms.IntegerField(label=gettext_lazy("Hours"), min_value=1, max_value=MOST_HOURS)

    def followed(self) -> Followed:
        return Followed(**{name: self.cleaned_data[name] for name in ("held_on", "hours", "what")})


class ConditionsMetForm(AccessibleForm, forms.Form):
    words = forms.CharField(
        label=gettext_lazy("How have you met the conditions?"),
        widget=_area(6),
        max_length=MOST_WORDS,
        help_text=NO_MENTEE,
    )


class DecisionForm(ReasonsForm):
    step = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        choices=[(step, wording.STEPS[step]) for step in ("certify", "certify with conditions", "refuse")],
    )
    conditions = forms.CharField(
        label=gettext_lazy("Conditions"),
        widget=_area(3),
        max_length=MOST_WORDS,
        required=False,
        help_text=gettext_lazy("What has to be done before the certificate is issued."),
    )
    field_order = ("step", "reasons", "conditions")


class AppealDecisionForm(ReasonsForm):
    step = forms.ChoiceField(
        label=gettext_lazy("Decision on the appeal"),
        widget=forms.RadioSelect,
        choices=[
            ("uphold", gettext_lazy("Upheld: others assess the file again")),
            ("dismiss", gettext_lazy("Dismissed: the decision stands")),
        ],
    )
    field_order = ("step", "reasons")


class InterviewForm(AccessibleForm, forms.Form):
    held_at = forms.DateTimeField(label=gettext_lazy("Held on"), widget=DateTimeInput)
    notes = forms.CharField(
        label=gettext_lazy("What it showed"), widget=_area(8), max_length=MOST_WORDS, help_text=NO_MENTEE
    )

    def clean_held_at(self) -> datetime:
        held: datetime = self.cleaned_data["held_at"]
        return held


SCHEME_FIELDS = ("assessors", "referent", "interview", "deciders_read", "appeal_days")


class SchemeForm(AccessibleForm, forms.Form):
    assessors = forms.IntegerField(
        label=gettext_lazy("Assessors a file"), min_value=1, max_value=5, initial=2
    )
    referent = forms.BooleanField(
        label=gettext_lazy("One of them is a referent mentor"), required=False, initial=True
    )
    interview = forms.BooleanField(
        label=gettext_lazy("There is an interview before the decision"), required=False, initial=True
    )
    deciders_read = forms.BooleanField(
        label=gettext_lazy("Whoever decides reads the evidence too"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise they read the ratings, the comments and the note of the interview."
        ),
    )
    appeal_days = forms.IntegerField(
        label=gettext_lazy("Days for an appeal"), min_value=7, max_value=365, initial=30
    )

    def content(self) -> SchemeContent:
        return SchemeContent(**{name: self.cleaned_data[name] for name in SCHEME_FIELDS})


class NewSchemeForm(SchemeForm):
    id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.ChoiceField(label=gettext_lazy("Framework"))
    field_order = ("id", "version")

    def __init__(self, *args: Any, versions: Sequence[tuple[FrameworkVersion, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        assert isinstance(field, forms.ChoiceField)
        self.versions = {str(row.pk): row for row, _title in versions}
        field.choices = [
            (str(row.pk), _("%(title)s, version %(n)s") % {"title": title, "n": row.number})
            for row, title in versions
        ]


class PanelForm(AccessibleForm, forms.Form):
    email = forms.EmailField(label=gettext_lazy("Address of somebody with an account"))
    assesses = forms.BooleanField(label=gettext_lazy("Assesses candidates"), required=False, initial=True)
    refers = forms.BooleanField(
        label=gettext_lazy("Is a referent mentor, who validates single items"), required=False
    )
    decides = forms.BooleanField(label=gettext_lazy("Decides on files and appeals"), required=False)

    def trust(self) -> Trust:
        names = ("assesses", "refers", "decides")
        return Trust(**{name: self.cleaned_data[name] for name in names})


class AssessorsForm(AccessibleForm, forms.Form):
    people = forms.MultipleChoiceField(label=gettext_lazy("Assessors"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, panel: Sequence[tuple[PanelMember, list[Conflict]]], wanted: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.ChoiceField)
        field.required = wanted > 0
        self.members = {str(member.person_id): member for member, against in panel if not against}
        field.choices = [
            (key, Described(member.person.name, _("referent mentor") if member.refers else ""))
            for key, member in self.members.items()
        ]

    def chosen(self) -> list[Any]:
        return [self.members[key].person for key in self.cleaned_data["people"]]


class TieForm(AccessibleForm, forms.Form):
    """As the candidate: of whom one says it."""

    person = forms.ChoiceField(label=gettext_lazy("Who is it?"))
    trainer = forms.BooleanField(label=gettext_lazy("This person has trained me"), required=False)

    def __init__(self, *args: Any, panel: Sequence[PanelMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        self.people = {str(member.person_id): member.person for member in panel}
        field.choices = [(key, person.name) for key, person in self.people.items()]

    def chosen(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class RatingsForm(AccessibleForm, forms.Form):
    """A mark and a comment for each ability for which something was handed in."""

    def __init__(self, *args: Any, lines: Sequence[Line], given: Mapping[str, Rating], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            slug = line.ability.slug
            before = given.get(slug)
            self.fields[slug] = forms.ChoiceField(
                label=line.text,
                choices=list(wording.MARKS.items()),
                required=False,
                widget=forms.RadioSelect,
                initial=before.mark if before else None,
            )
            self.fields[f"{slug}-comment"] = forms.CharField(
                label=_("Comment on %(code)s") % {"code": line.ability.code},
                widget=_area(2),
                max_length=MOST_WORDS,
                required=False,
                initial=before.comment if before else "",
            )

    def groups(self) -> list[tuple[Line, Any, Any]]:
        return [(line, self[line.ability.slug], self[f"{line.ability.slug}-comment"]) for line in self.lines]

    def marks(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        slugs = [line.ability.slug for line in self.lines]
        return {slug: (data[slug], data[f"{slug}-comment"]) for slug in slugs if data[slug]}


class SampleForm(AccessibleForm, forms.Form):
    """An invented piece of evidence."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    ability = forms.ChoiceField(label=gettext_lazy("Ability"))
    text = forms.CharField(
        label=gettext_lazy("What was handed in"),
        help_text=gettext_lazy("Invent it: no real mentor and no real mentee may be recognised."),
        widget=_area(6),
        max_length=MOST_WORDS,
    )
    expected = forms.ChoiceField(
        label=gettext_lazy("Written to be"), choices=list(wording.MARKS.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, framework: Framework, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        abilities = framework.text(language).abilities
        field = self.fields["ability"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (slug, f"{each.code}. {abilities[slug]}") for slug, each in framework.abilities.items()
        ]


class CalibrationForm(AccessibleForm, forms.Form):
    """A mark for each sample."""

    def __init__(self, *args: Any, samples: Sequence[tuple[Sample, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sample, ability in samples:
            self.fields[str(sample.pk)] = forms.ChoiceField(
                label=ability,
                help_text=sample.text,
                choices=list(wording.MARKS.items()),
                widget=forms.RadioSelect,
            )

    def marks(self) -> dict[UUID, str]:
        return {UUID(name): mark for name, mark in self.cleaned_data.items()}


class SettleForm(forms.Form):
    ability = forms.CharField(max_length=40)
    mark = forms.ChoiceField(choices=list(wording.MARKS.items()))


class ValidationForm(forms.Form):
    item = forms.UUIDField()
    ability = forms.CharField(max_length=40)

    def item_id(self) -> UUID:
        return UUID(str(self.cleaned_data["item"]))

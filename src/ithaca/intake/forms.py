from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.directory import topics
from ithaca.intake import sheets, wording
from ithaca.intake.columns import fields_of
from ithaca.intake.models import Import, UnknownWord
from ithaca.intake.questions import Asked
from ithaca.intake.values import DROP, FACETS, NEW
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import no_cohorts
from ithaca.programmes.vocabulary import guessed_order
from ithaca.programmes.wording import LANGUAGE_NAMES, ROLES, SLOTS_IN_WORDS

# A field of a file → the facet under which the directory's lists stand.
LISTED = {"expertise": "expertise", "sectors": "sector", "languages": "language", "mentor_roles": "role"}
EACH = "each"  # the answer to "Who are they?" that leaves it to a column


class FileForm(AccessibleForm, forms.Form):
    """A file to bring in."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV or XLSX, 50,000 rows and 25 MB at most. The first line holds the headings; their order and language don’t matter."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > sheets.LARGEST:
            raise forms.ValidationError(_("This file is larger than 25 MB. Split it."))
        return upload


class PeopleFileForm(FileForm):
    """A list of people."""

    role = forms.ChoiceField(
        label=gettext_lazy("Who are they?"),
        widget=forms.RadioSelect,
        choices=[
            ("mentee", gettext_lazy("Mentees")),
            ("mentor", gettext_lazy("Mentors")),
            (EACH, gettext_lazy("A column says it for each")),
        ],
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the invitation"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Where no column says otherwise."),
    )
    cohort = forms.ModelChoiceField(
        label=gettext_lazy("Cohort"),
        queryset=no_cohorts(),
        required=False,
        empty_label=gettext_lazy("No cohort"),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cohort"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = programme.cohorts.all()
        if not field.queryset.exists():
            del self.fields["cohort"]

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        return "" if role == EACH else role


class ChartFileForm(FileForm):
    """An organisation's chart."""

    replace = forms.TypedChoiceField(
        label=gettext_lazy("The chart so far"),
        coerce=lambda text: text == "replace",
        widget=forms.RadioSelect,
        choices=[
            ("update", gettext_lazy("Stays; the people of the file are added or changed")),
            ("replace", gettext_lazy("Is replaced: who is not in the file leaves the chart")),
        ],
    )


class ColumnsForm(AccessibleForm, forms.Form):
    """What each column of the file holds."""

    def __init__(self, *args: Any, job: Import, asked: Sequence[Asked] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.job = job
        self.names: dict[str, Any] = {name: wording.FIELDS[name] for name in fields_of(job.kind)}
        questions = {one.field: _("Question: %(label)s") % {"label": one.label[:100]} for one in asked}
        self.names |= questions
        choices = [("", _("Leave out")), *self.names.items()]
        guessed = {number: name for name, number in job.columns.items()}
        for number, heading in enumerate(job.headings):
            label = heading or _("Column %(number)s") % {"number": number + 1}
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=guessed.get(number, "")
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name in self.fields:
            field = data.get(name)
            if field and field in seen:
                told = {"field": self.names[field], "column": self.fields[seen[field]].label}
                self.add_error(name, _("“%(column)s” holds that already: %(field)s.") % told)
            elif field:
                seen[field] = name
        return data

    def columns(self) -> dict[str, int]:
        return {
            self.cleaned_data[name]: int(name.removeprefix("c"))
            for name in self.fields
            if self.cleaned_data[name]
        }

    def lines(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column's choice with what stands in its first rows."""
        samples = [
            [row[number] for row in self.job.sample if row[number]][:3]
            for number in range(len(self.job.headings))
        ]
        return [(self[f"c{number}"], samples[number]) for number in range(len(self.job.headings))]


class WordsForm(AccessibleForm, forms.Form):
    """What the words mean that neither the catalogue nor the programme knows."""

    def __init__(self, *args: Any, job: Import, words: list[UnknownWord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        own = job.programme.own_topics if job.programme else {}
        for word in words:
            if word.field == "level":
                continue
            self.fields[f"w{word.pk}"] = forms.ChoiceField(
                label=word.text,
                choices=self._choices(word, own),
                initial=NEW if word.field in FACETS else DROP,
            )
        new = [word.text for word in words if word.field == "level"]
        if new:
            known = [*(job.programme.levels if job.programme else []), *job.levels]
            self.fields["levels"] = forms.CharField(
                label=_("Levels, the lowest first"),
                help_text=_(
                    "One a line. Move lines until the order is right; the matching looks at the distance between two people. A level that you take out is left out."
                ),
                widget=forms.Textarea(
                    attrs={"rows": min(len(new) + len(known) + 1, 20), "spellcheck": "false"}
                ),
                initial="\n".join(guessed_order(dict.fromkeys([*known, *new]))),
            )

    @staticmethod
    def _choices(word: UnknownWord, own: Any) -> list[tuple[str, Any]]:
        known: list[tuple[str, Any]] = []
        if word.field in LISTED:
            known = list(topics.choices(LISTED[word.field], own))
        elif word.field == "role":
            known = [*ROLES.items(), ("both", wording.FIELDS["both"])]
        elif word.field == "language":
            known = list(LANGUAGE_NAMES.items())
        elif word.field == "slots":
            known = list(SLOTS_IN_WORDS.items())
        first = [(NEW, wording.new_word(word.text, facet=True))] if word.field in FACETS else []
        return [*first, (DROP, _("Leave out")), *known]

    def groups(self) -> list[tuple[object, list[tuple[forms.BoundField, int]]]]:
        """By field of the file: (its name, [(the choice, how many rows hold the word)])."""
        found: dict[str, list[tuple[forms.BoundField, int]]] = {}
        for word in self.words:
            if word.field != "level":
                found.setdefault(word.field, []).append((self[f"w{word.pk}"], word.count))
        return [(wording.FIELDS[name], fields) for name, fields in found.items()]

    def level_list(self) -> list[str]:
        text = self.cleaned_data.get("levels", "")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def choices(self) -> dict[str, dict[str, str]]:
        wanted = set(self.level_list())
        found: dict[str, dict[str, str]] = {}
        for word in self.words:
            if word.field == "level":
                choice = NEW if word.text in wanted else DROP
            else:
                choice = self.cleaned_data[f"w{word.pk}"]
            found.setdefault(word.field, {})[word.key] = choice
        return found


class ConfirmForm(AccessibleForm, forms.Form):
    """The last word before anything is written."""

    send = forms.BooleanField(
        label=gettext_lazy("Send the invitations at once"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise they are prepared: you can match people first, and send them when you like, all or some."
        ),
    )

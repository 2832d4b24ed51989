"""Forms of what people write in several languages, and of what they bring in as a file."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm
from ithaca.editions.faults import Fault, Faulty
from ithaca.editions.files import LARGEST
from ithaca.editions.limits import printable

D = TypeVar("D")


class ImportForm(AccessibleForm, forms.Form):
    """A file, and the id of the row that it becomes."""

    hint: object = _("TOML or CSV; 2 MB at most.")
    endings = ".toml,.csv"

    id = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(label=_("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = str(self.hint)
        self.fields["file"].widget = forms.FileInput(attrs={"accept": self.endings})
        self.faults: list[tuple[Fault, object]] = []  # each with its words, for the page

    def document(self, read: Callable[[bytes, str], D], words: Mapping[str, object]) -> D | None:
        """The document in the file; None where it is none, and `faults` say why."""
        upload = self.cleaned_data["file"]
        try:
            return read(upload.read(LARGEST + 1), upload.name)
        except Faulty as faulty:
            self.faults = [(fault, words[fault.rule]) for fault in faulty.faults]
            self.add_error("file", gettext("Nothing was imported: the lines below need a correction."))
            return None


def language_name(code: str) -> str:
    """A language as the reader calls it, "French" or « Français »; its code where nobody knows it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


class InLanguages(AccessibleForm, forms.Form):
    """A form some fields of which exist once a language."""

    languages: list[str]

    def say(self, name: str, label: str, *, rows: int = 1, required: bool = True, most: int = 400) -> None:
        """Adds a text in each language."""
        for code in self.languages:
            named = f"{label} ({language_name(code)})" if len(self.languages) > 1 else label
            widget = (
                forms.Textarea(attrs={"rows": rows, "lang": code})
                if rows > 1
                else forms.TextInput(attrs={"lang": code})
            )
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=named, required=required, max_length=most, widget=widget
            )

    def said(self, name: str) -> dict[str, str]:
        return {code: printable(str(self.cleaned_data[f"{name}_{code}"])) for code in self.languages}

    def in_languages(self, name: str) -> list[BoundField]:
        return [self[f"{name}_{code}"] for code in self.languages]

    def told(self, name: str, texts: Mapping[str, str]) -> dict[str, str]:
        """Initial values of a text, from what stands in each language."""
        return {f"{name}_{code}": texts.get(code, "") for code in self.languages}

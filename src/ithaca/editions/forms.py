"""Forms of what people write in several languages, and of what they bring in as a file."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ithaca.design.forms import AccessibleForm
from ithaca.editions.document import Content, digest
from ithaca.editions.entered import Entered, entered, language_name
from ithaca.editions.faults import Fault, Faulty
from ithaca.editions.files import LARGEST
from ithaca.editions.limits import printable
from ithaca.editions.seen import Seen

D = TypeVar("D")
F = TypeVar("F", bound="Stamped")


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


class Stamped(AccessibleForm, forms.Form):
    """A form whose page says, as `seen`, what it was made from: what an older page sends is not taken."""

    late = False
    entered: Sequence[Entered] = ()

    @property
    def made_from(self) -> str:
        """The digest of what the form shows."""
        raise NotImplementedError

    @property
    def stale(self) -> bool:
        return self.is_bound and self.data.get("seen") != self.made_from

    def beside(self, older: "Stamped") -> None:
        """Shows, beside what stands now, what an older page has sent."""
        self.late, self.entered = True, entered(older)


class SharedForm(Stamped):
    """
    A form on a row that several people write: what somebody has written there since its page was made stays. A row that
    is still to be made is nobody else's.
    """

    def __init__(self, *args: Any, shown: Any, basis: Callable[[Any], object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown, self.basis = shown, basis

    @property
    def made_from(self) -> str:
        return "" if self.shown is None else digest(self.basis(self.shown))

    @property
    def stale(self) -> bool:
        return self.shown is not None and super().stale

    @property
    def seen(self) -> Seen | None:
        return None if self.shown is None else Seen(self.made_from, self.basis)

    @property
    def repeated(self) -> bool:
        """Whether all that was sent stands already: by a second click."""
        return self.late and not self.entered


def offered(make: Callable[[Any], F], data: Any) -> F:
    """The form with what was sent; where its page was an old one, a new form with what was sent beside it."""
    form = make(data)
    if not form.stale:
        return form
    fresh = make(None)
    fresh.beside(form)
    return fresh


class PartForm(Stamped, InLanguages):
    """A form on one part of a draft, in the languages of the document."""

    content: Content  # of the draft as it stands

    def basis(self, content: Content) -> object:
        """The part that the form shows, as the content has it; None where it is gone."""
        raise NotImplementedError

    def whole(self, content: Content) -> object:
        """All that goes where the part is dropped."""
        return self.basis(content)

    def edited(self, content: Content) -> Content:
        """The content with what was entered."""
        raise NotImplementedError

    @property
    def made_from(self) -> str:
        return digest(self.basis(self.content))

    @property
    def whole_made_from(self) -> str:
        return digest(self.whole(self.content))

    @property
    def seen(self) -> Seen:
        return Seen(str(self.data.get("seen", "")), self.basis)


def words_of(content: Content, part: str, slug: str) -> dict[str, object]:
    """What is said of a thing, by language."""
    return {code: words.get(part, {}).get(slug) for code, words in content["texts"].items()}

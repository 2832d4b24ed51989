from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ithaca.editions.forms import ImportForm, words_of
from ithaca.schemes import editing
from ithaca.schemes.document import Content
from ithaca.schemes.forms.base import DraftForm, FactRows


class SchemeFile(ImportForm):
    """A scheme out of a file."""


GENERAL = ("title", "introduction", "source", "fees")


class GeneralForm(DraftForm):
    """Title, introduction, source and fees."""

    def basis(self, content: Content) -> object:
        return {code: [words[name] for name in GENERAL] for code, words in content["texts"].items()}

    def build(self) -> None:
        texts = self.scheme.texts
        for name, label, rows, most in (
            ("title", _("Title"), 1, 150),
            ("introduction", _("Introduction"), 4, 3000),
            ("source", _("Where it comes from"), 2, 1000),
            ("fees", _("Fees, as applicants read them"), 2, 1000),
        ):
            now = {code: str(getattr(words, name)) for code, words in texts.items()}
            self.ask(name, label, now, rows=rows, most=most, required=name == "title")

    def texts(self) -> list[BoundField]:
        return [field for name in GENERAL for field in self.in_languages(name)]

    def edited(self, content: Content) -> Content:
        return editing.with_general(content, {name: self.said(name) for name in GENERAL})


class GatesForm(FactRows):
    """The conditions for applying, with one empty line more; one left empty goes."""

    def basis(self, content: Content) -> object:
        gates = content["gates"]
        return [gates, [words_of(content, "gates", gate["slug"]) for gate in gates]]

    def build(self) -> None:
        self.slugs = [gate.slug for gate in self.scheme.gates]
        self.lines = [*self.slugs, ""]
        for n, slug in enumerate(self.lines):
            self.ask(f"text_{n}", _("Condition"), self.told_now("gates", slug, ""), required=False)
            facts = self.scheme.gates[n].facts if slug else ()
            self.add_facts(f"gate{n}", facts)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for n in range(len(self.lines)):
            said = [str(data.get(f"text_{n}_{code}", "")).strip() for code in self.languages]
            if any(said) and not all(said):
                missing = self.languages[said.index("")]
                self.add_error(f"text_{n}_{missing}", _("Give the text in every language."))
        return data

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"slug": slug, "texts": self.in_languages(f"text_{n}"), "facts": self.fact_rows(f"gate{n}")}
            for n, slug in enumerate(self.lines)
        ]

    def edited(self, content: Content) -> Content:
        kept = [n for n in range(len(self.lines)) if all(self.said(f"text_{n}").values())]
        gates = [
            ({"slug": self.lines[n], "facts": self.facts(f"gate{n}")}, self.said(f"text_{n}")) for n in kept
        ]
        return editing.with_gates(content, gates, self.used)

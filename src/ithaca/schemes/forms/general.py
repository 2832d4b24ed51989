from typing import Any

from django import forms
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
    """Title, introduction, source and fees; for how long each kind of evidence counts."""

    def basis(self, content: Content) -> object:
        said = {code: [words[name] for name in GENERAL] for code, words in content["texts"].items()}
        return [said, content["kinds"]]

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
        words = self.scheme.text(self.reader)
        for kind in self.scheme.kinds:
            self.fields[f"months_{kind.slug}"] = forms.IntegerField(
                label=words.kinds[kind.slug].label, required=False, min_value=1, max_value=600
            )
            self.initial[f"months_{kind.slug}"] = kind.valid_months

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        texts = [field for name in GENERAL for field in self.in_languages(name)]
        months = [self[f"months_{kind.slug}"] for kind in self.scheme.kinds]
        return [(_("Its texts"), texts), (_("For how many months evidence counts"), months)]

    def edited(self, content: Content) -> Content:
        said = {name: self.said(name) for name in GENERAL}
        months = {kind.slug: self.cleaned_data[f"months_{kind.slug}"] for kind in self.scheme.kinds}
        return editing.with_general(content, said, months)


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

"""The tiers of a scheme and its kinds of evidence: a line each, with an empty one for a new one."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ithaca.editions.forms import words_of
from ithaca.schemes import editing
from ithaca.schemes.document import Content
from ithaca.schemes.editing import Said
from ithaca.schemes.forms.base import DraftForm


class LinesForm(DraftForm):
    """Things of one kind by name; one marked for removal goes, if nothing asks for it any more."""

    part, kind, more = "", "", ""  # of the texts; of the parts; how the text below the name is called

    def slugs(self) -> list[str]:
        """Those that the scheme has, in order."""
        raise NotImplementedError

    def asked_for(self) -> set[str]:
        """Those on which something else rests."""
        raise NotImplementedError

    def build(self) -> None:
        self.lines = [*self.slugs(), ""]
        for n, slug in enumerate(self.lines):
            self.ask(
                f"label_{n}",
                _("Name"),
                self.told_now(self.part, slug, "label"),
                most=120,
                required=bool(slug),
            )
            said = self.told_now(self.part, slug, self.more)
            self.ask(f"more_{n}", _("What it stands for"), said, rows=2, most=600, required=False)
            self.add_line(n, slug)
            if slug:
                self.fields[f"remove_{n}"] = forms.BooleanField(label=_("Take it out"), required=False)

    def add_line(self, n: int, slug: str) -> None:
        """Further fields of a line."""

    def kept(self) -> list[int]:
        data = self.cleaned_data

        def kept(n: int) -> bool:
            said = [str(data.get(f"label_{n}_{code}", "")).strip() for code in self.languages]
            return (bool(self.lines[n]) or any(said)) and not data.get(f"remove_{n}")

        return [n for n in range(len(self.lines)) if kept(n)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kept, asked = self.kept(), self.asked_for()
        if not kept:
            self.add_error(None, _("At least one stays."))
        for n, slug in enumerate(self.lines):
            if n not in kept:
                if slug in asked:
                    self.add_error(
                        f"remove_{n}", _("Standards or rules still ask for it. Change these first.")
                    )
                continue
            for code in self.languages:
                name = f"label_{n}_{code}"
                if not str(data.get(name, "")).strip() and name not in self.errors:
                    self.add_error(name, _("Give the text in every language."))
        return data

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each line's name and fields."""
        words = getattr(self.scheme.text(self.reader), self.part)
        return [
            {"label": words[slug].label if slug else "", "fields": list(self._fields(n))}
            for n, slug in enumerate(self.lines)
        ]

    def _fields(self, n: int) -> list[BoundField]:
        own = [self[name] for name in self.fields if name.endswith(f"_{n}")]
        return [*self.in_languages(f"label_{n}"), *self.in_languages(f"more_{n}"), *own]

    def structure(self, n: int, slug: str) -> Any:
        """What the document keeps of a line, beside its words."""
        raise NotImplementedError

    def edited(self, content: Content) -> Content:
        taken = set(self.lines) | editing.named(self.kind, self.used)
        rows = []
        for n in self.kept():
            slug = self.lines[n] or editing.free(self.kind, taken)
            said = Said({"label": self.said(f"label_{n}"), self.more: self.said(f"more_{n}")})
            rows.append((slug, self.structure(n, slug), said))
        return editing.with_list(content, self.part, rows)

    def basis(self, content: Content) -> object:
        return [content[self.part], [words_of(content, self.part, slug) for slug in self.slugs()]]


class TiersForm(LinesForm):
    """The tiers, from the least to the furthest."""

    part, kind, more = "tiers", "tier", "description"

    def slugs(self) -> list[str]:
        return list(self.scheme.tiers)

    def asked_for(self) -> set[str]:
        rules = [rule for level in self.scheme.levels for rule in level.rules]
        named = {tier for rule in rules for tier in getattr(rule, "tiers", ())}
        return named | {one.tier for one in self.scheme.standards.values()}

    def structure(self, n: int, slug: str) -> Any:
        return slug


class KindsForm(LinesForm):
    """The kinds of evidence, and for how many months each counts."""

    part, kind, more = "kinds", "kind", "hint"

    def slugs(self) -> list[str]:
        return [each.slug for each in self.scheme.kinds]

    def asked_for(self) -> set[str]:
        return {kind for one in self.scheme.standards.values() for kind in one.evidence}

    def add_line(self, n: int, slug: str) -> None:
        self.fields[f"months_{n}"] = forms.IntegerField(
            label=_("Counts for so many months"),
            required=False,
            min_value=1,
            max_value=600,
            help_text=_("Leave it empty where it never grows old."),
        )
        if slug:
            self.initial[f"months_{n}"] = self.scheme.kinds[n].valid_months

    def structure(self, n: int, slug: str) -> Any:
        months = self.cleaned_data[f"months_{n}"]
        return {"slug": slug, **({"valid_months": months} if months else {})}

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ithaca.catalogue.models import SealLevel
from ithaca.editions.forms import words_of
from ithaca.schemes import editing, sentences
from ithaca.schemes.document import Content
from ithaca.schemes.forms.base import DraftForm
from ithaca.schemes.sentences import Labels

# Which fields each kind of rule asks for; whatever else stands in the line counts for nothing.
ASKED = {
    "all_of": ("tiers",),
    "n_of": ("tiers", "at_least"),
    "percent": ("overall", "each_requirement"),
    "requirements": ("at_least", "tiers"),
    "months": ("level", "months"),
}
NEEDED = {
    "all_of": ("tiers",),
    "n_of": ("tiers", "at_least"),
    "percent": ("overall",),
    "requirements": ("at_least",),
    "months": ("level", "months"),
}
NUMBERS = {"at_least": 1000, "overall": 100, "each_requirement": 100, "months": 600}


def rule_names() -> list[tuple[str, str]]:
    return [
        ("", _("– no rule –")),
        ("all_of", _("All standards of some tiers")),
        ("n_of", _("A number of standards of some tiers, with the mandatory ones")),
        ("percent", _("A share of all points, with a floor in each requirement")),
        ("requirements", _("A number of requirements, wholly")),
        ("months", _("Time at an earlier level")),
    ]


class LevelForm(DraftForm):
    """A level and its rules: all of them must hold. The last line is for one more rule; without a kind it goes."""

    def __init__(self, *args: Any, slug: str | None, **kwargs: Any) -> None:
        self.slug = slug
        super().__init__(*args, **kwargs)

    def basis(self, content: Content) -> object:
        if self.slug is None:
            return [each["slug"] for each in content["levels"]]
        found = [each for each in content["levels"] if each["slug"] == self.slug]
        return [found, words_of(content, "levels", self.slug)]

    @property
    def level(self) -> SealLevel | None:
        return self.scheme.level(self.slug) if self.slug else None

    def build(self) -> None:
        slug, words = self.slug or "", self.scheme.text(self.reader)
        self.ask("label", _("Name of the level"), self.told_now("levels", slug, "label"), most=80)
        self.ask(
            "description",
            _("What it says"),
            self.told_now("levels", slug, "description"),
            rows=2,
            required=False,
        )
        names = [each.slug for each in self.scheme.levels]
        earlier = names[: names.index(slug)] if slug else names
        self.earlier = [(each, words.levels[each].label) for each in earlier]
        self.fields["after"] = forms.ChoiceField(
            label=_("Comes after"), choices=[("", _("none: the first level")), *self.earlier], required=False
        )
        self.fields["valid_months"] = forms.IntegerField(
            label=_("Months for which it is valid"),
            required=False,
            min_value=1,
            max_value=600,
            help_text=_("Leave it empty where it is valid for good."),
        )
        level = self.level
        if level is not None:
            self.initial.update({"after": level.after or "", "valid_months": level.valid_months})
        elif earlier:
            self.initial.update({"after": earlier[-1], "valid_months": 36})
        rules = level.rules if level else ()
        self.lines = len(rules) + 1
        for n in range(self.lines):
            self._add_rule(n, rules[n].model_dump(mode="json") if n < len(rules) else {})

    def _add_rule(self, n: int, now: dict[str, Any]) -> None:
        words = self.scheme.text(self.reader)
        tiers = [(each, words.tiers[each].label) for each in self.scheme.tiers]
        self.fields[f"rule_{n}"] = forms.ChoiceField(
            label=_("Kind of rule"), choices=rule_names(), required=False
        )
        self.fields[f"tiers_{n}"] = forms.MultipleChoiceField(
            label=_("Tiers"), choices=tiers, required=False, widget=forms.CheckboxSelectMultiple
        )
        labels = {
            "at_least": _("How many at least"),
            "overall": _("Of all points, in per cent"),
            "each_requirement": _("In each requirement, in per cent"),
            "months": _("Months"),
        }
        for name, most in NUMBERS.items():
            self.fields[f"{name}_{n}"] = forms.IntegerField(
                label=labels[name], required=False, min_value=0, max_value=most
            )
        self.fields[f"level_{n}"] = forms.ChoiceField(
            label=_("Earlier level"), choices=[("", "–"), *self.earlier], required=False
        )
        self.initial.update({f"{key}_{n}": value for key, value in now.items()})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = [n for n in range(self.lines) if data.get(f"rule_{n}")]
        if not chosen:
            self.add_error(None, _("A level has at least one rule."))
        for n in chosen:
            for name in NEEDED[data[f"rule_{n}"]]:
                if data.get(f"{name}_{n}") in (None, "", []) and f"{name}_{n}" not in self.errors:
                    self.add_error(f"{name}_{n}", _("This kind of rule asks for it."))
        return data

    def rules(self) -> list[dict[str, Any]]:
        found = []
        for n in range(self.lines):
            kind = self.cleaned_data.get(f"rule_{n}")
            if kind:
                values = {name: self.cleaned_data[f"{name}_{n}"] for name in ASKED[kind]}
                found.append(
                    {"rule": kind, **{name: each for name, each in values.items() if each not in (None, "")}}
                )
        return found

    def head(self) -> list[BoundField]:
        return [
            *self.in_languages("label"),
            *self.in_languages("description"),
            self["after"],
            self["valid_months"],
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Each rule: the sentence that it says now, and the fields that its kind asks for; without a kind, none."""
        labels, rules = Labels.of(self.scheme, self.reader), self.level.rules if self.level else ()
        found = []
        for n in range(self.lines):
            kind = self[f"rule_{n}"]
            asked = ASKED.get(str(kind.value() or ""), ())
            sentence = sentences.rule_sentence(rules[n], labels) if n < len(rules) else ""
            found.append(
                {"sentence": sentence, "kind": kind, "fields": [self[f"{name}_{n}"] for name in asked]}
            )
        return found

    def edited(self, content: Content) -> Content:
        slug = self.slug or editing.new_slug(content, "level", used=self.used)
        level: dict[str, Any] = {"rules": self.rules()}
        for name in ("after", "valid_months"):
            if self.cleaned_data.get(name):
                level[name] = self.cleaned_data[name]
        return editing.with_level(content, slug, level, self.words(label="label", description="description"))

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ithaca.editions.forms import words_of
from ithaca.schemes import editing
from ithaca.schemes.document import Content
from ithaca.schemes.forms.base import FactRows


class StandardForm(FactRows):
    """A standard of a draft, or a new one of a requirement."""

    def __init__(self, *args: Any, slug: str | None, requirement: str = "", **kwargs: Any) -> None:
        self.slug, self.requirement = slug, requirement
        super().__init__(*args, **kwargs)

    def basis(self, content: Content) -> object:
        rows = {each["slug"]: each["standards"] for each in content["requirements"]}
        if self.slug is None:
            return [one["slug"] for one in rows.get(self.requirement, [])]
        found = [(home, one) for home, those in rows.items() for one in those if one["slug"] == self.slug]
        return [found, words_of(content, "standards", self.slug)]

    def build(self) -> None:
        self.add_standard()
        words = self.scheme.text(self.reader)
        named = [
            (
                each.slug,
                f"{self.scheme.codes[f'requirement.{each.slug}']}. {words.requirements[each.slug].label}",
            )
            for each in self.scheme.requirements
        ]
        self.fields["requirement"] = forms.ChoiceField(label=_("Requirement"), choices=named)
        self.initial["requirement"] = self.scheme.home[self.slug].slug if self.slug else self.requirement

    def add_standard(self) -> None:
        slug, words = self.slug or "", self.scheme.text(self.reader)
        now = self.scheme.standards.get(slug)
        self.ask(
            "text", _("What the programme does"), self.told_now("standards", slug, "label"), rows=2, most=600
        )
        guidance = self.told_now("standards", slug, "guidance")
        self.ask("guidance", _("How one sees it"), guidance, rows=2, most=1000, required=False)
        tiers = [(each, words.tiers[each].label) for each in self.scheme.tiers]
        scales = [(each.slug, words.scales[each.slug].label) for each in self.scheme.scales]
        kinds = [(each.slug, words.kinds[each.slug].label) for each in self.scheme.kinds]
        self.fields["tier"] = forms.ChoiceField(label=_("Tier"), choices=tiers, widget=forms.RadioSelect)
        self.fields["scale"] = forms.ChoiceField(label=_("Scale of answers"), choices=scales)
        for name, label in (
            ("mandatory", _("Mandatory where a number of standards is asked for")),
            ("minors", _("Applies only where minors take part")),
            ("optional", _("May be left out by a programme that it does not apply to")),
        ):
            self.fields[name] = forms.BooleanField(label=label, required=False)
        self.fields["weight"] = forms.IntegerField(label=_("Weight in points"), min_value=1, max_value=100)
        self.fields["evidence"] = forms.MultipleChoiceField(
            label=_("Evidence asked for"), choices=kinds, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.add_facts("f", now.facts if now else (), spare=2)
        if now is None:
            self.initial.update(
                {"tier": self.scheme.tiers[0], "scale": self.scheme.scales[0].slug, "weight": 1}
            )
        else:
            names = {"tier", "scale", "mandatory", "minors", "optional", "weight"}
            self.initial.update(now.model_dump(include=names))
            self.initial["evidence"] = list(now.evidence)

    def texts(self) -> list[BoundField]:
        return [*self.in_languages("text"), *self.in_languages("guidance")]

    def rows(self) -> list[list[Any]]:
        return self.fact_rows("f")

    def structure(self, slug: str) -> dict[str, Any]:
        names = ("tier", "scale", "mandatory", "minors", "optional", "weight", "evidence")
        return {"slug": slug, **{name: self.cleaned_data[name] for name in names}, "facts": self.facts("f")}

    def edited(self, content: Content) -> Content:
        requirement = self.cleaned_data["requirement"]
        slug = self.slug or editing.new_slug(content, "standard", requirement, self.used)
        said = self.words(label="text", guidance="guidance")
        return editing.with_standard(content, requirement, self.structure(slug), said)


class RequirementForm(StandardForm):
    """A requirement: its words, whether it may be left out. A new one comes with its first standard."""

    def basis(self, content: Content) -> object:
        if not self.requirement:
            return [each["slug"] for each in content["requirements"]]
        optional = [each["optional"] for each in content["requirements"] if each["slug"] == self.requirement]
        return [optional, words_of(content, "requirements", self.requirement)]

    def whole(self, content: Content) -> object:
        found = [each for each in content["requirements"] if each["slug"] == self.requirement]
        said = [words_of(content, "standards", one["slug"]) for each in found for one in each["standards"]]
        return [self.basis(content), found, said]

    def build(self) -> None:
        slug = self.requirement
        self.ask(
            "label", _("Name of the requirement"), self.told_now("requirements", slug, "label"), most=150
        )
        self.ask(
            "description",
            _("What it is about"),
            self.told_now("requirements", slug, "description"),
            rows=2,
            most=600,
            required=False,
        )
        self.fields["left_out"] = forms.BooleanField(
            label=_("A programme may leave the whole requirement out"), required=False
        )
        now = next((each for each in self.scheme.requirements if each.slug == slug), None)
        self.initial["left_out"] = now.optional if now else False
        if now is None:
            self.add_standard()

    def head(self) -> list[BoundField]:
        return [*self.in_languages("label"), *self.in_languages("description"), self["left_out"]]

    def edited(self, content: Content) -> Content:
        slug = self.requirement or editing.new_slug(content, "requirement", used=self.used)
        first = None
        if not self.requirement:
            name = editing.new_slug(content, "standard", slug, self.used)
            first = (self.structure(name), self.words(label="text", guidance="guidance"))
        said = self.words(label="label", description="description")
        return editing.with_requirement(
            content, slug, optional=self.cleaned_data["left_out"], said=said, first=first
        )

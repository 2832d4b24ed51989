from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ithaca.editions.forms import words_of
from ithaca.schemes import editing
from ithaca.schemes.document import Content
from ithaca.schemes.editing import Said
from ithaca.schemes.forms.base import DraftForm


class ScaleForm(DraftForm):
    """A scale: its steps from the least to the most, their points, and from which one a standard is met.

    The last line is for a new step; one left empty counts for nothing, one marked for removal goes.
    """

    def __init__(self, *args: Any, slug: str, **kwargs: Any) -> None:
        self.slug = slug
        super().__init__(*args, **kwargs)

    def basis(self, content: Content) -> object:
        found = [each for each in content["scales"] if each["slug"] == self.slug]
        return [found, words_of(content, "scales", self.slug)]

    def build(self) -> None:
        scale = self.scheme.by_scale[self.slug]
        self.lines = [*scale.order, ""]
        label = {code: words.scales[self.slug].label for code, words in self.scheme.texts.items()}
        self.ask("label", _("Name of the scale"), label, most=120)
        for n, step in enumerate(self.lines):
            self._add_line(n, step)
        named = self.scheme.text(self.reader).scales[self.slug].steps
        choices = [
            (str(n), named[step].label if step else _("the new step")) for n, step in enumerate(self.lines)
        ]
        self.fields["met"] = forms.ChoiceField(
            label=_("A standard is met from"), choices=choices[1:], widget=forms.RadioSelect
        )
        self.initial["met"] = str(scale.met_at)

    def _add_line(self, n: int, step: str) -> None:
        for name, label, most in (("label", _("Step"), 80), ("description", _("What this step means"), 400)):
            now = {
                code: str(getattr(words.scales[self.slug].steps.get(step), name, ""))
                for code, words in self.scheme.texts.items()
            }
            self.ask(f"{name}_{n}", label, now, most=most, required=bool(step) and name == "label")
        self.fields[f"points_{n}"] = forms.IntegerField(
            label=_("Points"), min_value=0, max_value=100, required=bool(step)
        )
        if step:
            self.initial[f"points_{n}"] = self.scheme.by_scale[self.slug].steps[n].points
            self.fields[f"remove_{n}"] = forms.BooleanField(label=_("Remove this step"), required=False)

    def _kept(self) -> list[int]:
        data = self.cleaned_data

        def kept(n: int) -> bool:
            said = [str(data.get(f"label_{n}_{code}", "")).strip() for code in self.languages]
            return any(said) and not data.get(f"remove_{n}")

        return [n for n in range(len(self.lines)) if kept(n)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kept = self._kept()
        for n in kept:
            for code in self.languages:
                if (
                    not str(data.get(f"label_{n}_{code}", "")).strip()
                    and f"label_{n}_{code}" not in self.errors
                ):
                    self.add_error(f"label_{n}_{code}", _("Give the text in every language."))
        points = [data.get(f"points_{n}") or 0 for n in kept]
        if points != sorted(points) or not any(points):
            self.add_error(None, _("From step to step points never fall, and the last step has some."))
        met = data.get("met", "")
        if met and (int(met) not in kept or int(met) == kept[0]):
            self.add_error("met", _("Choose a step that stays, after the first one."))
        return data

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "step": step,
                "texts": [*self.in_languages(f"label_{n}"), *self.in_languages(f"description_{n}")],
                "points": self[f"points_{n}"],
                "remove": self[f"remove_{n}"] if step else None,
            }
            for n, step in enumerate(self.lines)
        ]

    def edited(self, content: Content) -> Content:
        kept, taken = self._kept(), set(self.lines) | editing.named(f"step.{self.slug}", self.used)
        names = {n: self.lines[n] or editing.free("step", taken) for n in kept}
        scale = {
            "met": names[int(self.cleaned_data["met"])],
            "steps": [{"slug": names[n], "points": self.cleaned_data[f"points_{n}"] or 0} for n in kept],
        }
        words = [
            Said({"label": self.said(f"label_{n}"), "description": self.said(f"description_{n}")})
            for n in kept
        ]
        return editing.with_scale(content, self.slug, scale, self.said("label"), words)

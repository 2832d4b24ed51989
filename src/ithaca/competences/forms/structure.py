from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ithaca.catalogue.models import Framework
from ithaca.competences import editing
from ithaca.competences.document import Content
from ithaca.competences.editing import StepEdit
from ithaca.competences.forms.frameworks import CompetenceForm, FrameworkForm
from ithaca.editions.forms import InLanguages, words_of

FEWEST_STEPS, MOST_STEPS = 2, 10


class AreaForm(FrameworkForm):
    """How an area is called, and what it is about."""

    def __init__(self, *args: Any, framework: Framework, slug: str, **kwargs: Any) -> None:
        self.of(framework)
        self.slug = slug
        initial: dict[str, str] = {}
        for code, words in framework.texts.items():
            text = words.areas[slug]
            initial |= {f"label_{code}": text.label, f"description_{code}": text.description}
        super().__init__(*args, initial=initial, **kwargs)
        _say_area(self)

    def basis(self, content: Content) -> object:
        here = any(each["slug"] == self.slug for each in content["areas"])
        return [here, words_of(content, "areas", self.slug)]

    def edited(self, content: Content) -> Content:
        return editing.with_area(content, self.slug, self.said("label"), self.said("description"))


class NewAreaForm(CompetenceForm):
    """An area with its first competence: an empty one would be nothing to show anything for."""

    def __init__(self, *args: Any, framework: Framework, language: str, **kwargs: Any) -> None:
        super().__init__(*args, framework=framework, language=language, **kwargs)
        _say_area(self)

    def head(self) -> list[BoundField]:
        return [*self.in_languages("label"), *self.in_languages("description"), *super().head()]

    def basis(self, content: Content) -> object:
        return [each["slug"] for each in content["areas"]]

    def edited(self, content: Content) -> Content:
        new, area = editing.with_new_area(content, self.said("label"), self.said("description"))
        return editing.with_new_competence(new, area, self.said("title"), self.edits()[0])[0]


def _say_area(form: InLanguages) -> None:
    form.say("label", _("Name of the area"), most=120)
    form.say("description", _("What it is about"), rows=3, required=False, most=1000)


class ScaleForm(FrameworkForm):
    """The steps of self-assessment from the least to the most, with one empty line more; and which counts as practising."""

    def __init__(self, *args: Any, framework: Framework, language: str, **kwargs: Any) -> None:
        self.of(framework)
        self.lines = [*framework.scale, *([""] if len(framework.scale) < MOST_STEPS else [])]
        super().__init__(*args, initial=self._initial(framework), **kwargs)
        for n, step in enumerate(self.lines):
            self.say(f"label_{n}", _("Name"), required=False, most=80)
            self.say(f"description_{n}", _("How one knows that it is this step"), required=False, most=400)
            self.fields[f"place_{n}"] = forms.IntegerField(
                label=_("Place, from the least to the most"), min_value=1, max_value=99
            )
            if step:
                self.fields[f"remove_{n}"] = forms.BooleanField(label=_("Remove this step"), required=False)
        words = framework.text(language).scale
        self.fields["practising"] = forms.ChoiceField(
            label=_("From which step on does an ability count as claimed?"),
            widget=forms.RadioSelect,
            choices=[(step, words[step].label) for step in framework.scale],
        )

    def _initial(self, framework: Framework) -> dict[str, Any]:
        found: dict[str, Any] = {"practising": framework.practising}
        for n, step in enumerate(self.lines):
            found[f"place_{n}"] = n + 1
            for code, words in framework.texts.items():
                text = words.scale.get(step)
                found[f"label_{n}_{code}"] = text.label if text else ""
                found[f"description_{n}_{code}"] = text.description if text else ""
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kept = [n for n in range(len(self.lines)) if self._is_kept(n)]
        if len(kept) < FEWEST_STEPS:
            self.add_error(None, _("A scale has at least two steps."))
        for n in kept:
            for code in self.languages:
                if not str(data.get(f"label_{n}_{code}", "")).strip():
                    self.add_error(f"label_{n}_{code}", _("Give the text in every language."))
        if "practising" in data and data["practising"] not in {self.lines[n] for n in kept}:
            self.add_error("practising", _("Choose a step that stays."))
        return data

    def _is_kept(self, n: int) -> bool:
        if self.cleaned_data.get(f"remove_{n}"):
            return False
        said = any(str(self.cleaned_data.get(f"label_{n}_{code}", "")).strip() for code in self.languages)
        return said or bool(self.lines[n])

    def basis(self, content: Content) -> object:
        said = {code: words["scale"] for code, words in content["texts"].items()}
        return [content["scale"], content["practising"], said]

    def edited(self, content: Content) -> Content:
        places = sorted(
            (self.cleaned_data[f"place_{n}"], n) for n in range(len(self.lines)) if self._is_kept(n)
        )
        steps = [
            StepEdit(self.lines[n], self.said(f"label_{n}"), self.said(f"description_{n}"))
            for _at, n in places
        ]
        return editing.with_scale(content, steps, practising=self.cleaned_data["practising"])

    def rows(self) -> Iterator[tuple[str, list[BoundField]]]:
        """For the page: each step with its fields; the last, without a slug, is for a new one."""
        for n, step in enumerate(self.lines):
            fields = [
                *self.in_languages(f"label_{n}"),
                *self.in_languages(f"description_{n}"),
                self[f"place_{n}"],
            ]
            yield step, [*fields, self[f"remove_{n}"]] if step else fields

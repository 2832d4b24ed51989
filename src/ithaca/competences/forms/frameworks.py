from collections.abc import Iterator
from typing import Any, get_args

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.catalogue.models import Framework, PracticeFact
from ithaca.competences import editing, wording
from ithaca.competences.document import Content, content_of
from ithaca.competences.editing import AbilityEdit
from ithaca.editions.forms import ImportForm, PartForm, words_of

MOST_ABILITIES = 26


class FrameworkFile(ImportForm):
    hint = gettext_lazy("TOML, CSV, or CASE 1.1 as JSON; 2 MB at most.")
    endings = ".toml,.csv,.json"


class FrameworkForm(PartForm):
    """A form on a part of a draft of a framework."""

    def of(self, framework: Framework) -> None:
        """Told before the form is built."""
        self.framework, self.languages = framework, list(framework.texts)
        self.content = content_of(framework)


class GeneralForm(FrameworkForm):
    """Title, introduction and source; for how long each kind of evidence counts."""

    def __init__(self, *args: Any, framework: Framework, language: str, **kwargs: Any) -> None:
        self.of(framework)
        initial = dict(kwargs.pop("initial", {}) or {})
        for code, words in framework.texts.items():
            initial |= {f"title_{code}": words.title, f"introduction_{code}": words.introduction}
            initial |= {f"source_{code}": words.source}
        for kind in framework.kinds:
            initial[f"months_{kind.slug}"] = kind.valid_months
        super().__init__(*args, initial=initial, **kwargs)
        self.say("title", _("Title"), most=150)
        self.say("introduction", _("Introduction"), rows=4, required=False, most=3000)
        self.say("source", _("Where it comes from"), rows=2, required=False, most=1000)
        for kind in framework.kinds:
            self.fields[f"months_{kind.slug}"] = forms.IntegerField(
                label=framework.text(language).kinds[kind.slug].label,
                required=False,
                min_value=1,
                max_value=600,
            )

    def basis(self, content: Content) -> object:
        names = ("title", "introduction", "source")
        said = {code: [words[name] for name in names] for code, words in content["texts"].items()}
        return [said, content["kinds"]]

    def months(self) -> list[BoundField]:
        return [self[f"months_{kind.slug}"] for kind in self.framework.kinds]

    def texts(self) -> list[BoundField]:
        return [field for name in ("title", "introduction", "source") for field in self.in_languages(name)]

    def edited(self, content: Content) -> Content:
        new = editing.with_general(
            content,
            title=self.said("title"),
            introduction=self.said("introduction"),
            source=self.said("source"),
        )
        months = {kind.slug: self.cleaned_data[f"months_{kind.slug}"] for kind in self.framework.kinds}
        return editing.with_validity(new, months)


class LevelForm(FrameworkForm):
    """What a level asks for."""

    mentorships = forms.IntegerField(label=gettext_lazy("Mentorships completed"), min_value=0, max_value=1000)
    hours = forms.IntegerField(label=gettext_lazy("Hours with mentees"), min_value=0, max_value=100_000)
    training_hours = forms.IntegerField(
        label=gettext_lazy("Hours of training"), min_value=0, max_value=10_000
    )
    months_before = forms.IntegerField(
        label=gettext_lazy("Months at the level before"), min_value=0, max_value=600
    )
    percent = forms.IntegerField(
        label=gettext_lazy("Abilities proven, in per cent"), min_value=0, max_value=100
    )
    percent_each = forms.IntegerField(
        label=gettext_lazy("… and in each competence at least"), min_value=0, max_value=100
    )
    valid_months = forms.IntegerField(
        label=gettext_lazy("Months for which it is valid"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=gettext_lazy("Leave it empty where it is valid for good."),
    )
    renewal_training_hours = forms.IntegerField(
        label=gettext_lazy("Renewal: hours of training"), min_value=0, max_value=10_000
    )
    renewal_mentorships = forms.IntegerField(
        label=gettext_lazy("Renewal: mentorships"), min_value=0, max_value=1000
    )

    def __init__(self, *args: Any, framework: Framework, slug: str, **kwargs: Any) -> None:
        self.of(framework)
        level, self.slug = framework.level(slug), slug
        initial = {
            "mentorships": level.prerequisites.mentorships_completed,
            "hours": level.prerequisites.hours,
            "training_hours": level.prerequisites.training_hours,
            "months_before": level.prerequisites.months_at_level_before,
            "percent": level.threshold.proven_percent,
            "percent_each": level.threshold.proven_percent_in_each_competence,
            "valid_months": level.valid_months,
            "renewal_training_hours": level.renewal.training_hours,
            "renewal_mentorships": level.renewal.mentorships,
            **{f"label_{code}": words.levels[slug].label for code, words in framework.texts.items()},
            **{
                f"description_{code}": words.levels[slug].description
                for code, words in framework.texts.items()
            },
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.say("label", _("Name"), most=80)
        self.say("description", _("What it stands for"), rows=2, required=False, most=400)

    def basis(self, content: Content) -> object:
        found = [each for each in content["levels"] if each["slug"] == self.slug]
        return [found, words_of(content, "levels", self.slug)]

    def edited(self, content: Content) -> Content:
        data = self.cleaned_data
        values = {
            "prerequisites": {
                "mentorships_completed": data["mentorships"],
                "hours": data["hours"],
                "training_hours": data["training_hours"],
                "months_at_level_before": data["months_before"],
            },
            "threshold": {
                "proven_percent": data["percent"],
                "proven_percent_in_each_competence": data["percent_each"],
            },
            "valid_months": data["valid_months"],
            "renewal": {
                "training_hours": data["renewal_training_hours"],
                "mentorships": data["renewal_mentorships"],
            },
        }
        return editing.with_level(
            content, self.slug, values, label=self.said("label"), description=self.said("description")
        )

    def words(self) -> list[BoundField]:
        return [*self.in_languages("label"), *self.in_languages("description")]

    def figures(self) -> list[BoundField]:
        said = {field.name for field in self.words()}
        return [self[name] for name in self.fields if name not in said]


class CompetenceForm(FrameworkForm):
    """A competence and its abilities, with one empty line more; a line marked for removal, or left empty, goes."""

    def __init__(
        self,
        *args: Any,
        framework: Framework,
        language: str,
        slug: str | None = None,
        area: str = "",
        **kwargs: Any,
    ) -> None:
        self.of(framework)
        self.slug, self.area = slug, area
        self.slugs = [
            one.slug for each in framework.competences if each.slug == slug for one in each.abilities
        ]
        super().__init__(*args, initial=self._initial(slug), **kwargs)
        self.say("title", _("Title of the competence"), most=200)
        kinds = [(each, text.label) for each, text in framework.text(language).kinds.items()]
        self.lines = [*self.slugs, *([""] if len(self.slugs) < MOST_ABILITIES else [])]
        for n, one in enumerate(self.lines):
            self._add_line(n, kinds, new=not one)

    def basis(self, content: Content) -> object:
        rows = [(area["slug"], each) for area in content["areas"] for each in area["competences"]]
        if self.slug is None:
            return [each["slug"] for area, each in rows if area == self.area]
        found = [each for _area, each in rows if each["slug"] == self.slug]
        said = [words_of(content, "abilities", one["slug"]) for each in found for one in each["abilities"]]
        return [found, said, words_of(content, "competences", self.slug)]

    def edited(self, content: Content) -> Content:
        if self.slug is not None:
            return editing.with_competence(content, self.slug, self.said("title"), self.edits())
        return editing.with_new_competence(content, self.area, self.said("title"), self.edits()[0])[0]

    def head(self) -> list[BoundField]:
        """What stands above the abilities."""
        return self.in_languages("title")

    def _initial(self, slug: str | None) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for code, words in self.framework.texts.items():
            found[f"title_{code}"] = words.competences.get(slug or "", "")
            for n, one in enumerate(self.slugs):
                found[f"text_{n}_{code}"] = words.abilities[one]
        for n, one in enumerate(self.slugs):
            ability = self.framework.abilities[one]
            found |= {f"evidence_{n}": list(ability.evidence), f"files_{n}": ability.files}
            found |= {f"referent_{n}": ability.referent, f"facts_{n}": list(ability.facts)}
        return found

    def _add_line(self, n: int, kinds: list[tuple[str, str]], *, new: bool) -> None:
        self.say(f"text_{n}", _("What a mentor is able to do"), required=not new and n > 0)
        boxes = forms.CheckboxSelectMultiple
        self.fields[f"evidence_{n}"] = forms.MultipleChoiceField(
            label=_("What shows it"), choices=kinds, widget=boxes, required=False
        )
        self.fields[f"files_{n}"] = forms.IntegerField(
            label=_("From how many mentorships"), min_value=1, max_value=20, initial=1
        )
        self.fields[f"referent_{n}"] = forms.BooleanField(
            label=_("A referent mentor validates it"), required=False
        )
        facts = [(each, wording.FACTS[each]) for each in get_args(PracticeFact)]
        self.fields[f"facts_{n}"] = forms.MultipleChoiceField(
            label=_("Facts that show it as well"), choices=facts, widget=boxes, required=False
        )
        if not new:
            self.fields[f"remove_{n}"] = forms.BooleanField(label=_("Remove this ability"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kept = [n for n in range(len(self.lines)) if self._is_kept(n)]
        if not kept:
            self.add_error(None, _("A competence has at least one ability."))
        for n in kept:
            for code in self.languages:
                if (
                    not str(data.get(f"text_{n}_{code}", "")).strip()
                    and f"text_{n}_{code}" not in self.errors
                ):
                    self.add_error(f"text_{n}_{code}", _("Give the text in every language."))
            if not data.get(f"evidence_{n}") and f"evidence_{n}" not in self.errors:
                self.add_error(f"evidence_{n}", _("Choose at least one kind of evidence."))
        return data

    def _is_kept(self, n: int) -> bool:
        if self.cleaned_data.get(f"remove_{n}"):
            return False
        said = any(str(self.cleaned_data.get(f"text_{n}_{code}", "")).strip() for code in self.languages)
        return said or bool(self.lines[n])

    def edits(self) -> list[AbilityEdit]:
        data = self.cleaned_data
        return [
            AbilityEdit(
                slug=one,
                text=self.said(f"text_{n}"),
                evidence=tuple(data[f"evidence_{n}"]),
                files=data[f"files_{n}"],
                referent=data[f"referent_{n}"],
                facts=tuple(data[f"facts_{n}"]),
            )
            for n, one in enumerate(self.lines)
            if self._is_kept(n)
        ]

    def rows(self) -> Iterator[dict[str, Any]]:
        """For the page: each ability's fields."""
        for n, one in enumerate(self.lines):
            yield {
                "slug": one,
                "texts": self.in_languages(f"text_{n}"),
                **{name: self[f"{name}_{n}"] for name in ("evidence", "files", "referent", "facts")},
                "remove": self[f"remove_{n}"] if one else None,
            }

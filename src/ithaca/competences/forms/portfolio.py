from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.catalogue.models import Ability, Area, Competence, Framework
from ithaca.competences.actions import ItemContent
from ithaca.competences.models import Item
from ithaca.competences.states import ConsentState
from ithaca.design.forms import AccessibleForm, Described
from ithaca.kernel import clock
from ithaca.mentorships.models import Mentorship


class MarksForm(AccessibleForm, forms.Form):
    """One step of the scale for each ability of an area; none where the mentor can't say."""

    def __init__(self, *args: Any, framework: Framework, area: Area, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area, self.words = area, framework.text(language)
        steps = [("", _("No answer")), *((each, self.words.scale[each].label) for each in framework.scale)]
        for competence in area.competences:
            for ability in competence.abilities:
                self.fields[ability.slug] = forms.ChoiceField(
                    label=self.words.abilities[ability.slug],
                    choices=steps,
                    required=False,
                    widget=forms.RadioSelect,
                )

    def groups(self) -> list[tuple[Competence, str, list[BoundField]]]:
        """The fields by competence, with its title."""
        return [
            (each, self.words.competences[each.slug], [self[one.slug] for one in each.abilities])
            for each in self.area.competences
        ]


class AimForm(AccessibleForm, forms.Form):
    """The level that a mentor is aiming at."""

    level = forms.ChoiceField(label=gettext_lazy("The level you are aiming at"), required=False)

    def __init__(self, *args: Any, framework: Framework, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        levels = [(each.slug, framework.text(language).levels[each.slug].label) for each in framework.levels]
        field.choices = [("", _("None yet")), *levels]


class ItemForm(AccessibleForm, forms.Form):
    """The facts of an item: its kind, its day, what it speaks for and whom it comes from."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("What kind of evidence is it?"), widget=forms.RadioSelect)
    made_on = forms.DateField(
        label=gettext_lazy("Made on"),
        help_text=gettext_lazy("The day on which it was made or happened: from then on it grows old."),
    )
    mentorship = forms.ChoiceField(
        label=gettext_lazy("Mentorship it comes from"),
        required=False,
        help_text=gettext_lazy(
            "Some abilities ask for evidence from several mentorships. Readers see a letter in place of the name."
        ),
    )
    speaks_of_mentee = forms.BooleanField(
        label=gettext_lazy("It speaks of my mentee, or shows them"),
        required=False,
        help_text=gettext_lazy("Then they are asked, and it counts once they agree."),
    )
    abilities = forms.MultipleChoiceField(
        label=gettext_lazy("Abilities that it speaks for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one ability that it speaks for.")},
    )

    def __init__(
        self,
        *args: Any,
        framework: Framework,
        language: str,
        mentorships: Sequence[Mentorship],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.framework, self.words, self.mentorships = framework, framework.text(language), mentorships
        kinds = [(slug, Described(each.label, each.hint)) for slug, each in self.words.kinds.items()]
        pairs = [(str(row.pk), self._said(row)) for row in mentorships]
        self._choose("kind", kinds)
        self._choose("mentorship", [("", _("None in particular")), *pairs])
        self._choose("abilities", [(slug, self._ability(each)) for slug, each in framework.abilities.items()])
        self.fields["made_on"].widget.attrs["max"] = clock.today().isoformat()

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _said(self, row: Mentorship) -> str:
        begun = date_format(row.begun_at, "YEAR_MONTH_FORMAT") if row.begun_at else ""
        return f"{row.mentee.person.name} · {begun}"

    def _ability(self, ability: Ability) -> Described:
        kinds = ", ".join(self.words.kinds[each].label for each in ability.evidence)
        return Described(self.words.abilities[ability.slug], _("Shown by: %(kinds)s") % {"kinds": kinds})

    def groups(self) -> list[tuple[Competence, str, list[Any], int]]:
        """The abilities by competence: its title, the boxes, how many are ticked."""
        boxes = {str(box.data["value"]): box for box in self["abilities"].subwidgets}
        found = []
        for each in self.framework.competences:
            mine = [boxes[one.slug] for one in each.abilities]
            ticked = sum(bool(box.data["selected"]) for box in mine)
            found.append((each, self.words.competences[each.slug], mine, ticked))
        return found

    def content(self) -> ItemContent:
        data = self.cleaned_data
        chosen = {str(row.pk): row for row in self.mentorships}
        return ItemContent(
            kind=data["kind"],
            made_on=data["made_on"],
            abilities=tuple(slug for slug in self.framework.abilities if slug in data["abilities"]),
            mentorship=chosen.get(data["mentorship"]),
            speaks_of_mentee=data["speaks_of_mentee"],
        )


def initial_of(row: Item) -> dict[str, Any]:
    """An item as the form shows it."""
    return {
        "id": row.pk,
        "kind": row.kind,
        "made_on": row.made_on,
        "mentorship": str(row.mentorship_id or ""),
        "speaks_of_mentee": row.consent != ConsentState.NOT_NEEDED,
        "abilities": row.abilities,
    }

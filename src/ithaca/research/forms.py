from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm, Described, NameField
from ithaca.editions.entered import language_name
from ithaca.editions.forms import SharedForm
from ithaca.kernel import clock
from ithaca.kernel.periods import Period
from ithaca.networks.models import Network
from ithaca.research import periods, seen, wording
from ithaca.research.actions import StudyContent
from ithaca.research.anonymity import LEAST_K
from ithaca.research.licences import DEFAULT, LICENCES
from ithaca.research.models import Study
from ithaca.research.variables import CIRCUMSTANCES, OUTCOMES

CONTENT = ("title", "purpose", "contact", "language", "licence", "k")


def _described(slugs: list[str]) -> list[tuple[str, Described]]:
    return [(slug, Described(wording.NAMES[slug], wording.MEANINGS[slug])) for slug in slugs]


class StudyForm(SharedForm):
    """What everybody reads before they agree, and what may go out."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = NameField(label=gettext_lazy("Title"), max_length=160)
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy(
            "What shall be found out, by whom, and what good it does. Everybody reads it before they agree."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    contact = forms.EmailField(
        label=gettext_lazy("Address for questions"), help_text=gettext_lazy("It is published.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the study"))
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence"),
        choices=[(each.spdx, f"{each.name} ({each.spdx})") for each in LICENCES.values()],
    )
    circumstances = forms.MultipleChoiceField(
        label=gettext_lazy("Circumstances"),
        help_text=gettext_lazy(
            "What others may know of a pair. Choose what the question needs: the fewer, the finer each is told."
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    outcomes = forms.MultipleChoiceField(
        label=gettext_lazy("Outcomes"),
        help_text=gettext_lazy("What became of the pair, in bands. Choose what the question needs."),
        widget=forms.CheckboxSelectMultiple,
    )
    k = forms.IntegerField(
        label=gettext_lazy("People among whom each one stands"),
        help_text=gettext_lazy(
            "So many mentors and so many mentees at least have the same circumstances. Ten is the least."
        ),
        min_value=LEAST_K,
        max_value=1000,
    )

    def __init__(self, *args: Any, network: Network, study: Study | None = None, **kwargs: Any) -> None:
        initial = (
            {name: getattr(study, name) for name in CONTENT} if study else {"licence": DEFAULT, "k": LEAST_K}
        )
        chosen = study.variables if study else []  # whoever asks for something has thought of it
        for name, every in (("circumstances", CIRCUMSTANCES), ("outcomes", OUTCOMES)):
            initial[name] = [each.slug for each in every if each.slug in chosen]
        initial |= kwargs.pop("initial", {})
        super().__init__(*args, shown=study, basis=seen.study, initial=initial, **kwargs)
        known = [code for code, _name in settings.LANGUAGES]
        codes = [code for code in network.languages if code in known] or known
        self._offer("language", [(code, language_name(code)) for code in codes])
        self._offer("circumstances", _described([each.slug for each in CIRCUMSTANCES]))
        self._offer("outcomes", _described([each.slug for each in OUTCOMES]))

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def content(self) -> StudyContent:
        chosen = {*self.cleaned_data["circumstances"], *self.cleaned_data["outcomes"]}
        variables = [each.slug for each in (*CIRCUMSTANCES, *OUTCOMES) if each.slug in chosen]
        return StudyContent(variables=variables, **{name: self.cleaned_data[name] for name in CONTENT})


class PeriodForm(AccessibleForm, forms.Form):
    """Of which mentorships an edition tells."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    since = forms.ChoiceField(label=gettext_lazy("Ended from"))
    until = forms.ChoiceField(label=gettext_lazy("Ended until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = clock.now()
        self.moments = {
            each.date().isoformat(): each for each in [*periods.beginnings(now), *periods.ends(now)]
        }
        for name, moments in (("since", periods.beginnings(now)), ("until", periods.ends(now))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(each.date().isoformat(), self._said(name, each)) for each in moments]
        self.fields["since"].initial = periods.beginnings(now)[2].date().isoformat()

    def _said(self, name: str, moment: datetime) -> str:
        """The end is said by its last day."""
        return date_format(Period(moment, moment).last_day if name == "until" else moment.date())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "since" in cleaned and "until" in cleaned and cleaned["since"] >= cleaned["until"]:
            self.add_error("since", _("The beginning lies after the end."))
        return cleaned

    def period(self) -> Period:
        return Period(self.moments[self.cleaned_data["since"]], self.moments[self.cleaned_data["until"]])


class AdultsForm(AccessibleForm, forms.Form):
    adults = forms.BooleanField(
        label=gettext_lazy(
            "Only adults take part in this programme, and ever have, as mentors and as mentees."
        ),
        required=False,
    )


class ConsentForm(AccessibleForm, forms.Form):
    adult = forms.BooleanField(
        label=gettext_lazy("I am 18 or older, and was when my mentorships in this programme began."),
        required=False,
    )

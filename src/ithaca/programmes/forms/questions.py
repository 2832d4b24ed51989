from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.kernel.ids import new_id
from ithaca.programmes import wording
from ithaca.programmes.actions import QuestionContent
from ithaca.programmes.models import EligibilityQuestion

MOST_OPTIONS = 8


class QuestionForm(AccessibleForm, forms.Form):
    """One eligibility question of a given kind: wording per language, the rule, and what to say outside it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    asked_of = forms.ChoiceField(
        label=gettext_lazy("Who is asked?"), choices=list(wording.ASKED_OF.items()), widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, question: EligibilityQuestion, languages: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.kind, self.languages = question, question.kind, languages
        self.fields["id"].initial = question.pk
        self.fields["asked_of"].initial = question.asked_of
        for code in languages:
            self._add_text("label", code, question.label, _("Question"), rows=2, required=True)
            self._add_text("help", code, question.help, _("Help under the question"), rows=2)
            if self.kind != "text":
                self._add_text(
                    "refusal", code, question.refusal, _("What to say when the rule is not met"), rows=3
                )
        if self.kind in ("yes_no", "choice"):
            self.fields["is_group"] = forms.BooleanField(
                label=_("Only to see whether groups are treated alike"),
                help_text=_(
                    "It never counts for a pair and has no rule. Coordinators read it as numbers of groups of five people or more. Ask only what the law lets you."
                ),
                required=False,
                initial=question.is_group,
            )
        adds = {"yes_no": self._add_must_be, "number": self._add_bounds, "choice": self._add_options}
        if self.kind in adds:
            adds[self.kind](question.rule)

    def _add_text(
        self, name: str, code: str, texts: dict[str, str], label: str, *, rows: int, required: bool = False
    ) -> None:
        area = forms.Textarea(attrs={"rows": rows, "lang": code})
        initial = texts.get(code, "")
        field = forms.CharField(label=label, initial=initial, max_length=1000, required=required, widget=area)
        self.fields[f"{name}_{code}"] = field

    def _add_must_be(self, rule: dict[str, Any]) -> None:
        choices = [("", _("Either")), ("yes", _("Yes")), ("no", _("No"))]
        initial = {True: "yes", False: "no"}.get(rule.get("must_be"), "")  # type: ignore[arg-type]
        self.fields["must_be"] = forms.ChoiceField(
            label=_("Which answer lets people take part?"),
            choices=choices,
            initial=initial,
            required=False,
            widget=forms.RadioSelect,
        )

    def _add_bounds(self, rule: dict[str, Any]) -> None:
        labels = (("at_least", _("At least")), ("at_most", _("At most")))
        for name, label in labels:
            self.fields[name] = forms.IntegerField(
                label=label, initial=rule.get(name), required=False, min_value=0, max_value=1_000_000
            )

    def _add_options(self, rule: dict[str, Any]) -> None:
        options = [*self.question.options, *({} for _row in range(MOST_OPTIONS))][:MOST_OPTIONS]
        accepted = rule.get("one_of")
        for row, option in enumerate(options, start=1):
            value = option.get("value", "")
            self.fields[f"option_{row}_value"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=value, max_length=60
            )
            for code in self.languages:
                self.fields[f"option_{row}_{code}"] = forms.CharField(
                    label=_("Answer %(row)s, %(language)s")
                    % {"row": row, "language": str(wording.LANGUAGE_NAMES[code]).lower()},
                    initial=option.get("label", {}).get(code, ""),
                    max_length=200,
                    required=False,
                    widget=forms.TextInput(attrs={"lang": code}),
                )
            self.fields[f"option_{row}_fits"] = forms.BooleanField(
                label=_("With answer %(row)s people may take part") % {"row": row},
                required=False,
                initial=not accepted or value in accepted,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        low, high = data.get("at_least"), data.get("at_most")
        if low is not None and high is not None and low > high:
            self.add_error("at_most", _("This must be at least the number before."))
        if self.kind == "choice":
            self._clean_options(data)
        if not self.errors and self._rule() and data.get("is_group"):
            self.add_error("is_group", _("A question about groups has no rule: let every answer fit."))
        if not self.errors and self._rule():
            for code in self.languages:
                if not data.get(f"refusal_{code}"):
                    self.add_error(
                        f"refusal_{code}", _("Say kindly why this matters, and what the person can do.")
                    )
        return data

    def _clean_options(self, data: dict[str, Any]) -> None:
        for row in range(1, MOST_OPTIONS + 1):
            written = [code for code in self.languages if data.get(f"option_{row}_{code}")]
            for code in self.languages if written else ():
                if code not in written:
                    self.add_error(f"option_{row}_{code}", _("Write this answer in every language."))
        if len(self._rows()) < 2 and not self.errors:
            self.add_error(f"option_1_{self.languages[0]}", _("Write at least two answers to choose from."))

    def _rows(self) -> list[int]:
        rows = range(1, MOST_OPTIONS + 1)
        return [
            row for row in rows if any(self.cleaned_data.get(f"option_{row}_{c}") for c in self.languages)
        ]

    def _options(self) -> list[dict[str, Any]]:
        return [
            {
                # A value stays with its answer, so that answers given before keep their meaning.
                "value": self.cleaned_data[f"option_{row}_value"] or f"option-{new_id().hex[-12:]}",
                "label": {code: self.cleaned_data[f"option_{row}_{code}"] for code in self.languages},
                "fits": self.cleaned_data[f"option_{row}_fits"],
            }
            for row in self._rows()
        ]

    def _rule(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self.kind == "yes_no":
            return {"must_be": data["must_be"] == "yes"} if data.get("must_be") else {}
        if self.kind == "number":
            return {name: data[name] for name in ("at_least", "at_most") if data.get(name) is not None}
        if self.kind == "choice":
            options = self._options()
            fitting = [option["value"] for option in options if option["fits"]]
            return {"one_of": fitting} if 0 < len(fitting) < len(options) else {}
        return {}

    def content(self) -> QuestionContent:
        def texts(name: str) -> dict[str, str]:
            given = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in self.languages}
            return {code: text for code, text in given.items() if text}

        options = self._options() if self.kind == "choice" else []
        fitting = [option["value"] for option in options if option.pop("fits")]
        rule = (
            self._rule()
            if self.kind != "choice"
            else {"one_of": fitting}
            if 0 < len(fitting) < len(options)
            else {}
        )
        return QuestionContent(
            asked_of=self.cleaned_data["asked_of"],
            kind=self.kind,
            label=texts("label"),
            help=texts("help"),
            options=options,
            rule=rule,
            refusal=texts("refusal"),
            is_group=bool(self.cleaned_data.get("is_group")),
        )

    # --- For the page: fields in groups ---

    def wordings(self) -> list[tuple[object, list[BoundField]]]:
        return [(wording.LANGUAGE_NAMES[c], [self[f"label_{c}"], self[f"help_{c}"]]) for c in self.languages]

    def refusals(self) -> list[tuple[object, BoundField]]:
        return (
            []
            if self.kind == "text"
            else [(wording.LANGUAGE_NAMES[c], self[f"refusal_{c}"]) for c in self.languages]
        )

    def option_rows(self) -> list[list[BoundField]]:
        names = ["value", *self.languages, "fits"]
        return [[self[f"option_{row}_{name}"] for name in names] for row in range(1, MOST_OPTIONS + 1)]

    def rule_fields(self) -> list[BoundField]:
        return [self[name] for name in ("must_be", "at_least", "at_most") if name in self.fields]

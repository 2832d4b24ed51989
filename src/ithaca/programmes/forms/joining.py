from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.design.forms import AccessibleForm
from ithaca.programmes import rules, wording
from ithaca.programmes.models import Charter, EligibilityQuestion
from ithaca.programmes.rules import Answer
from ithaca.programmes.texts import localised

MOST_ADDRESSES = 200


def _yes(value: str) -> bool:
    return value == "yes"


class ApplicationForm(AccessibleForm, forms.Form):
    """The eligibility questions of one role, then the charter."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    charter_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        questions: list[EligibilityQuestion],
        charter: Charter,
        language: str,
        known: Mapping[str, Answer] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = known or {}  # answers that the invitation brings, for the person to confirm
        self.questions, self.published, self.language = questions, charter, language
        self.fields["charter_id"].initial = charter.pk
        for question in questions:
            self.fields[f"q_{question.pk}"] = self._field(question)
            answer = self.known.get(str(question.pk))
            said = ("yes" if answer else "no") if isinstance(answer, bool) else answer
            self.fields[f"q_{question.pk}"].initial = said
        self.fields["charter"] = forms.BooleanField(
            label=_("I have read the charter, version %(number)s, and I accept it.")
            % {"number": charter.number},
            error_messages={
                "required": _("Read the charter, then tick this box: without it nobody takes part.")
            },
        )

    def _field(self, question: EligibilityQuestion) -> forms.Field:
        given: dict[str, Any] = {
            "label": localised(question.label, self.language),
            "help_text": localised(question.help, self.language),
        }
        if question.kind == "number":
            return forms.IntegerField(min_value=0, max_value=1_000_000, **given)
        if question.kind == "text":
            return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **given)
        if question.kind == "yes_no":
            choices = [("yes", _("Yes")), ("no", _("No"))]
            return forms.TypedChoiceField(
                choices=choices, coerce=_yes, empty_value=None, widget=forms.RadioSelect, **given
            )
        options = [
            (option["value"], localised(option["label"], self.language)) for option in question.options
        ]
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **given)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for question in self.questions:
            name = f"q_{question.pk}"
            if name in data and not rules.meets(question.rule, data[name]):
                reason = localised(question.refusal, self.language)
                self.add_error(name, reason or _("This answer does not meet the criteria of the programme."))
                self.outside = True
        if data.get("charter_id") not in (None, self.published.pk):
            self.add_error(
                "charter",
                _("A new version of the charter has just been published. Please read it before you accept."),
            )
        return data

    outside = False  # whether an answer lies outside a rule

    def question_fields(self) -> list[forms.BoundField]:
        return [self[f"q_{question.pk}"] for question in self.questions]

    def answers(self) -> dict[str, Answer]:
        return {str(q.pk): self.cleaned_data[f"q_{q.pk}"] for q in self.questions}


class CharterAcceptanceForm(AccessibleForm, forms.Form):
    """A newer version of the charter, by somebody who is inside."""

    charter_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, charter: Charter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.published = charter
        self.fields["charter_id"].initial = charter.pk
        self.fields["charter"] = forms.BooleanField(
            label=_("I have read the charter, version %(number)s, and I accept it.")
            % {"number": charter.number},
            error_messages={"required": _("Read the charter, then tick this box.")},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("charter_id") not in (None, self.published.pk):
            self.add_error(
                "charter",
                _("A new version of the charter has just been published. Please read it before you accept."),
            )
        return data


class InvitationsForm(AccessibleForm, forms.Form):
    """Several addresses at once, one a line."""

    emails = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy(
            "One a line. A name before the address does no harm: Marie Roche <marie@example.org>"
        ),
        widget=forms.Textarea(attrs={"rows": 7, "autocomplete": "off", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Invited as"), choices=list(wording.ROLES.items()), widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the invitation"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    def clean_emails(self) -> list[str]:
        """Every line must be an address; the error names each line that is not, and nothing is sent."""
        found: list[str] = []
        problems: list[str] = []
        lines = self.cleaned_data["emails"].replace(";", "\n").replace(",", "\n").splitlines()
        for number, line in enumerate(lines, start=1):
            address = line.strip().rpartition("<")[2].removesuffix(">").strip()
            if not address:
                continue
            try:
                validate_email(address)
            except ValidationError:
                problems.append(
                    _("Line %(number)s: “%(line)s” is not an e-mail address.")
                    % {"number": number, "line": line.strip()}
                )
            else:
                found.append(address.lower())
        if len(found) > MOST_ADDRESSES:
            problems.append(_("Invite %(most)s people at most at a time.") % {"most": MOST_ADDRESSES})
        if not found and not problems:
            problems.append(_("Write at least one address."))
        if problems:
            raise ValidationError(problems)
        return found

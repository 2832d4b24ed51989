from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.design.forms import AccessibleForm
from ithaca.design.questionnaires import QuestionnaireForm
from ithaca.perspectives import rules


class BeginForm(AccessibleForm, forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    days = forms.IntegerField(
        label=gettext_lazy("Days to answer"),
        initial=rules.USUAL,
        min_value=rules.SHORTEST,
        max_value=rules.LONGEST,
    )


class AskForm(AccessibleForm, forms.Form):
    """Mentees by name, others by address."""

    mentees = forms.MultipleChoiceField(
        label=gettext_lazy("Your mentees"), widget=forms.CheckboxSelectMultiple, required=False
    )
    emails = forms.CharField(
        label=gettext_lazy("Others who have seen you at work"),
        help_text=gettext_lazy("One address a line. They need no account: the mail brings them a link."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        required=False,
    )

    def __init__(self, *args: Any, mentees: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mentees"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(each.pk), each.name) for each in mentees]
        if not mentees:
            del self.fields["mentees"]

    def clean_emails(self) -> list[str]:
        lines = self.cleaned_data["emails"].replace(";", "\n").replace(",", "\n").splitlines()
        found = [line.strip() for line in lines if line.strip()]
        for each in found:
            try:
                validate_email(each)
            except ValidationError:
                raise ValidationError(_("“%(line)s” is not an e-mail address.") % {"line": each})
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not found.get("mentees") and not found.get("emails"):
            raise ValidationError(_("Choose a mentee or write an address."))
        return found


class AnswerForm(QuestionnaireForm):
    """Every question may be left out, but not all of them."""

    every_question = False

    def besides(self) -> list[tuple[object, object]]:
        return [("", _("I can’t tell"))]

    def answers(self) -> dict[str, int]:
        return {slug: value for slug, value in self.cleaned_data.items() if isinstance(value, int)}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not self.answers():
            raise ValidationError(_("Answer at least one question."))
        return found

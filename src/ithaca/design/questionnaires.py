"""A questionnaire of the catalogue as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ithaca.catalogue import Questionnaire
from ithaca.catalogue.models.questionnaire import RECOMMENDATION
from ithaca.design.forms import AccessibleForm


class QuestionnaireForm(AccessibleForm, forms.Form):
    """One scale an item, and the recommendation score as the last question."""

    every_question = True  # has to be answered

    def __init__(self, *args: Any, questionnaire: Questionnaire, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = questionnaire.text(language)
        scale: list[tuple[object, object]] = [
            (value, text.scale[value - questionnaire.scale.low]) for value in questionnaire.scale.values
        ]
        for item in questionnaire.items:
            self.fields[item.slug] = forms.TypedChoiceField(
                label=text.items[item.slug],
                choices=[*scale, *self.besides()],
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                required=self.every_question,
                error_messages={"required": _("Choose an answer; the middle one if you can't say.")},
            )
        last = questionnaire.recommendation
        self.fields[RECOMMENDATION] = forms.IntegerField(
            label=text.recommendation.question,
            help_text=_("%(low)s: %(least)s. %(high)s: %(most)s.")
            % {
                "low": last.low,
                "least": text.recommendation.low,
                "high": last.high,
                "most": text.recommendation.high,
            },
            min_value=last.low,
            max_value=last.high,
            required=self.every_question,
        )

    def besides(self) -> list[tuple[object, object]]:
        """Answers besides those of the scale."""
        return []

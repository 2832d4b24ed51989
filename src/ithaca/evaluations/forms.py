from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.catalogue import Questionnaire
from ithaca.design.forms import AccessibleForm


class EvaluationForm(AccessibleForm, forms.Form):
    """One question an item of the questionnaire, and the recommendation score."""

    def __init__(self, *args: Any, questionnaire: Questionnaire, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = questionnaire.text(language)
        scale = [(value, text.scale[value - questionnaire.scale.low]) for value in questionnaire.scale.values]
        for item in questionnaire.items:
            self.fields[item.slug] = forms.TypedChoiceField(
                label=text.items[item.slug],
                choices=scale,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer; the middle one if you can't say.")},
            )
        self.fields["recommendation"] = forms.IntegerField(
            label=text.recommendation.question,
            help_text=_("%(low)s: %(least)s. %(high)s: %(most)s.")
            % {
                "low": questionnaire.recommendation.low,
                "least": text.recommendation.low,
                "high": questionnaire.recommendation.high,
                "most": text.recommendation.high,
            },
            min_value=questionnaire.recommendation.low,
            max_value=questionnaire.recommendation.high,
        )

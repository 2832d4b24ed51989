"""Forms of seals, one module a part of the way."""

from ithaca.seals.forms.assessing import AnswerForm, MinorsForm, ReflectionForm, RemarkForm
from ithaca.seals.forms.beginning import BeginForm
from ithaca.seals.forms.registry import SearchForm
from ithaca.seals.forms.standing import NewFileForm, StandingForm

__all__ = [
    "AnswerForm",
    "BeginForm",
    "MinorsForm",
    "NewFileForm",
    "ReflectionForm",
    "RemarkForm",
    "SearchForm",
    "StandingForm",
]

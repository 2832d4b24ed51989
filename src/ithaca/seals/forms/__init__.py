"""Forms of seals, one module a part of the way."""

from ithaca.seals.forms.assessing import AnswerForm, MinorsForm, ReflectionForm, RemarkForm
from ithaca.seals.forms.beginning import BeginForm
from ithaca.seals.forms.planning import EffortForm, EndForm, ImprovementForm, ProgressForm
from ithaca.seals.forms.registry import SearchForm

__all__ = [
    "AnswerForm",
    "BeginForm",
    "EffortForm",
    "EndForm",
    "ImprovementForm",
    "MinorsForm",
    "ProgressForm",
    "ReflectionForm",
    "RemarkForm",
    "SearchForm",
]

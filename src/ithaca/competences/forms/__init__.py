"""Forms of competences, one file a subject."""

from ithaca.competences.forms.frameworks import CompetenceForm, FrameworkFile, GeneralForm, LevelForm
from ithaca.competences.forms.portfolio import AimForm, ItemForm, MarksForm

__all__ = [
    "AimForm",
    "CompetenceForm",
    "FrameworkFile",
    "GeneralForm",
    "ItemForm",
    "LevelForm",
    "MarksForm",
]

"""Forms of competences, one file a subject."""

from ithaca.competences.forms.frameworks import CompetenceForm, GeneralForm, ImportForm, LevelForm
from ithaca.competences.forms.portfolio import AimForm, ItemForm, MarksForm

__all__ = [
    "AimForm",
    "CompetenceForm",
    "GeneralForm",
    "ImportForm",
    "ItemForm",
    "LevelForm",
    "MarksForm",
]

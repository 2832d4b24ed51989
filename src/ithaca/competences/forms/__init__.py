"""Forms of competences, one file a subject."""

from ithaca.competences.forms.frameworks import CompetenceForm, FrameworkFile, GeneralForm, LevelForm
from ithaca.competences.forms.portfolio import AimForm, ItemForm, MarksForm
from ithaca.competences.forms.structure import AreaForm, NewAreaForm, ScaleForm

__all__ = [
    "AimForm",
    "AreaForm",
    "CompetenceForm",
    "FrameworkFile",
    "GeneralForm",
    "ItemForm",
    "LevelForm",
    "MarksForm",
    "NewAreaForm",
    "ScaleForm",
]

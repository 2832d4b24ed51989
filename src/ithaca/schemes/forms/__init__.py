"""Forms of seal schemes, one file a subject."""

from ithaca.schemes.forms.deriving import MergeForm, ReasonsForm, RecognitionForm
from ithaca.schemes.forms.general import GatesForm, GeneralForm, SchemeFile
from ithaca.schemes.forms.levels import LevelForm
from ithaca.schemes.forms.lists import KindsForm, TiersForm
from ithaca.schemes.forms.scales import ScaleForm
from ithaca.schemes.forms.standards import RequirementForm, StandardForm

__all__ = [
    "GatesForm",
    "GeneralForm",
    "KindsForm",
    "LevelForm",
    "MergeForm",
    "ReasonsForm",
    "RecognitionForm",
    "RequirementForm",
    "ScaleForm",
    "SchemeFile",
    "StandardForm",
    "TiersForm",
]

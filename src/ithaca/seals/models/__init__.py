"""Tables of seals, one file a part of the way."""

from ithaca.seals.models.assessing import Answer, Reflection, Remark, Variant
from ithaca.seals.models.files import SealFile
from ithaca.seals.models.planning import Improvement, ImprovementChange
from ithaca.seals.models.reporting import KeptReport
from ithaca.seals.models.sealing import Cause, Hold

__all__ = [
    "Answer",
    "Cause",
    "Hold",
    "Improvement",
    "ImprovementChange",
    "KeptReport",
    "Reflection",
    "Remark",
    "SealFile",
    "Variant",
]

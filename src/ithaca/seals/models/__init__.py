"""Tables of seals, one file a part of the way."""

from ithaca.seals.models.assessing import Answer, Reflection, Remark, Variant
from ithaca.seals.models.documents import Document, FileRoom
from ithaca.seals.models.files import SealFile
from ithaca.seals.models.planning import Improvement, ImprovementChange
from ithaca.seals.models.reporting import KeptReport

__all__ = [
    "Answer",
    "Document",
    "FileRoom",
    "Improvement",
    "ImprovementChange",
    "KeptReport",
    "Reflection",
    "Remark",
    "SealFile",
    "Variant",
]

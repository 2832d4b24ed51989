"""Tables of seals, one file a part of the way."""

from ithaca.seals.models.assessing import (
    Answer,
    Reflection,
    Remark,
    Variant,
)
from ithaca.seals.models.auditing import (
    Audit,
    AuditSession,
    DocumentRequest,
    Draw,
    Finding,
    Judgement,
    Part,
    Tie,
    Volunteer,
)
from ithaca.seals.models.deciding import (
    Appeal,
    Decision,
    Vote,
)
from ithaca.seals.models.documents import Document, FileRoom
from ithaca.seals.models.files import (
    SealFile,
)
from ithaca.seals.models.planning import (
    Improvement,
    ImprovementChange,
)
from ithaca.seals.models.procedure import (
    Procedure,
)
from ithaca.seals.models.reporting import (
    KeptReport,
)
from ithaca.seals.models.sealing import (
    Cause,
    Hold,
)

__all__ = [
    "Answer",
    "Appeal",
    "Audit",
    "AuditSession",
    "Cause",
    "Decision",
    "Document",
    "DocumentRequest",
    "Draw",
    "FileRoom",
    "Finding",
    "Hold",
    "Improvement",
    "ImprovementChange",
    "Judgement",
    "KeptReport",
    "Part",
    "Procedure",
    "Reflection",
    "Remark",
    "SealFile",
    "Tie",
    "Variant",
    "Volunteer",
    "Vote",
]

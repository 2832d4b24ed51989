"""Tables of seals, one file a part of the way."""

from ithaca.seals.models.documents import Document, FileRoom
from ithaca.seals.models.files import Answer, SealFile

__all__ = ["Answer", "Document", "FileRoom", "SealFile"]

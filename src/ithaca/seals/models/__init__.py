"""Tables of seals, one file a part of the way."""

from ithaca.seals.models.files import Answer, SealFile
from ithaca.seals.models.sealing import Cause, Hold

__all__ = ["Answer", "Cause", "Hold", "SealFile"]

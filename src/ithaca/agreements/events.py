"""What happens to agreements."""

from dataclasses import dataclass
from typing import ClassVar

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class AgreementBegun(Fact):
    verb: ClassVar[str] = "agreement.begun"


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(Fact):
    verb: ClassVar[str] = "agreement.signed"
    revision: int
    completes: bool  # the last signature that was missing


@dataclass(frozen=True, kw_only=True)
class AgreementEffective(Fact):
    verb: ClassVar[str] = "agreement.effective"
    revision: int

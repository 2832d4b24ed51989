"""What happens to accounts."""

from dataclasses import dataclass
from typing import ClassVar

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class AccountCreated(Fact):
    """Somebody signed up, or was entered by a command; the subject is the person."""

    verb: ClassVar[str] = "account.created"


@dataclass(frozen=True, kw_only=True)
class AddressConfirmed(Fact):
    """Somebody followed the link sent to an address."""

    verb: ClassVar[str] = "account.address confirmed"


@dataclass(frozen=True, kw_only=True)
class SettingsChanged(Fact):
    verb: ClassVar[str] = "account.settings changed"


@dataclass(frozen=True, kw_only=True)
class OperatorNamed(Fact):
    verb: ClassVar[str] = "account.operator named"


@dataclass(frozen=True, kw_only=True)
class DevicesSignedOut(Fact):
    """Somebody ended sessions of their own in other browsers."""

    verb: ClassVar[str] = "account.devices signed out"
    number: int


@dataclass(frozen=True, kw_only=True)
class ProviderConnected(Fact):
    """Somebody can sign in with their account at the organisation's own sign-in from now on."""

    verb: ClassVar[str] = "account.provider connected"


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Fact):
    """Somebody closed their account; what stays tells of a former member."""

    verb: ClassVar[str] = "account.closed"


@dataclass(frozen=True, kw_only=True)
class DataTaken(Fact):
    """Somebody fetched all that is kept of them."""

    verb: ClassVar[str] = "account.data taken"

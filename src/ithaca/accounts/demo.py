"""Which accounts of the demo data the visitor's page offers. `ithaca demo` writes the list into the data folder."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class DemoAccount:
    """An account to try one role with. `role` is mentor, mentee, coordinator, administrator, and of a network: network,
    auditor or committee."""

    email: str
    name: str
    role: str
    password: str
    passphrase: str = ""


def _file() -> Path:
    return Path(settings.DATA_DIR) / "demo-accounts.json"


def write_accounts(accounts: Iterable[DemoAccount]) -> None:
    _file().write_text(json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=1))


def read_accounts() -> list[DemoAccount]:
    """Empty where there are none."""
    if not _file().exists():
        return []
    return [DemoAccount(**row) for row in json.loads(_file().read_text())]

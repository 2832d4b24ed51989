"""Which accounts of the demo data the visitor's page offers. `ithaca demo` writes the list into the data folder."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from ithaca.accounts.queries import people_by_email


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


def open_accounts() -> list[DemoAccount]:
    """Those that nobody has closed meanwhile."""
    found = read_accounts()
    known = {person.email for person in people_by_email(each.email for each in found)}
    return [each for each in found if each.email in known]

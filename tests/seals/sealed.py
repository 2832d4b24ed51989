"""Programmes that hold a seal: the file stands at its end, the seal is issued by the action itself."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ithaca.cli.worker import Worker
from ithaca.credentials.actions import make_key
from ithaca.credentials.models import Credential
from ithaca.credentials.queries import can_issue, credential
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.seals import freezing
from ithaca.seals.actions import seal
from ithaca.seals.actions.files import move
from ithaca.seals.models import SealFile
from ithaca.seals.states import FileState
from tests.seals.sealers import Sealers, make_sealers

BASIC = {"a1": "done", "a2": "done", "b1": "shown"}


def with_key(world: Sealers) -> Sealers:
    """The network can sign."""
    if not can_issue(world.network):
        make_key(actor=world.oriane, body=world.network, id=new_id())
    return world


def decided(world: Sealers, row: SealFile, *, level: str = "first", **seal_fields: Any) -> SealFile:
    """The committee's decision on a file that was handed in: it is awarded."""
    row = world.now(row)
    row.frozen = freezing.freeze(row)
    row.sha256 = freezing.digest(row.frozen)
    row.state, row.handed_in_at = FileState.DECIDING, clock.now()
    row.save()
    with transaction.atomic():
        seal(row=row, level=level, by=world.committee[0], **seal_fields)
        move(world.committee[0], row, "award", "credential", "awarded_level")
    return world.now(row)


def sealed(world: Sealers, *, listed: bool = True, **seal_fields: Any) -> SealFile:
    """The seal of the first level for the programme of the cast, which lets itself be named."""
    with_key(world)
    programme = world.cast.programme
    programme.listed = listed
    programme.save(update_fields=["listed"])
    world.network.public = True
    world.network.save(update_fields=["public"])
    row = world.begun()
    world.says(row, **BASIC)
    return decided(world, row, **seal_fields)


@dataclass(frozen=True)
class Held:
    """The world with a seal that the programme of the cast holds."""

    world: Sealers
    row: SealFile

    @property
    def now(self) -> SealFile:
        return self.world.now(self.row)

    @property
    def seal(self) -> Credential:
        found = credential(self.row.credential_id) if self.row.credential_id else None
        assert found is not None
        return found

    def states(self) -> tuple[str, str]:
        """Of the file and of its credential: they say the same."""
        return self.now.state, self.seal.state


def make_held() -> Held:
    world = make_sealers()
    return Held(world, sealed(world))


def settle() -> None:
    """Whatever follows from the journal has followed."""
    worker = Worker()  # one: each begins with all that the clock asks for
    while worker.work_once():
        pass

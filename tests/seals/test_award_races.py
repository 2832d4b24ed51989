"""A seal is awarded in the moment in which what it stands on goes: whichever comes first, it does not count afterwards."""

from collections.abc import Callable
from threading import Event

import pytest

from ithaca.credentials import actions as credentials
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.networks import actions as networks
from ithaca.networks.models import Membership
from ithaca.seals import actions
from tests.racing import at_once
from tests.seals.sealed import decided, with_key
from tests.seals.sealers import make_sealers
from tests.seals.shores import make_shore

pytestmark = pytest.mark.django_db(transaction=True)
Meanwhile = Callable[[Callable[[], object]], Callable[[], None]]


def follow() -> None:
    while dispatch_waiting():
        pass


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Does something once a seal is being signed, which waits a moment for whoever is not held back."""
    signing, over, issue = Event(), Event(), credentials.issue

    def slowly(**told: object) -> object:
        signing.set()
        over.wait(1)
        return issue(**told)  # type: ignore[arg-type]

    def at_signing(doing: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            signing.wait(10)
            doing()
            follow()
            over.set()

        monkeypatch.setattr(credentials, "issue", slowly)  # from now on
        return run

    return at_signing


def test_a_member_that_is_suspended_while_its_seal_is_awarded_holds_none(meanwhile: Meanwhile) -> None:
    world = with_key(make_sealers())
    row, membership = world.begun(), Membership.objects.get()
    world.says(row, a1="done", a2="done", b1="done")
    at_once(
        lambda: decided(world, row),
        meanwhile(lambda: networks.suspend(actor=world.oriane, membership=membership, reason="-")),
    )
    follow()
    assert world.now(row).state == "suspended"


def test_what_rests_on_a_seal_goes_with_it_also_in_the_moment_in_which_it_is_awarded(
    meanwhile: Meanwhile,
) -> None:
    shore = make_shore()
    held, row = shore.held, shore.begun()
    held.world.says(row, a4="done")
    at_once(
        lambda: decided(held.world, row),
        meanwhile(
            lambda: actions.change_standing(
                actor=held.world.oriane, file=held.row, step="withdraw", reasons="-"
            )
        ),
    )
    follow()
    assert held.world.now(row).state == "withdrawn"

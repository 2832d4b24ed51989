"""A seal is suspended while something stands against it, comes back once nothing does, and may be withdrawn."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.credentials import actions as credentials
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition
from ithaca.networks import actions as networks
from ithaca.networks.models import Membership
from ithaca.seals import actions, queries
from ithaca.seals.models import Hold, SealFile
from tests.seals.sealed import Held, settle

IN_FORCE, SUSPENDED, WITHDRAWN = ("sealed", "issued"), ("suspended", "suspended"), ("withdrawn", "revoked")


def change(held: Held, step: str, reasons: str = "Le rapport annuel manque.") -> None:
    actions.change_standing(actor=held.world.oriane, file=held.row, step=step, reasons=reasons)


def test_the_network_suspends_it_and_puts_it_back_and_the_credential_goes_along(held: Held) -> None:
    change(held, "suspend")
    assert held.states() == SUSPENDED
    assert held.seal.reason == "Le rapport annuel manque."
    change(held, "reinstate", "Il est arrivé.")
    assert held.states() == IN_FORCE
    assert [each.reasons for each in queries.holds_of(held.now)] == ["Le rapport annuel manque."]


@pytest.mark.parametrize("before", [(), ("suspend",)])
def test_what_was_withdrawn_stays_so(held: Held, before: tuple[str, ...]) -> None:
    for step in (*before, "withdraw"):
        change(held, step)
    assert held.states() == WITHDRAWN
    for step in ("reinstate", "suspend", "withdraw"):
        with pytest.raises(ForbiddenTransition):
            change(held, step)


def test_nobody_but_the_networks_administrators_changes_it_and_never_without_a_reason(held: Held) -> None:
    world = held.world
    for person in (world.clemence, world.cast.administrator, world.auditors[0], world.committee[0]):
        with pytest.raises(Denied):
            actions.change_standing(actor=person, file=held.row, step="suspend", reasons="-")
    with pytest.raises(Refusal):
        change(held, "suspend", "  ")
    assert held.states() == IN_FORCE


def test_it_follows_its_credential_where_that_is_changed_by_itself(held: Held) -> None:
    credentials.suspend(credential=held.seal, reason="Une plainte", by=held.world.oriane)
    settle()
    assert held.states() == SUSPENDED
    credentials.reinstate(credential=held.seal, reason="Levée", by=held.world.oriane)
    settle()
    assert held.states() == IN_FORCE
    credentials.revoke(credential=held.seal, reason="Une fraude", by=held.world.oriane)
    settle()
    assert held.states() == WITHDRAWN


def test_it_is_suspended_while_its_organisation_is_and_comes_back_with_it(held: Held) -> None:
    membership = Membership.objects.get()
    networks.suspend(actor=held.world.oriane, membership=membership, reason="Sans rapport.")
    settle()
    assert held.states() == SUSPENDED
    assert Hold.objects.get().cause == "membership"
    networks.reinstate(actor=held.world.oriane, membership=membership)
    settle()
    assert held.states() == IN_FORCE


def test_it_is_suspended_when_its_organisation_leaves_and_comes_back_when_it_joins_again(held: Held) -> None:
    membership, alma = Membership.objects.get(), held.world.cast.administrator
    networks.leave(actor=alma, membership=membership)
    settle()
    assert held.states() == SUSPENDED
    networks.ask_to_join(actor=alma, organisation=membership.organisation, network=membership.network)
    settle()
    assert held.states() == SUSPENDED
    networks.accept_request(actor=held.world.oriane, membership=membership)
    settle()
    assert held.states() == IN_FORCE


def test_two_reasons_hold_it_until_both_are_gone(held: Held) -> None:
    membership, oriane = Membership.objects.get(), held.world.oriane
    change(held, "suspend")
    networks.suspend(actor=oriane, membership=membership, reason="Sans rapport.")
    settle()
    with pytest.raises(Refusal):
        change(held, "reinstate")
    networks.reinstate(actor=oriane, membership=membership)
    settle()
    assert held.states() == SUSPENDED
    change(held, "reinstate")
    assert held.states() == IN_FORCE


def test_a_credential_put_back_by_hand_is_suspended_again_while_the_membership_is(held: Held) -> None:
    networks.suspend(actor=held.world.oriane, membership=Membership.objects.get(), reason="Sans rapport.")
    settle()
    credentials.reinstate(credential=held.seal, reason="Par erreur", by=held.world.oriane)
    settle()
    assert held.states() == SUSPENDED


STEPS = st.lists(
    st.sampled_from(
        ["suspend", "reinstate", "suspend member", "reinstate member", "suspend paper", "reinstate paper"]
    ),
    max_size=7,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_it_counts_exactly_while_nothing_stands_against_it(
    held: Held, steps: list[str]
) -> None:
    """The oracle is a set of reasons; what the rules refuse changes nothing."""
    against: set[str] = _now(held)
    for step in steps:
        try:
            _take(held, step)
        except (Refusal, ForbiddenTransition):
            continue
        finally:
            settle()
        verb, _space, what = step.partition(" ")
        reason = "membership" if what == "member" else "network"
        against = against | {reason} if verb == "suspend" else against - {reason}
        assert held.states() == (SUSPENDED if against else IN_FORCE), step


def _now(held: Held) -> set[str]:
    return {each.cause for each in Hold.objects.filter(file=held.row, lifted_at=None)}


def _take(held: Held, step: str) -> None:
    verb, _space, what = step.partition(" ")
    oriane = held.world.oriane
    if not what:
        change(held, verb)
    elif what == "member":
        more = {"reason": "-"} if verb == "suspend" else {}
        getattr(networks, verb)(actor=oriane, membership=Membership.objects.get(), **more)
    else:
        getattr(credentials, verb)(credential=held.seal, reason="-", by=oriane)


def test_the_page_offers_what_is_possible_to_the_networks_administrators_alone(
    held: Held, sign_in: Callable[[Person], Client]
) -> None:
    path = f"/seal-files/{held.row.pk}/standing/"
    for person in (held.world.clemence, held.world.cast.outsider, held.world.committee[0]):
        assert sign_in(person).get(path).status_code == 404
    client = sign_in(held.world.oriane)
    assert 'value="reinstate"' not in client.get(path).content.decode()
    assert client.post(path, {"step": "suspend", "reasons": ""}).status_code == 422
    done = client.post(path, {"step": "suspend", "reasons": "Le rapport manque."})
    assert done.headers["Location"] == f"/seal-files/{held.row.pk}/"
    assert held.states() == SUSPENDED
    page = sign_in(held.world.clemence).get(f"/seal-files/{held.row.pk}/").content.decode()
    assert "Le rapport manque." in page
    told = client.get(path).content.decode()
    assert "Remettre en vigueur ou retirer" in told
    assert ('value="suspend"' in told, 'value="reinstate"' in told) == (False, True)
    Hold.objects.create(file=held.row, cause="membership", reasons="Plus membre.")
    told = client.get(path).content.decode()
    assert 'value="reinstate"' not in told  # it comes back by itself
    assert "Plus membre." in told
    SealFile.objects.update(state="withdrawn")
    assert client.get(path).status_code == 404

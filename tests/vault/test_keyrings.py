"""Setting up a vault, and changing what opens it."""

import pytest

from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.vault import actions, queries
from ithaca.vault.client import Keyring
from ithaca.vault.models import Wrap
from ithaca.vault.sealed import SealedKeyring
from tests.cast import Cast
from tests.vault.people import WRAP, give_keyring, sealed_keyring


def test_a_mentee_sets_up_a_keyring(cast: Cast) -> None:
    keyring = give_keyring(cast.mentee)
    kept = queries.keyring_of(cast.mentee)
    assert kept is not None
    assert {wrap.way for wrap in kept.wraps.all()} == {"passphrase", "kit"}
    assert [card.jws for card in queries.cards_of([cast.mentee.id])] == [keyring.card.jws]
    assert Event.objects.get(verb="vault.keyring_set_up").facts == {}


def test_a_second_click_changes_nothing(cast: Cast) -> None:
    sealed = sealed_keyring(Keyring.create(cast.mentee.id))
    first = actions.set_up_keyring(actor=cast.mentee, sealed=sealed)
    assert actions.set_up_keyring(actor=cast.mentee, sealed=sealed) == first
    assert Event.objects.filter(verb="vault.keyring_set_up").count() == 1


def test_a_keyring_is_never_replaced_by_another(cast: Cast) -> None:
    give_keyring(cast.mentee)
    with pytest.raises(Refusal):
        give_keyring(cast.mentee)


def test_a_keyring_needs_passphrase_and_kit(cast: Cast) -> None:
    keyring = Keyring.create(cast.mentee.id)
    with pytest.raises(Refusal):
        actions.set_up_keyring(
            actor=cast.mentee,
            sealed=SealedKeyring(keyring.card.jws, {"passphrase": WRAP}, keyring.seal_ledger()),
        )
    assert not queries.has_keyring(cast.mentee)


def test_nobody_files_somebody_elses_card(cast: Cast) -> None:
    with pytest.raises(Refusal):
        actions.set_up_keyring(actor=cast.outsider, sealed=sealed_keyring(Keyring.create(cast.mentee.id)))


def test_a_keyring_in_clear_is_refused(cast: Cast) -> None:
    keyring = Keyring.create(cast.mentee.id)
    clear = {"passphrase": keyring.to_text().encode(), "kit": WRAP}
    with pytest.raises(Refusal):
        actions.set_up_keyring(
            actor=cast.mentee, sealed=SealedKeyring(keyring.card.jws, clear, keyring.seal_ledger())
        )


def test_a_new_passphrase_replaces_the_wrap(cast: Cast) -> None:
    keyring = give_keyring(cast.mentee)
    before = Wrap.objects.get(way="passphrase").proven_at
    ledger = keyring.seal_ledger(generation=2)
    actions.put_wrap(actor=cast.mentee, way="passphrase", file=WRAP, ledger=ledger, generation=2)
    assert Wrap.objects.get(way="passphrase").proven_at > before
    assert Event.objects.get(verb="vault.wrap_replaced").facts == {"way": "passphrase"}


def test_an_older_ledger_is_refused(cast: Cast) -> None:
    keyring = give_keyring(cast.mentee)
    newer = keyring.seal_ledger(generation=2)
    actions.save_ledger(actor=cast.mentee, ledger=newer, generation=2)
    actions.save_ledger(actor=cast.mentee, ledger=newer, generation=2)  # the answer was lost
    with pytest.raises(Refusal):
        actions.save_ledger(actor=cast.mentee, ledger=keyring.seal_ledger(generation=2), generation=2)

"""The ready vaults of demo people."""

from ithaca.vault import actions, queries
from ithaca.vault.client import Keyring, demo
from tests import factories


def test_a_demo_person_gets_a_ready_vault(db: None) -> None:
    vaults = demo.load()
    assert len({vault.person_id for vault in vaults.vaults}) >= 60
    ready = vaults.vaults[0]
    person = factories.make_person("Iris Démo", id=ready.person_id)
    actions.set_up_keyring(actor=person, sealed=ready.sealed)
    kept = queries.keyring_of(person)
    assert kept is not None
    kit = kept.wraps.get(way="kit")
    assert Keyring.unwrap(bytes(kit.file), vaults.kit, ready.sealed.card) == ready.keyring

"""Who is told what, once: of handing in, and of what somebody else has put them down for."""

from datetime import timedelta

from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import NetworkRole
from ithaca.notifications.models import Message
from ithaca.seals import actions
from ithaca.seals.actions import Planned
from tests.seals.audited import handed_in
from tests.seals.sealed import settle
from tests.seals.sealers import Sealers


def told(words: str) -> set[object]:
    """Those whose mail says so in its subject."""
    return {message.person_id for message in Message.objects.filter(subject__contains=words)}


def test_handing_in_is_told_to_the_network_and_to_colleagues_each_once(world: Sealers) -> None:
    NetworkRole.objects.create(network=world.network, person=world.claude, role="administrator")
    handed_in(world)
    settle()
    assert told("a remis son autoévaluation") == {world.oriane.pk}
    assert told("Votre autoévaluation a été remise") == {world.claude.pk}
    assert not told("Équipe d’audit à désigner")


def test_who_is_put_down_for_an_improvement_by_somebody_else_is_told(world: Sealers) -> None:
    row, due = world.begun(), clock.today() + timedelta(days=30)
    for owner, standard in ((world.claude, "b1"), (world.clemence, "b2")):
        planned = Planned(step="done", words="Écrire.", owner=owner, due=due)
        actions.plan_improvement(
            actor=world.clemence, file=row, standard=standard, planned=planned, id=new_id()
        )
    settle()
    assert told("Vous vous chargez") == {world.claude.pk}

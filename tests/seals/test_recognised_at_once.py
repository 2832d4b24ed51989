"""A file that rests on a seal which vouches for everything goes from the network to the committee, without an audit."""

import pytest

from ithaca.access.rules import Denied
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.networks.models import NetworkRole
from ithaca.schemes import actions as schemes
from ithaca.schemes.actions import RecognitionContent
from ithaca.seals import actions, freezing, queries
from ithaca.seals.actions.files import move
from ithaca.seals.models import Audit
from ithaca.web.home.seals import to_name
from tests import factories
from tests.seals.audited import handed_in
from tests.seals.sealed import make_held, settle, told
from tests.seals.sealers import Sealers, publish, small_scheme


@pytest.mark.django_db
def test_what_another_seal_vouches_for_altogether_is_not_audited_again() -> None:
    held = make_held()
    world, joel = held.world, factories.make_person("Joël Rochat")
    network = factories.make_network(joel, "Deux Rives", slug="deux-rives")
    factories.make_membership(network, world.cast.organisation)
    NetworkRole.objects.create(network=network, person=world.committee[0], role="committee")
    content = RecognitionContent(
        ours=publish(network, small_scheme()), level="first", theirs=world.version, their_level="first"
    )
    schemes.declare_recognition(actor=joel, network=network, id=new_id(), content=content)
    (offer,) = queries.offers_to(world.cast.programme)
    row = actions.begin_by_recognition(
        actor=world.clemence, programme=world.cast.programme, offer=offer, id=new_id()
    )
    row.frozen = freezing.freeze(row)
    row.sha256, row.handed_in_at = freezing.digest(row.frozen), clock.now()
    move(world.clemence, row, "hand in", "frozen", "sha256", "handed_in_at")
    with pytest.raises(Denied):
        actions.recognise(actor=world.oriane, file=row)
    (step,) = to_name([network], joel)
    assert step.title.startswith("Remettez le dossier")
    actions.recognise(actor=joel, file=row)
    row = world.now(row)
    settle()
    assert told("Rien à auditer") == {joel.pk}
    assert told("La commission décide de votre label") == {world.clemence.pk, world.claude.pk}
    assert world.committee[0].pk in told("Un label attend votre vote")
    assert row.state == "deciding"
    assert not Audit.objects.filter(file=row).exists()
    assert queries.to_decide(world.committee[0]) == [row]
    assert actions.levels_to_award(row) == ["first"]


def test_a_file_that_stands_by_itself_is_audited(world: Sealers) -> None:
    with pytest.raises(Refusal):
        actions.recognise(actor=world.oriane, file=handed_in(world))

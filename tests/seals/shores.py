"""Two networks that recognise each other's seals, and a programme that holds the one of the first."""

from dataclasses import dataclass

from ithaca.accounts.models import Person
from ithaca.credentials.actions import make_key
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.schemes import actions as schemes
from ithaca.schemes.actions import RecognitionContent
from ithaca.schemes.models import Recognition, SchemeVersion
from ithaca.seals import actions, queries
from ithaca.seals.models import SealFile
from tests import factories
from tests.schemes import small
from tests.seals.sealed import Held, decided, make_held, settle
from tests.seals.sealers import publish, small_scheme


@dataclass(frozen=True)
class Shore:
    """Joël's network keeps the scheme of the first but for one standard more, and recognises its seal."""

    held: Held
    joel: Person
    network: Network
    version: SchemeVersion
    recognition: Recognition

    def offer(self) -> queries.Offer:
        (found,) = queries.offers_to(self.held.world.cast.programme)
        return found

    def begun(self, person: Person | None = None) -> SealFile:
        return actions.begin_by_recognition(
            actor=person or self.held.world.clemence,
            programme=self.held.world.cast.programme,
            offer=self.offer(),
            id=new_id(),
        )

    def awarded(self) -> SealFile:
        row = self.begun()
        self.held.world.says(row, a4="done")
        return decided(self.held.world, row)

    def change(self, step: str) -> None:
        held = self.held
        actions.change_standing(actor=held.world.oriane, file=held.row, step=step, reasons="-")
        settle()


def make_shore() -> Shore:
    held = make_held()
    world, joel = held.world, factories.make_person("Joël Rochat")
    network = factories.make_network(joel, "Deux Rives", slug="deux-rives")
    factories.make_membership(network, world.cast.organisation)
    content = small_scheme()
    content["requirements"][0]["standards"].append(small.standard("a4"))
    content["texts"] = {code: small.words(content, code) for code in ("fr", "en")}
    version = publish(network, content)
    make_key(actor=joel, body=network, id=new_id())
    told = RecognitionContent(ours=version, level="first", theirs=world.version, their_level="first")
    recognition = schemes.declare_recognition(actor=joel, network=network, id=new_id(), content=told)
    return Shore(held, joel, network, version, recognition)

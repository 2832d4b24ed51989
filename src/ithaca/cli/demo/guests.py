"""People of the demo who are known out of a sheet, and have no account yet."""

from typing import TYPE_CHECKING

from ithaca.kernel.ids import new_id
from ithaca.programmes import actions as programmes
from ithaca.programmes.prepared import Guest

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World


def prepare(world: "World") -> None:
    """Two people of the next cohort, known out of the coordination's sheet and not invited yet."""
    actor, programme = world.people["Clémence"], world.programmes["A"]
    cohort = programmes.save_cohort(
        actor=actor, programme=programme, id=new_id(), name="Printemps", starts_on=None
    )
    guests = [
        Guest(
            email=f"{name.split(' ')[0].lower()}@demo.example.org",
            name=name,
            role="mentee",
            language="fr",
            cohort=cohort.pk,
            prepared={"headline": headline, "expertise": [topic], "languages": ["fr"], "place": place},
        )
        for name, headline, topic, place in (
            ("Bertille Cazenave", "Reprend le travail après deux ans d’arrêt", "return_to_work", "Pau"),
            ("Octave Lemoine", "Cherche son premier poste d’encadrement", "first_management", "Tours"),
        )
    ]
    programmes.prepare_invitations(actor=actor, programme=programme, guests=guests, send=False)

"""How Les Voiles certifies its mentors: a scheme with its panel, and Marc, who has applied."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.certification import actions
from ithaca.certification.actions import SchemeContent, Trust
from ithaca.competences.queries import portfolios_of
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

PANEL = (
    ("Nadia", Trust(refers=True)),
    ("Samuel", Trust()),
    ("Oriane", Trust(assesses=False, decides=True)),
    ("Yann", Trust(assesses=False, decides=True)),
)


def tell(world: "World") -> None:
    alma, marc = world.people["Alma"], world.people["Marc"]
    portfolio = portfolios_of(marc)[0]
    with clock.telling(world.now - timedelta(days=30)):
        scheme = actions.make_scheme(
            actor=alma, version=portfolio.version, id=new_id(), content=SchemeContent()
        )
        for name, trust in PANEL:
            email = world.people[name].email
            actions.name_to_panel(actor=alma, scheme=scheme, email=email, trust=trust)
        actions.open_scheme(actor=alma, scheme=scheme)
    with clock.telling(world.now - timedelta(days=4)):
        actions.apply(person=marc, scheme=scheme, id=new_id(), level="junior")

"""A study that a network has opened, to which a member agrees and which asks its people; another network still drafts one."""

from typing import TYPE_CHECKING

from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.research import actions
from ithaca.research.actions import StudyContent
from ithaca.research.models import Study
from ithaca.research.variables import SLUGS

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

LASTING = StudyContent(
    title="Ce qui fait durer un mentorat",
    purpose="D’une rive à l’autre, pourquoi certains mentorats vont-ils jusqu’au bout et d’autres non ? Une équipe de deux universités compare la préparation, le rythme des séances et la façon dont les binômes se sont trouvés. Les résultats reviennent aux programmes, en mots simples.",
    contact="etudes@deux-rives.example.org",
    language="fr",
    licence="CC-BY-4.0",
    variables=list(SLUGS),
)
BEGINNING = StudyContent(
    title="How mentorships begin",
    purpose="Does it matter for the first months how the two came together? A master’s thesis asks, and a workshop with the coordinators will look at the answer.",
    contact="etudes@grand-large.example.org",
    language="en",
    licence="CC-BY-4.0",
    variables=["place", "begun", "met", "mentor_prepared", "ending", "meetings", "goals_set"],
)


def tell(world: "World") -> None:
    large, rives = (Network.objects.get(slug=slug) for slug in ("grand-large", "deux-rives"))
    people = world.people
    world.at(15, lambda: _open(world, rives))
    study = Study.objects.get(network=rives)
    mentoring = world.mentors["Marc"]
    house = mentoring.programme.organisation
    world.at(13, lambda: actions.agree(actor=people["Alma"], study=study, organisation=house))
    world.at(
        9,
        lambda: actions.join(
            actor=people["Clémence"], study=study, programme=mentoring.programme, adults=True
        ),
    )
    one = world.mentors["Nadia"]
    world.at(8, lambda: actions.give_consent(actor=one.person, study=study, participation=one, adult=True))
    world.at(
        3,
        lambda: actions.draft_study(actor=people["Oriane"], network=large, id=new_id(), content=BEGINNING),
    )


def _open(world: "World", network: Network) -> None:
    joel = world.people["Joël"]
    made = actions.draft_study(actor=joel, network=network, id=new_id(), content=LASTING)
    actions.open_study(actor=joel, study=made)

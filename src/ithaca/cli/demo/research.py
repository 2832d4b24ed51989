"""A study that a network has opened, to which members agree and which asks their people, with a first edition about the
cohort before; another network still drafts one."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.cli.demo.cohorts import PAST
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.kernel.periods import Period
from ithaca.networks.models import Network
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import coordinators_of
from ithaca.research import actions
from ithaca.research.actions import StudyContent
from ithaca.research.models import Study
from ithaca.research.periods import beginnings, ends
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

# Members whose last cohort the first edition tells of: house, who agrees, programme.
MEMBERS = (
    ("les-voiles", "Alma", "Trois escales"),
    ("l-amarre", "Béatrice", "Premiers nœuds"),
    ("cap-leman", "Joël", "Vent de face"),
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
    for member, administrator, key in MEMBERS:
        _take_part(world, study, member, world.people[administrator], key)
    one = world.mentors["Nadia"]
    world.at(8, lambda: actions.give_consent(actor=one.person, study=study, participation=one, adult=True))
    world.at(2, lambda: _publish(people["Joël"], study))
    world.at(
        3,
        lambda: actions.draft_study(actor=people["Oriane"], network=large, id=new_id(), content=BEGINNING),
    )


def _open(world: "World", network: Network) -> None:
    joel = world.people["Joël"]
    made = actions.draft_study(actor=joel, network=network, id=new_id(), content=LASTING)
    actions.open_study(actor=joel, study=made)


def _take_part(world: "World", study: Study, house: str, administrator: Person, name: str) -> None:
    """The member agrees, its programme takes part, and everybody of its last cohort says yes."""
    organisation = Organisation.objects.get(slug=house)
    world.at(13, lambda: actions.agree(actor=administrator, study=study, organisation=organisation))
    programme = Programme.objects.select_related("organisation").get(name__fr=name)
    coordinator = coordinators_of(programme)[0]
    world.at(9, lambda: actions.join(actor=coordinator, study=study, programme=programme, adults=True))
    of_the_cohort = {person for past in PAST[name] for person in (past.mentor, past.mentee)}
    rows = Participation.objects.select_related("person", "programme").filter(programme=programme)
    with clock.telling(world.now - timedelta(days=7)):
        for row in rows.filter(person__name__in=of_the_cohort):
            actions.give_consent(actor=row.person, study=study, participation=row, adult=True)


def _publish(actor: Person, study: Study) -> None:
    """About what had ended when the last quarter did."""
    until = ends(clock.now())[0]
    since = next(each for each in beginnings(clock.now()) if each <= until - timedelta(days=100))
    actions.publish(actor=actor, study=study, id=new_id(), period=Period(since, until))

"""How Les Voiles certifies its mentors: a scheme with its panel and its samples, Nadia and Karim, who are certified, and
Marc, who is being assessed.

Nadia's and Karim's portfolios were kept on paper, before this installation: their files stand here with the end of
their way alone. Marc's application was confirmed by the organisation although something was missing still.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from ithaca.certification import actions
from ithaca.certification.actions import SchemeContent, Trust
from ithaca.certification.actions.files import record
from ithaca.certification.events import Moved
from ithaca.certification.figures import samples_of
from ithaca.certification.models import File, Scheme
from ithaca.certification.states import FileState
from ithaca.competences.actions import begin_portfolio
from ithaca.competences.queries import portfolios_of
from ithaca.credentials.queries import credentials_of
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

# Ability, the mark it was written to deserve, what was handed in.
SAMPLES = (
    ("c1a", "met", "Trois sources comparées, deux entretiens menés avec la personne, et une page qui dit ce que chacune apporte à son projet."),
    ("c3a", "partly", "Une liste de besoins relevée au premier rendez-vous, sans que l’on sache comment elle a évolué ensuite."),
    ("c7b", "met", "La mentore raconte une séance où elle a tenu sa question pendant deux minutes de silence, et ce que la personne en a fait."),
    ("c13a", "not met", "« Je fais un bilan de chaque accompagnement. » Aucun exemple, aucune date."),
)  # fmt: skip


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
    with clock.telling(world.now - timedelta(days=29)):
        for ability, expected, text in SAMPLES:
            actions.add_sample(
                actor=alma, scheme=scheme, id=new_id(), ability=ability, words=(text, expected)
            )
    for first in ("Nadia", "Karim"):
        _certified(world, scheme, first)
    _assessed(world, scheme)


def _certified(world: "World", scheme: Scheme, first: str) -> None:
    """The end of a way that was gone on paper."""
    person = world.people[first]
    credential = credentials_of(person)[0]
    with clock.telling(credential.valid_from), transaction.atomic():
        portfolio = begin_portfolio(person=person, version=scheme.version, id=new_id())
        row = File.objects.create(
            scheme=scheme,
            person=person,
            portfolio=portfolio,
            level="junior",
            state=FileState.CERTIFIED,
            since=clock.now(),
            credential=credential,
        )
        record(Moved, world.people["Oriane"], row, step="certify")


def _assessed(world: "World", scheme: Scheme) -> None:
    """Marc's file: handed in, with its assessors named, who begin with the samples."""
    marc, alma = world.people["Marc"], world.people["Alma"]
    with clock.telling(world.now - timedelta(days=12)):
        row = actions.apply(person=marc, scheme=scheme, id=new_id(), level="junior")
    with clock.telling(world.now - timedelta(days=9)), transaction.atomic():
        row.state, row.since = FileState.ELIGIBLE, clock.now()
        row.save(update_fields=["state", "since"])
        record(Moved, alma, row, step="confirm")
    with clock.telling(world.now - timedelta(days=6)):
        actions.submit(actor=marc, file=row, id=new_id())
    with clock.telling(world.now - timedelta(days=4)):
        people = [world.people["Nadia"], world.people["Samuel"]]
        actions.name_assessors(actor=alma, file=row, people=people)
        marks = {each.pk: each.expected for each in samples_of(scheme)}
        actions.rate_samples(actor=world.people["Samuel"], scheme=scheme, marks=marks)

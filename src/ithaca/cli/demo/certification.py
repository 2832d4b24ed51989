"""How Les Voiles certifies its mentors: its key, a scheme with its panel and its samples, Nadia and Karim, who have come
to their certificates, and Marc, who is being assessed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.certification import actions
from ithaca.certification.actions import SchemeContent, Trust
from ithaca.certification.figures import samples_of
from ithaca.certification.models import Scheme
from ithaca.certification.rules import Mark
from ithaca.cli.demo.portfolios import Told, begin
from ithaca.cli.demo.ways import Way
from ithaca.competences.models import FrameworkVersion
from ithaca.competences.queries import portfolios_of
from ithaca.credentials import actions as credentials
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

PANEL = (
    ("Fatou", Trust(refers=True)),
    ("Samuel", Trust()),
    ("Oriane", Trust(assesses=False, decides=True)),
    ("Yann", Trust(assesses=False, decides=True)),
)
# Who, and how many days ago they applied. Nadia's certificate ends soon.
CERTIFIED = (("Nadia", 57), ("Karim", 28))

STEPS = ("practising", "mastering", "practising", "passing_on", "mastering")
EVIDENCE = (
    Told("document", ("c1a", "c1b", "c1c", "c3b", "c4b", "c4d", "c9b", "c11a", "c12a"), 140, "Un accompagnement, du premier rendez-vous au bilan", "Les documents de travail, dans l’ordre, et ce que chacun a changé."),
    Told("case", ("c2a", "c2c", "c2d", "c3e", "c7a", "c7b", "c7c", "c7d", "c7k", "c7l", "c8a"), 130, "Quand la demande n’était pas la bonne", "Trois séances pour passer de « je veux un réseau » à « je veux oser dire non »."),
    Told("recording", ("c2b", "c6a", "c7b", "c8h"), 120, "Dix minutes de jeu de rôle", "Une simulation entre mentors ; tout le monde a donné son accord."),
    Told("journal", ("c8c", "c8e", "c13a", "c15d"), 110, "Carnet d’une année", "Ce que j’ai fait trop vite, et ce que je fais désormais."),
)  # fmt: skip

# Ability, the mark it was written to deserve, what was handed in.
SAMPLES = (
    ("c1a", Mark.MET, "Trois sources comparées, deux entretiens menés avec la personne, et une page qui dit ce que chacune apporte à son projet."),
    ("c3a", Mark.PARTLY, "Une liste de besoins relevée au premier rendez-vous, sans que l’on sache comment elle a évolué ensuite."),
    ("c7b", Mark.MET, "La mentore raconte une séance où elle a tenu sa question pendant deux minutes de silence, et ce que la personne en a fait."),
    ("c13a", Mark.NOT_MET, "« Je fais un bilan de chaque accompagnement. » Aucun exemple, aucune date."),
)  # fmt: skip


def tell(world: "World") -> None:
    version = portfolios_of(world.people["Marc"])[0].version
    scheme = _scheme(world, version)
    _calibrate(world, scheme)
    for first, days in CERTIFIED:
        _certify(world, scheme, first, days)
    with clock.telling(world.now - timedelta(days=40)):
        nadia = world.people["Nadia"]
        actions.name_to_panel(
            actor=world.people["Alma"], scheme=scheme, email=nadia.email, trust=Trust(refers=True)
        )
    marc = Way.begin(world, scheme, "Marc", days=12)
    marc.hand_in()
    marc.assign("Nadia", "Samuel")  # Nadia begins with the samples, and both wait for copies


def _scheme(world: "World", version: FrameworkVersion) -> Scheme:
    alma = world.people["Alma"]
    with clock.telling(world.now - timedelta(days=70)):
        credentials.make_key(actor=alma, body=version.organisation, id=new_id())
        scheme = actions.make_scheme(actor=alma, version=version, id=new_id(), content=SchemeContent())
        for name, trust in PANEL:
            email = world.people[name].email
            actions.name_to_panel(actor=alma, scheme=scheme, email=email, trust=trust)
        actions.open_scheme(actor=alma, scheme=scheme)
    return scheme


def _calibrate(world: "World", scheme: Scheme) -> None:
    """Both see the samples alike but for one."""
    with clock.telling(world.now - timedelta(days=69)):
        for ability, expected, text in SAMPLES:
            actions.add_sample(
                actor=world.people["Alma"],
                scheme=scheme,
                id=new_id(),
                ability=ability,
                words=(text, expected),
            )
    samples = samples_of(scheme)
    with clock.telling(world.now - timedelta(days=66)):
        for first, other in (("Fatou", Mark.PARTLY), ("Samuel", Mark.NOT_MET)):
            marks = {each.pk: each.expected for each in samples} | {samples[-1].pk: other}
            actions.rate_samples(actor=world.people[first], scheme=scheme, marks=marks)


def _certify(world: "World", scheme: Scheme, first: str, days: float) -> None:
    kept = begin(world, first, scheme.version, days=days + 60)
    kept.assess(STEPS, days=days + 50)
    kept.gather(EVIDENCE, since=days + 45)
    way = Way.begin(world, scheme, first, days=days)
    way.hand_in()
    way.assign("Fatou", "Samuel")
    way.show(kept)
    way.rate()
    way.meet("Samuel")
    certificate = way.decide("Oriane")
    if first == "Nadia":  # by her choice
        credentials.enlist(actor=kept.person, credential=certificate, listed=True)

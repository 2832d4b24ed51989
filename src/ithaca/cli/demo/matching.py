"""
A programme whose people are known from a spreadsheet only: they are matched before anybody has signed in.

Their names are made up. The run waits for the worker, which solves it as soon as it starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ithaca.kernel.ids import new_id
from ithaca.matching.actions import Order, save_policy, start_run
from ithaca.matching.policy import Aim, Policy, Weights
from ithaca.matching.pool import Scope
from ithaca.organisations.models import Position
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Invitation, Programme
from ithaca.programmes.states import InvitationState

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

NAME = {"fr": "Passerelles", "en": "Footbridges"}
COORDINATOR = "Hélène"
LEVELS = ["Technique", "Maîtrise", "Cadre", "Cadre supérieur", "Direction"]
FIRST = [
    "Adèle",
    "Basile",
    "Capucine",
    "Désiré",
    "Éloïse",
    "Firmin",
    "Gaëlle",
    "Honoré",
    "Iris",
    "Joachim",
    "Katell",
    "Lazare",
    "Maëlle",
    "Norbert",
    "Ondine",
    "Prosper",
    "Quitterie",
    "Raoul",
    "Sidonie",
    "Tancrède",
    "Ursule",
    "Valère",
    "Wanda",
    "Xavier",
    "Ysé",
    "Zacharie",
    "Apolline",
    "Barnabé",
    "Clémentine",
    "Donatien",
    "Emmeline",
    "Fulbert",
    "Garance",
    "Hilaire",
    "Isaure",
    "Justin",
    "Léonie",
    "Marius",
    "Noémie",
    "Octave",
    "Pénélope",
    "Quentin",
    "Romane",
    "Sylvain",
    "Théa",
    "Urbain",
    "Violette",
    "Wilfrid",
    "Albane",
    "Bérenger",
    "Céleste",
    "Dorian",
    "Églantine",
    "Félicien",
    "Guenièvre",
    "Hector",
    "Irénée",
    "Josèphe",
    "Killian",
    "Lubin",
]
LAST = [
    "Astier",
    "Bonnaud",
    "Castaing",
    "Delmas",
    "Escande",
    "Fabre",
    "Gayraud",
    "Hérault",
    "Imbert",
    "Jourdan",
    "Laborde",
    "Maury",
    "Nogaret",
    "Orsini",
    "Pujol",
    "Roustan",
    "Sabatier",
    "Teissier",
    "Vidal",
    "Yvars",
]
UNITS = ("Recouvrement", "Relation aux assurés", "Qualité", "Systèmes d’information", "Ressources humaines")
TOPICS = (
    "leadership", "first_management", "team_management", "communication", "public_speaking", "project_management",
    "data", "it", "change", "networking", "career_path", "self_confidence", "finance", "strategy",
)  # fmt: skip
SECTORS = ("social_protection", "public", "health", "it")
ROLES = ("adviser", "companion", "go_between", "initiator", "knowledge_giver")
PLACES = ("Marseille", "Montpellier", "Toulon", "Nice")
WORDS = (
    "prendre la parole en réunion et défendre un projet",
    "passer d’un métier technique à l’encadrement d’une équipe",
    "lire les chiffres et en parler simplement",
    "conduire un changement sans perdre personne en route",
    "trouver ma place dans une grande maison",
)
MENTEES, MENTORS = 36, 24
POLICY = Policy(
    aim=Aim.PEOPLE,
    weights=Weights(topics=10, sectors=3, place=2, seniority=5, roles=4, wishes_of_mentees=6, text=2),
)


def tell(world: World) -> None:
    coordinator = world.people[COORDINATOR]
    organisation = world.programmes["C"].organisation
    made = programmes.create_programme(
        actor=coordinator,
        id=new_id(),
        organisation=organisation,
        template="institution-confidential",
        languages=["fr", "en"],
        name=NAME,
    )
    programmes.open_programme(actor=coordinator, programme=made)
    programme = Programme.objects.get(pk=made.pk)
    programme.levels, programme.pairing = LEVELS, "coordinator"
    programme.save(update_fields=["levels", "pairing"])
    _people(programme)
    version = save_policy(actor=coordinator, programme=programme, id=new_id(), policy=POLICY, after=0)
    order = Order(policy=version, scope=Scope(with_invited=True), seed=7, name="Première promotion")
    start_run(actor=coordinator, programme=programme, id=new_id(), order=order)


def _people(programme: Programme) -> None:
    names = [f"{first} {LAST[number * 7 % len(LAST)]}" for number, first in enumerate(FIRST)]
    mentors, mentees = names[:MENTORS], names[MENTORS : MENTORS + MENTEES]
    chart: dict[str, Position] = {}
    for number, name in enumerate([*mentors, *mentees]):
        # The first mentor leads the house, the next four a unit each; everybody else reports to one of those.
        manager = None if number == 0 else mentors[0] if number < 6 else mentors[1 + number % 5]
        chart[name] = Position(
            organisation=programme.organisation,
            email=address(name),
            name=name,
            manager=chart[manager] if manager else None,
            unit="Direction" if number == 0 else UNITS[(number - 1) % 5 if number < 6 else number % 5],
        )
    for position in chart.values():  # managers stand before those whom they lead
        position.save()
    rows = [_invitation(programme, "mentor", number, name, []) for number, name in enumerate(mentors)]
    for number, name in enumerate(mentees):
        wishes = (
            [address(mentors[(number * 5 + step) % MENTORS]) for step in (7, 9)] if number % 3 == 0 else []
        )
        rows.append(_invitation(programme, "mentee", number, name, wishes))
    Invitation.objects.bulk_create(rows)


def _invitation(programme: Programme, role: str, number: int, name: str, wishes: list[str]) -> Invitation:
    step = 3 if role == "mentor" else 5
    prepared: dict[str, Any] = {
        "headline": WORDS[number % 5].capitalize(),
        "presentation": f"{WORDS[number % 5]}, et {WORDS[(number * 2 + 1) % 5]}",
        "expertise": sorted({TOPICS[(number * step + each * 4) % len(TOPICS)] for each in range(3)}),
        "sectors": sorted({SECTORS[number % 4], SECTORS[number // 4 % 4]}),
        "languages": ["fr"],
        "mentor_roles": [ROLES[number % 5]],
        "place": PLACES[number * step % 4],
        "level": LEVELS[2 + number % 3] if role == "mentor" else LEVELS[number % 3],
        **({"capacity": 1 + number % 2} if role == "mentor" else {}),
        **({"wishes": wishes} if wishes else {}),
    }
    return Invitation(
        programme=programme,
        email=address(name),
        name=name,
        role=role,
        language="fr",
        state=InvitationState.PREPARED,
        sent_at=None,
        token=f"demo-{role}-{number}-{new_id().hex}",
        prepared=prepared,
    )


def address(name: str) -> str:
    table = str.maketrans("éèêëïîôâàûüç’ ", "eeeeiioaauuc..")
    return f"{name.lower().translate(table)}@passerelles.example.org"

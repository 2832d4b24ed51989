"""What the demo's programme offers besides mentoring: trainings, the mentors' community, and things to read."""

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.resources import actions as resources
from ithaca.trainings import actions
from ithaca.trainings.actions import Content, Note
from ithaca.trainings.models import Training
from ithaca.trainings.queries import coming
from ithaca.trainings.rules import When

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

ZONE = "Europe/Paris"
FIRST_STEPS = {
    "title": {"fr": "Mentor·e : les premiers pas", "en": "Mentors: first steps"},
    "description": {
        "fr": "Ce que l’on attend d’un·e mentor·e, et ce que l’on n’attend pas. Une demi-journée d’exercices à deux, avec des mentor·es qui ont déjà accompagné.",
        "en": "What is expected of a mentor, and what isn’t. Half a day of exercises in twos, with mentors who have been there.",
    },
}
LISTENING = {
    "title": {"fr": "Écouter, puis questionner", "en": "Listen, then ask"},
    "description": {
        "fr": "Deux soirées pour apprendre à poser la question qui aide l’autre à trouver sa réponse.\n\nVenez avec une situation que vous avez vécue ; elle reste dans la salle.",
        "en": "Two evenings to learn to ask the question that helps somebody find their own answer.\n\nBring a situation that you have lived through; it stays in the room.",
    },
}
COMMUNITY = {
    "title": {"fr": "Entre mentor·es : quand l’élan retombe", "en": "Among mentors: when the wind drops"},
    "description": {
        "fr": "Une heure pour parler de ce qui se passe quand un binôme s’essouffle, sans nommer personne.",
        "en": "An hour about what happens when a pair runs out of breath, without naming anybody.",
    },
}


def tell(world: "World") -> None:
    _held(world)
    _coming(world)
    for programme in world.programmes.values():
        resources.add_guides(programme.pk)
    world.at(40, lambda: _read(world))


def _when(days: float, hour: int, minutes: int) -> When:
    return When((clock.now() + timedelta(days=days)).replace(hour=hour, minute=0), minutes)


def _write(world: "World", content: Content) -> Training:
    clemence = world.people["Clémence"]
    made = actions.write_training(
        actor=clemence, programme=world.programmes["A"], id=new_id(), content=content
    )
    actions.open_training(actor=clemence, training=made)
    return made


def _sign_up(world: "World", training: Training, names: tuple[str, ...]) -> None:
    for name in names:
        actions.sign_up(person=world.people[name], training=training)


def _held(world: "World") -> None:
    made: list[Training] = []

    def plan() -> None:
        content = Content(
            kind="training",
            audience="mentor",
            time_zone=ZONE,
            dates=(_when(20, 8, 210),),
            place="Maison des associations, Nantes",
            credit_minutes=180,
            title=FIRST_STEPS["title"],
            description=FIRST_STEPS["description"],
        )
        made.append(_write(world, content))
        _sign_up(world, made[0], ("Marc", "Nadia", "Bastien", "Fatou", "Ingrid", "Karim"))

    def note() -> None:
        found = {row.person.name.split()[0]: row.pk for row in coming(made[0])}
        states = {"Bastien": "absent", "Ingrid": "excused"}
        notes = {pk: Note(states.get(name, "present")) for name, pk in found.items()}
        actions.note_attendance(actor=world.people["Clémence"], training=made[0], notes=notes)

    world.at(80, plan)
    world.at(59, note)


def _coming(world: "World") -> None:
    def plan() -> None:
        evenings = Content(
            kind="training",
            audience="both",
            time_zone=ZONE,
            dates=(_when(21, 16, 120), _when(28, 16, 120)),
            place="12, quai de la Fosse, Nantes",
            places=6,
            title=LISTENING["title"],
            description=LISTENING["description"],
        )
        listening = _write(world, evenings)
        _sign_up(world, listening, ("Inès", "Marc", "Nadia", "Paul", "Zoé", "Camille", "Hugo", "Lucie"))
        hour = Content(
            kind="community",
            audience="mentor",
            time_zone=ZONE,
            dates=(_when(16, 11, 60),),
            link="https://visio.example.org/entre-mentors",
            places=20,
            title=COMMUNITY["title"],
            description=COMMUNITY["description"],
        )
        _sign_up(world, _write(world, hour), ("Marc", "Fatou", "Agnès"))

    world.at(6, plan)


def _read(world: "World") -> None:
    """Three things to read beside the guides."""
    clemence, programme = world.people["Clémence"], world.programmes["A"]
    for content in (
        resources.Content(
            kind="link",
            title="Une heure pour écouter : l’émission",
            description="Des mentor·es et des mentoré·es racontent, sans langue de bois.",
            language="fr",
            url="https://radio.example.org/une-heure-pour-ecouter",
            phase="development",
        ),
        resources.Content(
            kind="file",
            title="Mes objectifs, pas à pas",
            description="Un tableau à remplir chacun pour soi avant la première séance.",
            language="fr",
            audience="mentee",
            phase="launch",
            upload=SimpleUploadedFile("mes-objectifs.xlsx", _sheet()),
        ),
        resources.Content(
            kind="link",
            title="Dire au revoir sans se perdre de vue",
            description="Cinq questions pour une dernière séance.",
            language="fr",
            url="https://carnet.example.org/dire-au-revoir",
            phase="separation",
        ),
    ):
        resources.add_resource(actor=clemence, programme=programme, id=new_id(), content=content)


def _sheet() -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Objectifs")
    sheet.write_row(0, 0, ["Ce que je veux atteindre", "Pourquoi", "Premier pas", "Pour quand"])
    sheet.set_column(0, 3, 28)
    book.close()
    return file.getvalue()

"""The competence framework of Les Voiles, and the portfolio that Marc has half filled."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.cli.demo.portfolios import Told, begin
from ithaca.competences import actions, editing
from ithaca.competences.models import FrameworkVersion
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import mentorships_of
from ithaca.organisations.queries import organisation_by_slug

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

# What Les Voiles asks for its first level while it tries certification out.
FIRST_LEVEL = {
    "prerequisites": {
        "mentorships_completed": 0,
        "hours": 0,
        "training_hours": 3,
        "months_at_level_before": 0,
    },
    "threshold": {"proven_percent": 10, "proven_percent_in_each_competence": 0},
    "valid_months": 4,
    "renewal": {"training_hours": 3, "mentorships": 1},
}
MEANING = {
    "fr": "Les bases sont là. Pendant notre première année, ce niveau demande peu et vaut quatre mois.",
    "en": "The basics are there. In our first year this level asks for little and lasts four months.",
}
FIRST = ("practising", "discovering", "practising", "not_yet", "practising")
LATER = ("mastering", "practising", "practising", "discovering", "mastering")
BEGUN = 155


def tell(world: "World") -> None:
    version = _framework(world)
    kept = begin(world, "Marc", version, days=BEGUN)
    kept.assess(FIRST, days=154)
    kept.assess(LATER, days=25)
    actions.aim_at(actor=kept.person, portfolio=kept.portfolio, level="senior")
    kept.gather(_items(world), since=150)


def _framework(world: "World") -> FrameworkVersion:
    """The shipped one, with an easier first level."""
    alma, organisation = world.people["Alma"], organisation_by_slug("les-voiles")
    assert organisation is not None
    with clock.telling(world.now - timedelta(days=160)):
        version = actions.adopt_framework(
            actor=alma, organisation=organisation, id=new_id(), slug="business-mentor"
        )
        label = {"fr": "Junior", "en": "Junior"}
        actions.change_framework(
            actor=alma,
            version=version,
            edit=lambda content: editing.with_level(
                content, "junior", FIRST_LEVEL, label=label, description=MEANING
            ),
        )
        actions.publish_framework(actor=alma, version=version)
    version.refresh_from_db()
    return version


def _with_ines(world: "World") -> Mentorship:
    marc, ines = world.people["Marc"], world.people["Inès"]
    return next(row for row in mentorships_of(marc) if row.mentee.person_id == ines.pk and row.begun_at)


def _items(world: "World") -> list[Told]:
    pair = _with_ines(world)
    return [
        Told("document", ("c1a", "c1b"), 150, "Étude de marché, lecture à deux", "Une page par concurrent, et trois questions que nous n’avions pas posées.", pair),
        Told("document", ("c3a",), 140, "Analyse des besoins, premier dossier", "Ce que la personne demandait, ce dont elle avait besoin, ce que je pouvais apporter.", pair),
        Told("document", ("c3a", "c4b"), 60, "Analyse des besoins, deuxième dossier", "Même trame que pour le premier, avec une grille des risques.", pair),
        Told("case", ("c7b", "c7d", "c7l"), 45, "Le jour où j’ai arrêté de conseiller", "Elle hésitait entre deux voies. J’ai reformulé, puis je me suis tu. Elle a trouvé seule.", pair, speaks_of_mentee=True),
        Told("journal", ("c13a", "c15a", "c15d"), 30, "Ce que j’ai appris cette année", "J’écoute mieux quand je n’ai pas préparé de réponse."),
        Told("network", ("c13c",), 800, "Cercle des mentors du Ponant", "Adhésion et trois rencontres animées."),
        Told("contract", ("c5a", "c5d"), 120, "Convention retouchée ensemble", "La première version, ce que nous avons changé, et pourquoi.", pair),
        Told("training", ("c15b", "c15c"), 20, "Écoute active, deux jours", "Programme, attestation et ce que j’en garde."),
    ]  # fmt: skip

"""The competence framework of Les Voiles, and the portfolio that Marc has half filled."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.competences import actions, queries
from ithaca.competences.actions import ItemContent
from ithaca.competences.models import Portfolio
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import mentorships_of
from ithaca.organisations.queries import organisation_by_slug
from ithaca.vault.actions import create_own_room, write_revision
from ithaca.vault.client import OpenRoom, Place, make_room
from ithaca.vault.rules import PORTFOLIO

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

# Kind, abilities, days ago, of which mentorship (0: none), whether it speaks of the mentee, title, words.
ITEMS = (
    ("document", ("c1a", "c1b"), 150, 1, False, "Étude de marché, lecture à deux", "Une page par concurrent, et trois questions que nous n’avions pas posées."),
    ("document", ("c3a",), 140, 1, False, "Analyse des besoins, premier dossier", "Ce que la personne demandait, ce dont elle avait besoin, ce que je pouvais apporter."),
    ("document", ("c3a", "c4b"), 60, 2, False, "Analyse des besoins, deuxième dossier", "Même trame que pour le premier, avec une grille des risques."),
    ("case", ("c7b", "c7d", "c7l"), 45, 1, True, "Le jour où j’ai arrêté de conseiller", "Elle hésitait entre deux voies. J’ai reformulé, puis je me suis tu. Elle a trouvé seule."),
    ("journal", ("c13a", "c15a", "c15d"), 30, 0, False, "Ce que j’ai appris cette année", "J’écoute mieux quand je n’ai pas préparé de réponse."),
    ("network", ("c13c",), 800, 0, False, "Cercle des mentors du Ponant", "Adhésion et trois rencontres animées."),
    ("contract", ("c5a", "c5c"), 120, 1, False, "Convention retouchée ensemble", "La première version, ce que nous avons changé, et pourquoi."),
    ("training", ("c15b", "c15c"), 20, 0, False, "Écoute active, deux jours", "Programme, attestation et ce que j’en garde."),
)  # fmt: skip
FIRST = ("practising", "discovering", "practising", "not_yet", "practising")
LATER = ("mastering", "practising", "practising", "discovering", "mastering")


def tell(world: "World") -> None:
    alma, marc = world.people["Alma"], world.people["Marc"]
    organisation = organisation_by_slug("les-voiles")
    assert organisation is not None
    with clock.telling(world.now - timedelta(days=160)):
        version = actions.adopt_framework(
            actor=alma, organisation=organisation, id=new_id(), slug="business-mentor"
        )
        actions.publish_framework(actor=alma, version=version)
    with clock.telling(world.now - timedelta(days=155)):
        portfolio = actions.begin_portfolio(person=marc, version=version, id=new_id())
        keyring = world.keyrings[marc.pk]
        sealed, room = make_room(keyring, [keyring.card])
        create_own_room(actor=marc, sealed=sealed, purpose=PORTFOLIO)
    _assess(world, portfolio, FIRST, 154)
    _assess(world, portfolio, LATER, 25)
    actions.aim_at(actor=marc, portfolio=portfolio, level="junior")
    _gather(world, portfolio, room)


def _assess(world: "World", portfolio: Portfolio, steps: tuple[str, ...], days: float) -> None:
    """All areas but the last, as somebody does who has half an hour."""
    marc = world.people["Marc"]
    framework = queries.framework(portfolio.version)
    asked = [one.slug for area in framework.areas[:-1] for each in area.competences for one in each.abilities]
    marks = {slug: steps[(n * 3) % len(steps)] for n, slug in enumerate(asked)}
    with clock.telling(world.now - timedelta(days=days)):
        actions.mark_abilities(actor=marc, portfolio=portfolio, marks=marks)
        actions.finish_assessment(actor=marc, portfolio=portfolio)


def _gather(world: "World", portfolio: Portfolio, room: OpenRoom) -> None:
    marc, ines = world.people["Marc"], world.people["Inès"]
    mine = [row for row in mentorships_of(marc) if row.mentor.person_id == marc.pk and row.begun_at]
    mine.sort(key=lambda row: row.mentee.person_id != ines.pk)  # hers first
    for kind, abilities, days, pair, speaks, title, text in ITEMS:
        mentorship: Mentorship | None = mine[min(pair, len(mine)) - 1] if pair else None
        with clock.telling(world.now - timedelta(days=min(days, 150))):
            content = ItemContent(
                kind=kind,
                made_on=(world.now - timedelta(days=days)).date(),
                abilities=abilities,
                mentorship=mentorship,
                speaks_of_mentee=speaks,
            )
            item = actions.add_item(actor=marc, portfolio=portfolio, id=new_id(), content=content)
            place = Place(str(item.pk), queries.EVIDENCE, about=str(item.pk))
            words = {"title": title, "text": text}
            sealed = room.sealed_revision(world.keyrings[marc.pk], place, words, at=clock.now().isoformat())
            write_revision(actor=marc, room_id=uuid.UUID(room.id), sealed=sealed)

"""Portfolios of the demo: facts in rows, words in their owner's own room, sealed with their owner's own keys."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.competences import actions, queries
from ithaca.competences.actions import ItemContent
from ithaca.competences.models import FrameworkVersion, Portfolio
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships.models import Mentorship
from ithaca.vault.actions import create_own_room, write_revision
from ithaca.vault.client import Keyring, OpenRoom, Place, make_room
from ithaca.vault.client.format import Claims
from ithaca.vault.rules import PORTFOLIO

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World


@dataclass(frozen=True)
class Told:
    """An item: its kind, what it speaks for, how many days ago it was made, what it says."""

    kind: str
    abilities: tuple[str, ...]
    days: float
    title: str
    text: str
    mentorship: Mentorship | None = None
    speaks_of_mentee: bool = False


@dataclass(frozen=True)
class Kept:
    """Somebody's portfolio, and the open room that holds its words."""

    world: "World"
    person: Person
    portfolio: Portfolio
    room: OpenRoom
    words: dict[uuid.UUID, Claims] = field(default_factory=dict)  # by item

    @property
    def keyring(self) -> Keyring:
        return self.world.keyrings[self.person.pk]

    def assess(self, steps: tuple[str, ...], *, days: float) -> None:
        """All areas but the last, as somebody does who has half an hour."""
        areas = queries.framework(self.portfolio.version).areas[:-1]
        asked = [one.slug for area in areas for each in area.competences for one in each.abilities]
        marks = {slug: steps[(n * 3) % len(steps)] for n, slug in enumerate(asked)}
        with clock.telling(self.world.now - timedelta(days=days)):
            actions.mark_abilities(actor=self.person, portfolio=self.portfolio, marks=marks)
            actions.finish_assessment(actor=self.person, portfolio=self.portfolio)

    def gather(self, items: Iterable[Told], *, since: float) -> None:
        """Each on the day on which it was made, none before the portfolio was begun."""
        for told in items:
            with clock.telling(self.world.now - timedelta(days=min(told.days, since))):
                self._add(told)

    def _add(self, told: Told) -> None:
        content = ItemContent(
            kind=told.kind,
            made_on=(self.world.now - timedelta(days=told.days)).date(),
            abilities=told.abilities,
            mentorship=told.mentorship,
            speaks_of_mentee=told.speaks_of_mentee,
        )
        item = actions.add_item(actor=self.person, portfolio=self.portfolio, id=new_id(), content=content)
        self.words[item.pk] = {"title": told.title, "text": told.text}
        place = Place(str(item.pk), queries.EVIDENCE, about=str(item.pk))
        at = clock.now().isoformat()
        sealed = self.room.sealed_revision(self.keyring, place, self.words[item.pk], at=at)
        write_revision(actor=self.person, room_id=uuid.UUID(self.room.id), sealed=sealed)


def begin(world: "World", first: str, version: FrameworkVersion, *, days: float) -> Kept:
    """A portfolio by a framework, with the room that only its owner opens."""
    person = world.people[first]
    keyring = world.keyrings[person.pk]
    with clock.telling(world.now - timedelta(days=days)):
        portfolio = actions.begin_portfolio(person=person, version=version, id=new_id())
        sealed, room = make_room(keyring, [keyring.card])
        create_own_room(actor=person, sealed=sealed, purpose=PORTFOLIO)
    return Kept(world, person, portfolio, room)

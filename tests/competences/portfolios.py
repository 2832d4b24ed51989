"""A mentor with a framework, a portfolio and a room of their own for it, as their browser has it open."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from ithaca.accounts.models import Person
from ithaca.competences import actions
from ithaca.competences.actions import ItemContent
from ithaca.competences.models import FrameworkVersion, Item, Portfolio
from ithaca.competences.queries import EVIDENCE
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.models import Participation
from ithaca.vault.actions import create_own_room, write_revision
from ithaca.vault.client import Keyring, OpenRoom, Place, make_room
from ithaca.vault.models import Revision
from ithaca.vault.rules import PORTFOLIO
from tests.cast import Cast
from tests.vault.people import give_keyring


def publish(cast: Cast, slug: str = "business-mentor") -> FrameworkVersion:
    """The shipped framework as the organisation's own, published."""
    row = actions.adopt_framework(
        actor=cast.administrator, organisation=cast.organisation, id=new_id(), slug=slug
    )
    actions.publish_framework(actor=cast.administrator, version=row)
    row.refresh_from_db()
    return row


@dataclass
class Kept:
    """A portfolio whose owner writes in it."""

    owner: Person
    portfolio: Portfolio
    keyring: Keyring
    key: OpenRoom

    def item(
        self,
        kind: str = "document",
        *abilities: str,
        mentorship: Mentorship | None = None,
        days_ago: int = 10,
        speaks: bool = False,
        written: bool = True,
    ) -> Item:
        content = ItemContent(
            kind=kind,
            made_on=today() - timedelta(days=days_ago),
            abilities=abilities or ("c1a",),
            mentorship=mentorship,
            speaks_of_mentee=speaks,
        )
        made = actions.add_item(actor=self.owner, portfolio=self.portfolio, id=new_id(), content=content)
        if written:
            self.write(made.pk)
        return made

    def write(self, about: uuid.UUID, text: str = "Ce que personne d’autre ne lit.") -> None:
        place = Place(str(about), EVIDENCE, about=str(about))
        sealed = self.key.sealed_revision(self.keyring, place, {"title": "Analyse", "text": text})
        write_revision(actor=self.owner, room_id=uuid.UUID(self.key.id), sealed=sealed)

    def rewrite(self, about: uuid.UUID, text: str) -> None:
        """The next version of what an item says."""
        head = Revision.objects.filter(content=about).latest("number")
        place = Place(str(about), EVIDENCE, head.number + 1, head.sha256, about=str(about))
        sealed = self.key.sealed_revision(self.keyring, place, {"title": "Analyse", "text": text})
        write_revision(actor=self.owner, room_id=uuid.UUID(self.key.id), sealed=sealed)


def today() -> date:
    return clock.today("Europe/Paris")


def keep(owner: Person, version: FrameworkVersion) -> Kept:
    portfolio = actions.begin_portfolio(person=owner, version=version, id=new_id())
    keyring = give_keyring(owner)
    sealed, key = make_room(keyring, [keyring.card])
    create_own_room(actor=owner, sealed=sealed, purpose=PORTFOLIO)
    return Kept(owner, portfolio, keyring, key)


def pair(mentor: Participation, mentee: Participation, **fields: object) -> Mentorship:
    """A mentorship that has come to its end."""
    now = clock.now()
    defaults = {
        "state": "ended",
        "end_kind": "completed",
        "begun_at": now - timedelta(days=200),
        "ended_at": now - timedelta(days=20),
        "contacts": 4,
    }
    return Mentorship.objects.create(
        programme=mentor.programme, mentor=mentor, mentee=mentee, **{**defaults, **fields}
    )

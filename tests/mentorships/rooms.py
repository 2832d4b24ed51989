"""A pair whose room is open in the test's hand, as its two people have it open in their browsers."""

import json
import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.cli.worker import Worker
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.models import Goal, Mentorship
from ithaca.notifications.models import Message
from ithaca.vault.client import Keyring, OpenRoom, Place, make_room
from ithaca.vault.sealed import SealedRevision
from tests.cast import Cast
from tests.vault.people import give_keyring


@dataclass
class RoomOfTwo:
    cast: Cast
    keyrings: dict[uuid.UUID, Keyring]
    key: OpenRoom
    id: uuid.UUID

    @property
    def row(self) -> Mentorship:
        return Mentorship.objects.select_related("programme").get(pk=self.id)

    def sealed(
        self, kind: str, author: Person | None = None, about: uuid.UUID | None = None
    ) -> SealedRevision:
        keyring = self.keyrings[author.pk] if author and author.pk in self.keyrings else self.mentees_keyring
        place = Place(str(new_id()), kind, about=str(about) if about else None)
        return self.key.sealed_revision(keyring, place, {"text": "Ce que personne d’autre ne lit."})

    @property
    def mentees_keyring(self) -> Keyring:
        return self.keyrings[self.cast.mentee.pk]

    def goal(self) -> Goal:
        return actions.set_goal(
            actor=self.cast.mentee, id=new_id(), mentorship=self.row, sealed=self.sealed("goal"), due_on=None
        )


def open_room(cast: Cast) -> RoomOfTwo:
    pair = actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    keyrings = {person.pk: give_keyring(person) for person in (cast.mentor, cast.mentee)}
    sealed, key = make_room(keyrings[cast.mentee.pk], [one.card for one in keyrings.values()])
    actions.attach_room(actor=cast.mentee, mentorship=pair, sealed=sealed)
    return RoomOfTwo(cast, keyrings, key, pair.pk)


def in_development(room: RoomOfTwo) -> None:
    """As after a first meeting, with the agreement signed by both."""
    Mentorship.objects.filter(pk=room.id).update(state="development")


def mails() -> list[tuple[str, str]]:
    worker = Worker()
    while worker.work_once():
        pass
    return [(one.to, one.subject) for one in Message.objects.order_by("created_at")]


def post(client: Client, path: str, body: object = None) -> HttpResponse:
    response: HttpResponse = client.post(path, json.dumps(body or {}), content_type="application/json")
    return response

"""Profiles, keyrings and requests for the cast."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.directory import actions
from ithaca.directory.entries import reindex
from ithaca.directory.models import Profile, Request
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.programmes.models import Participation
from ithaca.vault.client import Keyring, make_room
from ithaca.vault.sealed import SealedRoom
from tests.vault.people import give_keyring

ANSWERS = {"problem": "Je ne sais plus où aller.", "vision": "Un métier.", "expectations": "Un regard."}

SignIn = Callable[[Person], Client]
PAGE = reverse("directory:search", args=["cap-ouest"])


def give_profile(participation: Participation, **fields: Any) -> Profile:
    """A published profile, found by the search."""
    defaults = {
        "headline": "Je vous écoute",
        "presentation": "Vingt ans de métier.",
        "expertise": ["leadership"],
        "sectors": ["health"],
        "languages": ["fr"],
        "mentor_roles": ["adviser"],
        "place": "Nantes",
        "published_at": clock.now(),
    }
    profile = Profile.objects.create(participation=participation, **{**defaults, **fields})
    reindex(participation)
    return profile


class Keys:
    """The browsers of the people of a test: their keyrings."""

    def __init__(self) -> None:
        self.of: dict[Person, Keyring] = {}

    def give(self, *people: Person) -> None:
        for person in people:
            if person not in self.of:
                self.of[person] = give_keyring(person)

    def seal(self, mentee: Person, mentor: Person, kind: str = "request") -> SealedRoom:
        self.give(mentee, mentor)
        cards = [self.of[mentee].card, self.of[mentor].card]
        return make_room(self.of[mentee], cards, objects=[(kind, ANSWERS)])[0]

    def ask(self, mentee: Participation, mentor: Participation) -> Request:
        """A request on its way."""
        sealed = self.seal(mentee.person, mentor.person)
        return actions.send_request(actor=mentee.person, id=new_id(), mentor=mentor, sealed=sealed)

"""The small world: two networks, five organisations, five programmes, about sixty people and what happened to them.

Everything is told through the actions of the product, each at its moment in the past, and rooms are
sealed with the demo people's own keys: the server learns as little here as anywhere.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from ithaca.accounts.demo import write_accounts
from ithaca.accounts.models import Person
from ithaca.cli.demo import (
    audits,
    certification,
    cohorts,
    competences,
    gatherings,
    matching,
    networks,
    perspectives,
    research,
    seal_schemes,
    sealed,
    seals,
    stories,
)
from ithaca.cli.demo.accounts import ACCOUNTS, PASSWORD
from ithaca.cli.demo.people import JUDGES, MENTEES, MENTORS, STAFF, Told, fitting_answer, somebody
from ithaca.directory.actions import ProfileContent, save_profile
from ithaca.directory.entries import reindex_programme
from ithaca.indicators import actions as comparison
from ithaca.journal.models import Undispatched
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.organisations.models import Administrator, DeclaredConflict, Organisation, Position
from ithaca.programmes import actions as programmes
from ithaca.programmes import queries
from ithaca.programmes.models import Participation, Programme
from ithaca.vault.actions import set_up_keyring
from ithaca.vault.client import Keyring
from ithaca.vault.client import demo as demo_vaults
from ithaca.vault.client.demo import DemoVault

# What happened longer ago than this reached people long since: no mail is made of it any more.
MAIL_OF_THE_LAST = timedelta(days=10)


@dataclass
class World:
    """Whom and what the stories speak of."""

    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    keyrings: dict[uuid.UUID, Keyring] = field(default_factory=dict)
    mentors: dict[str, Participation] = field(default_factory=dict)
    mentees: dict[str, Participation] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    vaults: Iterator[DemoVault] = field(default_factory=lambda: iter(demo_vaults.load().vaults))

    def somebody_with_keys(self, name: str, **fields: str) -> Person:
        """Whoever has the next of the ready vaults."""
        vault = next(self.vaults)
        person = somebody(name, id=vault.person_id, **fields)
        self.keyrings[person.pk] = vault.keyring
        set_up_keyring(actor=person, sealed=vault.sealed)
        return person

    def apply(self, told: Told, key: str, role: str) -> Participation:
        """An application, at the moment that is being told."""
        programme = self.programmes[key]
        answers = {str(q.pk): fitting_answer(q) for q in queries.questions(programme, role)}
        return programmes.apply(
            person=self.people[told.first],
            programme=programme,
            role=role,
            answers=answers,
            charter=queries.charter_in_force(programme),
            id=new_id(),
        )

    def at(self, days: float, do: Callable[[], object]) -> None:
        """Does something so many days ago."""
        with clock.telling(self.now - timedelta(days=days)):
            do()


def build() -> World:
    world = World(clock.now().replace(minute=0, second=0, microsecond=0))
    world.at(200, lambda: _people(world))
    world.at(190, lambda: _organisations(world))
    world.at(180, lambda: _programmes(world))
    _join(world)
    stories.tell(world)
    gatherings.tell(world)
    competences.tell(world)
    perspectives.tell(world)
    certification.tell(world)
    world.at(75, lambda: _comparison(world))
    networks.tell(world)
    cohorts.tell(world)
    seal_schemes.tell(world)
    sealed.tell(world)
    seals.tell(world)
    audits.tell(world)
    research.tell(world)
    world.at(1, lambda: matching.tell(world))
    comparison.publish_edition()
    # This month's comparison has been there since its first day, whichever day it is.
    old = Q(event__at__lt=world.now - MAIL_OF_THE_LAST) | Q(event__verb="comparison.published")
    Undispatched.objects.filter(old).delete()
    for programme in Programme.objects.all():
        reindex_programme(programme)
    write_accounts(ACCOUNTS)
    return world


def _comparison(world: World) -> None:
    """Those who coordinate let their programmes compare themselves: too few yet, and the page says so."""
    for key, programme in world.programmes.items():
        comparison.join(actor=world.people[stories.COORDINATORS[key]], programme=programme)


def _people(world: World) -> None:
    encoded = make_password(PASSWORD)  # once: it is public anyway, and slow on purpose
    for told in (*STAFF, *MENTORS, *MENTEES, *JUDGES):  # each keeps the place that its vault has
        world.people[told.first] = world.somebody_with_keys(told.name, password=encoded, time_zone=told.zone)


def _organisations(world: World) -> None:
    voiles = Organisation.objects.create(name="Les Voiles", slug="les-voiles", country="FR", region="FR-PDL")
    caisse = Organisation.objects.create(
        name="Caisse du Midi", slug="caisse-du-midi", country="FR", region="FR-PAC"
    )
    people = world.people
    for person, organisation in (
        ("Alma", voiles),
        ("Clémence", voiles),
        ("Samuel", voiles),
        ("Hélène", caisse),
    ):
        Administrator.objects.create(person=people[person], organisation=organisation)
    placed: dict[str, Position] = {}
    for name, manager, unit in stories.POSITIONS:  # managers stand before those whom they lead
        placed[name] = Position.objects.create(
            organisation=caisse, person=people[name], manager=placed.get(manager), unit=unit
        )
    DeclaredConflict.objects.create(
        organisation=voiles, person=people["Paul"], other=people["Yann"], declared_by=people["Paul"]
    )


def _programmes(world: World) -> None:
    organisations = {o.slug: o for o in Organisation.objects.all()}
    for key, organisation, template, name, coordinator in stories.PROGRAMMES:
        actor = world.people[coordinator]
        made = programmes.create_programme(
            actor=actor,
            id=new_id(),
            organisation=organisations[organisation],
            template=template,
            languages=["fr", "en"],
            name=name,
        )
        programmes.open_programme(actor=actor, programme=made)
        world.programmes[key] = Programme.objects.select_related("organisation").get(pk=made.pk)


def publish(world: World, told: Told, participation: Participation) -> None:
    save_profile(
        person=world.people[told.first],
        participation=participation,
        content=ProfileContent(
            headline=told.headline,
            presentation=told.story,
            expertise=told.expertise,
            sectors=told.sectors,
            languages=told.languages,
            mentor_roles=told.roles,
            place=told.place,
        ),
    )


def _join(world: World) -> None:
    for told, key, role, days in stories.joining():
        coordinator = world.people[stories.COORDINATORS[key]]
        place = world.mentors if role == "mentor" else world.mentees

        def enter(
            told: Told = told, key: str = key, role: str = role, coordinator: Person = coordinator
        ) -> None:
            made = world.apply(told, key, role)
            programmes.accept_application(actor=coordinator, participation=made)
            publish(world, told, made)
            place[told.first] = queries.participation(made.pk)  # noqa: B023

        world.at(days, enter)

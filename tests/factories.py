"""Rows for tests, one function a model, believable defaults."""

import hashlib
from datetime import timedelta
from typing import Any

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Membership, Network, NetworkRole
from ithaca.notifications.models import Preferences
from ithaca.organisations.models import Administrator, Organisation, Position
from ithaca.programmes.actions import create_programme
from ithaca.programmes.models import Charter, Coordinator, Participation, Programme
from ithaca.resources.models import Resource
from ithaca.trainings.models import Training, TrainingDate

PASSWORD = "trois-oliviers-au-port"


def make_person(name: str, **fields: Any) -> Person:
    first = name.split(" ")[0].lower().translate(str.maketrans("éèï", "eei"))
    email = fields.pop("email", f"{first}@example.org")
    person = Person.objects.create_user(email, PASSWORD, name=name, **fields)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def make_organisation(name: str = "Les Voiles", **fields: Any) -> Organisation:
    fields.setdefault("slug", name.lower().replace(" ", "-"))
    return Organisation.objects.create(name=name, **fields)


def make_administrator(person: Person, organisation: Organisation) -> Administrator:
    return Administrator.objects.create(person=person, organisation=organisation)


def make_position(
    organisation: Organisation, person: Person, manager: Person | None = None, unit: str = ""
) -> Position:
    """Where somebody stands; the manager gets a position where they have none."""
    above = Position.objects.get_or_create(organisation=organisation, person=manager)[0] if manager else None
    made, _new = Position.objects.update_or_create(
        organisation=organisation, person=person, defaults={"manager": above, "unit": unit}
    )
    return made


def make_programme(organisation: Organisation, slug: str = "cap-ouest", **fields: Any) -> Programme:
    defaults = {
        "state": "open",
        "template": "association-directory@2",
        "languages": ["fr", "en"],
        "name": {"fr": "Cap Ouest", "en": "Cap West"},
        "theme": {"fr": "Trouver sa voie", "en": "Find one's way"},
        "objectives": {"fr": "Oser\nRencontrer", "en": "Dare\nMeet"},
        "contact_types": ["telephone", "video", "in_person", "in_writing"],
        "opened_at": clock.now(),
    }
    programme = Programme.objects.create(organisation=organisation, slug=slug, **{**defaults, **fields})
    make_charter(programme)
    return programme


def set_up_like(programme: Programme, template: str, administrator: Person) -> None:
    """Gives a programme all that the set-up of a ready one brings: phases, rhythm, contacts, agreement, charter."""
    ready = create_programme(
        actor=administrator,
        organisation=programme.organisation,
        id=new_id(),
        template=template,
        languages=["fr", "en"],
        name={},
    )
    own = {"id", "created_at", "organisation", "slug", "join_code", "state", "name", "languages", "opened_at"}
    brought = [f.name for f in Programme._meta.concrete_fields if f.name not in own]
    for name in brought:
        setattr(programme, name, getattr(ready, name))
    programme.save(update_fields=brought)


def make_charter(programme: Programme, number: int = 1) -> Charter:
    text = {"fr": "# Charte\n\nNous gardons le secret.", "en": "# Charter\n\nWe keep secrets."}
    digest = hashlib.sha256(repr(sorted(text.items())).encode()).hexdigest()
    return Charter.objects.create(programme=programme, number=number, text=text, sha256=digest)


def make_coordinator(person: Person, programme: Programme) -> Coordinator:
    return Coordinator.objects.create(person=person, programme=programme)


def make_participation(person: Person, programme: Programme, role: str, **fields: Any) -> Participation:
    charter = programme.charters.last()
    assert charter is not None
    fields.setdefault("state", "active")
    fields.setdefault("capacity", programme.capacity_per_mentor if role == "mentor" else 1)
    return Participation.objects.create(
        programme=programme,
        person=person,
        role=role,
        charter=charter,
        charter_sha256=charter.sha256,
        charter_accepted_at=clock.now(),
        **fields,
    )


def stay_awake(*people: Person) -> None:
    """No quiet hours: for tests that take the hour as it is."""
    for person in people:
        Preferences.objects.update_or_create(person=person, defaults={"quiet_from": None, "quiet_to": None})


def make_training(programme: Programme, *, days: float = 10, **fields: Any) -> Training:
    """An open training of two hours, so many days from now."""
    starts_at = (clock.now() + timedelta(days=days)).replace(microsecond=0)
    defaults = {
        "state": "open",
        "title": {"fr": "Écouter", "en": "Listening"},
        "description": {"fr": "Apprendre à écouter.", "en": "Learn to listen."},
        "time_zone": "Europe/Paris",
        "place": "Nantes",
        "credit_minutes": 120,
        "starts_at": starts_at,
        "last_starts_at": starts_at,
    }
    training = Training.objects.create(programme=programme, **{**defaults, **fields})
    TrainingDate.objects.create(training=training, starts_at=starts_at, minutes=120)
    return training


def make_resource(programme: Programme, **fields: Any) -> Resource:
    defaults = {
        "kind": "link",
        "title": "Bien écouter",
        "description": "Un article.",
        "language": "fr",
        "url": "https://lire.example.org/ecouter",
        "position": Resource.objects.filter(programme=programme).count() + 1,
    }
    return Resource.objects.create(programme=programme, **{**defaults, **fields})


def make_network(administrator: Person, name: str = "Grand Large", **fields: Any) -> Network:
    """A network that everybody finds, unless it is told otherwise."""
    defaults = {
        "slug": name.lower().replace(" ", "-"),
        "public": True,
        "languages": ["fr"],
        "presentation": {"fr": "Des programmes qui s’entraident."},
    }
    network = Network.objects.create(name=name, **{**defaults, **fields})
    NetworkRole.objects.create(network=network, person=administrator, role="administrator")
    return network


def make_membership(network: Network, organisation: Organisation, state: str = "member") -> Membership:
    return Membership.objects.create(
        network=network, organisation=organisation, state=state, since=clock.now(), joined_at=clock.now()
    )

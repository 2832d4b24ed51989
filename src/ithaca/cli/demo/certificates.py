"""Nadia's and Karim's certificates: what an organisation of the demo has certified, and the key that it signs with."""

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.accounts.models import Person
from ithaca.credentials import actions
from ithaca.credentials.models import Credential, Issuer
from ithaca.credentials.open_badges.content import Achievement, Alignment, Evidence, Kind, Result, Subject
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.organisations.models import Organisation

if TYPE_CHECKING:
    from ithaca.cli.demo.world import World

LISTENING = "http://data.europa.eu/esco/skill/a17286c5-238d-4f0b-bc24-29e9121345de"
JUNIOR = Achievement(
    kind=Kind.CERTIFICATION,
    name="Mentor·e, niveau junior",
    description="Accompagne des personnes dans la durée : pose un cadre, écoute, questionne, et sait quand passer la main.",
    criteria="Les quinze compétences prouvées par un portfolio, un entretien, et l’avis de deux personnes indépendantes.",
    language="fr",
    version="business-mentor@1",
    alignments=(Alignment(name="écouter activement", url=LISTENING),),
)


SEEN = (
    ("Cas vécu, sous pseudonymes", "case"),
    ("Attestation de formation", "attestation"),
    ("Compte rendu de l’entretien", "interview"),
)


# Who, and for how many days from then on: Nadia's ends soon.
HOLDERS = (("Nadia", 100), ("Karim", 3 * 365))


def tell(world: "World") -> None:
    alma = world.people["Alma"]
    key = actions.make_key(actor=alma, body=Organisation.objects.get(slug="les-voiles"), id=new_id())
    for first, days in HOLDERS:
        certificate = _issue(key.issuer, world.people[first], days, alma)
        if first == "Nadia":  # by her choice
            actions.enlist(actor=world.people[first], credential=certificate, listed=True)


def _issue(issuer: Issuer, person: Person, days: int, by: Person) -> Credential:
    proven = Result(name="Compétences prouvées", value="15 / 15", type="ext:Competences")
    return actions.issue(
        issuer=issuer,
        subject=Subject(
            name=person.name, email=person.email, named=True, person_id=person.pk, results=(proven,)
        ),
        achievement=JUNIOR,
        evidence=[
            Evidence(name=name, sha256=hashlib.sha256(name.encode()).digest(), genre=genre)
            for name, genre in SEEN
        ],
        valid_until=clock.now() + timedelta(days=days),
        by=by,
    )

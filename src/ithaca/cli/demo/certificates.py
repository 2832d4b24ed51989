"""Marc's certificate: what an organisation of the demo has certified, and the key that it signs with."""

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from ithaca.credentials import actions
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


def tell(world: "World") -> None:
    marc, alma = world.people["Marc"], world.people["Alma"]
    key = actions.make_key(actor=alma, body=Organisation.objects.get(slug="les-voiles"), id=new_id())
    proven = Result(name="Compétences prouvées", value="15 / 15", type="ext:Competences")
    subject = Subject(name=marc.name, email=marc.email, named=True, person_id=marc.pk, results=(proven,))
    actions.issue(
        issuer=key.issuer,
        subject=subject,
        achievement=JUNIOR,
        evidence=[
            Evidence(name=name, sha256=hashlib.sha256(name.encode()).digest(), genre=genre)
            for name, genre in SEEN
        ],
        valid_until=clock.now() + timedelta(days=3 * 365),
        by=alma,
    )

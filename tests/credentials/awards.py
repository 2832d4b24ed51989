"""A certificate of Marc's, and how its issuer came to have keys."""

import hashlib
from datetime import timedelta

from ithaca.accounts.models import Person
from ithaca.credentials import actions
from ithaca.credentials.models import Credential, Issuer, IssuerKey
from ithaca.credentials.open_badges.content import Achievement, Alignment, Evidence, Kind, Result, Subject
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.organisations.models import Organisation
from tests.cast import Cast

LISTENING = "http://data.europa.eu/esco/skill/a17286c5-238d-4f0b-bc24-29e9121345de"
MENTOR = Achievement(
    kind=Kind.CERTIFICATION,
    name="Mentor, niveau junior",
    description="Accompagne des personnes dans la durée & sait dire d’où viennent ses choix.",
    criteria="Quinze compétences, chacune prouvée ; un entretien ; deux avis indépendants.",
    language="fr",
    version="business-mentor@1",
    alignments=(Alignment(name="écouter activement", url=LISTENING),),
)
SEEN = Evidence(name="Cas vécu", sha256=hashlib.sha256(b"un cas").digest(), genre="case")
OTHER = Evidence(name="Attestation", sha256=hashlib.sha256(b"une attestation").digest())
SCORE = Result(name="Compétences prouvées", value="15 / 15", type="ext:Competences")


def make_key(actor: Person, organisation: Organisation) -> IssuerKey:
    return actions.make_key(actor=actor, body=organisation, id=new_id())


def subject(person: Person, *, named: bool = False) -> Subject:
    return Subject(name=person.name, email=person.email, named=named, person_id=person.pk, results=(SCORE,))


def certify(issuer: Issuer, person: Person, *, by: Person, years: int = 3, named: bool = False) -> Credential:
    return actions.issue(
        issuer=issuer,
        subject=subject(person, named=named),
        achievement=MENTOR,
        evidence=[SEEN, OTHER],
        valid_until=clock.now() + timedelta(days=365 * years),
        by=by,
    )


def certified(cast: Cast) -> Credential:
    """Marc's certificate, issued by Les Voiles."""
    key = make_key(cast.administrator, cast.organisation)
    return certify(key.issuer, cast.mentor, by=cast.administrator)

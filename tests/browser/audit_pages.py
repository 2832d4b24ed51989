"""The pages of an audit and of a committee, by who looks at them: parts of pages.py."""

from collections.abc import Iterator

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.networks.models import Network, NetworkRole
from ithaca.programmes.models import Programme
from ithaca.schemes.queries import published_of
from ithaca.seals import freezing
from ithaca.seals.models import Audit, AuditSession, DocumentRequest, Draw, Finding, Part, SealFile, Volunteer

SEED = "5e" * 32


def file_of(programme: Programme, state: str) -> SealFile:
    """The programme's file at Grand Large, as far on its way as a page wants it."""
    network = Network.objects.get(slug="grand-large")
    (version,) = published_of(network)
    level = next(iter(version.content["levels"]))["slug"]
    today = clock.today()
    row, made = SealFile.objects.get_or_create(
        network=network,
        programme=programme,
        defaults={
            "version": version,
            "level": level,
            "since": clock.now(),
            "first_day": today.replace(year=today.year - 1, day=1),
            "last_day": today,
        },
    )
    if made:
        row.frozen = freezing.freeze(row)
        row.sha256, row.handed_in_at = freezing.digest(row.frozen), clock.now()
    row.state = state
    row.save()
    return row


def somebody(name: str) -> Person:
    return Person.objects.get(email=f"{name}@demo.example.org")


def audit_in(row: SealFile) -> Audit:
    """By Maude and Joël, with a talk, a request and a finding."""
    audit, _made = Audit.objects.get_or_create(file=row, closed=False)
    for name in ("maude", "joel"):
        NetworkRole.objects.get_or_create(network=row.network, person=somebody(name), role="auditor")
        Part.objects.get_or_create(audit=audit, person=somebody(name))
    for kind in ("documents", "coordinator"):
        AuditSession.objects.get_or_create(audit=audit, kind=kind)
    place = row.programme.participations.filter(role="mentor", state="active")[0]
    drawn, _made = Volunteer.objects.get_or_create(
        file=row, participation=place, defaults={"state": "drawn", "since": clock.now()}
    )
    AuditSession.objects.get_or_create(audit=audit, kind="mentor", volunteer=drawn)
    Draw.objects.get_or_create(
        audit=audit, role="mentor", defaults={"volunteers": [str(drawn.pk)], "seed": SEED, "wanted": 3}
    )
    standard = next(iter(row.version.content["requirements"]))["standards"][0]["slug"]
    kind = row.version.content["kinds"][0]["slug"]
    DocumentRequest.objects.get_or_create(audit=audit, standard=standard, kind=kind, words="Le budget.")
    Finding.objects.get_or_create(
        audit=audit, standard=standard, kind="remediable", defaults={"words": "Écrivez qui décide."}
    )
    return audit


def reported_in(row: SealFile) -> Audit:
    audit = audit_in(row)
    audit.summary, audit.reported_at, audit.answers_until = "Solide.", clock.now(), clock.today()
    audit.save()
    Finding.objects.filter(audit=audit).update(state="answered", answer="C’est écrit.")
    return audit


def naming_pages(programme: Programme) -> Iterator[str]:
    """As Oriane sees them, who administers the network."""
    row = file_of(programme, "handed in")
    yield from ("/networks/grand-large/seal-files/", "/networks/grand-large/procedure/")
    yield from (f"/seal-files/{row.pk}/{page}" for page in ("", "auditors/", "back/"))


def audits_pages(programme: Programme) -> Iterator[str]:
    """As Maude sees them, who audits."""
    row = file_of(programme, "audit")
    audit = audit_in(row)
    start = f"/seal-files/{row.pk}/"
    talk = AuditSession.objects.exclude(volunteer=None).get(audit=audit)
    finding = Finding.objects.get(audit=audit)
    yield from ("/seal-files/", start)
    pages = ("", "draws/", "standards/", "documents/", "findings/", "report/", "aside/")
    yield from (f"{start}audit/{page}" for page in pages)
    yield from (f"{start}audit/sessions/{talk.pk}/", f"{start}audit/findings/{finding.pk}/")


def judging_pages(programme: Programme) -> Iterator[str]:
    """As Joël sees them, who judges what the programme has answered."""
    row = file_of(programme, "reported")
    finding = Finding.objects.get(audit=reported_in(row))
    start = f"/seal-files/{row.pk}/audit-report/"
    yield from (start, f"{start}{finding.pk}/judge/")


def answering_pages(programme: Programme) -> Iterator[str]:
    """As Alma sees them, who answers for the programme."""
    row = file_of(programme, "reported")
    finding = Finding.objects.get(audit=reported_in(row))
    start = f"/seal-files/{row.pk}/"
    yield from (start, f"{start}ties/", f"{start}audit-report/", f"{start}audit-report/{finding.pk}/answer/")
    yield f"{start}appeal/"


def committee_pages(programme: Programme) -> Iterator[str]:
    """As Béatrice sees them, who sits on the committee."""
    row = file_of(programme, "deciding")
    reported_in(row)
    NetworkRole.objects.get_or_create(network=row.network, person=somebody("beatrice"), role="committee")
    yield from ("/seal-files/", f"/seal-files/{row.pk}/", f"/seal-files/{row.pk}/decide/")


def asked_pages(programme: Programme) -> Iterator[str]:
    """As Paul sees them, who takes part."""
    row = file_of(programme, "audit")
    audit_in(row)
    yield f"/seal-files/{row.pk}/volunteer/"

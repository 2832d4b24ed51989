"""Which roles a person holds towards a seal file, and whom the addresses of seals speak of."""

from dataclasses import dataclass
from uuid import UUID

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.networks.policies import network, roles_in_network
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import programme_by_slug, roles_in_programme, roles_of_coordination
from ithaca.schemes.models import SchemeVersion
from ithaca.seals import queries
from ithaca.seals.models import Audit, AuditSession, DocumentRequest, Finding, Improvement, SealFile, Variant
from ithaca.seals.queries.documents import readers_of
from ithaca.seals.states import FileState

__all__ = [
    "audited",
    "beginning",
    "file",
    "finding_in_file",
    "improvement",
    "is_own",
    "network",
    "part_of_file",
    "programme_by_slug",
    "reading",
    "reported",
    "request_in_file",
    "require",
    "roles_in_file",
    "session_in_file",
    "variant_of_file",
    "volunteering",
]

OF_PROGRAMME = frozenset({Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR})


def roles_in_file(person: Person, row: SealFile) -> frozenset[Role]:
    """
    The programme's own people are nothing but that, whatever they are to the network. The network's are nobody until a
    file is handed in: what is being written is the programme's alone. Its auditors are those named for this file; its
    committee is whoever nothing binds to the organisation, once there is something to decide.
    """
    of_programme = roles_of_coordination(person, row.programme)
    if of_programme:
        return frozenset({Role.SIGNED_IN, *of_programme})
    if row.handed_in_at is None or row.state == FileState.ASSESSING:
        return frozenset({Role.SIGNED_IN})
    roles = roles_in_network(person, row.network)
    if queries.is_auditor(person, row):
        return roles | {Role.AUDITOR}
    return roles | {Role.COMMITTEE} if queries.is_on_committee(person, row) else roles


def is_own(person: Person, row: SealFile) -> bool:
    """Whether it is the file of a programme that somebody coordinates or whose organisation they administer."""
    return bool(roles_in_file(person, row) & OF_PROGRAMME)


def require(person: Person, row: SealFile, permission: Permission) -> None:
    rules.require(roles_in_file(person, row), permission)


# --- Resolvers of addresses ---


def file(person: Person, seal_file_id: UUID) -> Scoped[SealFile]:
    found = queries.file(seal_file_id)
    if found is None:
        raise Denied(str(seal_file_id))
    return Scoped(found, roles_in_file(person, found))


# --- Of the audit ---

PAIR = frozenset({Role.MENTOR, Role.MENTEE})


def session_in_file(
    person: Person, seal_file_id: UUID, session_id: UUID
) -> Scoped[tuple[SealFile, AuditSession]]:
    scoped, found = file(person, seal_file_id), queries.session(session_id)
    _belongs(scoped.subject, found.audit if found else None)
    assert found is not None
    return Scoped((scoped.subject, found), scoped.roles)


def finding_in_file(person: Person, seal_file_id: UUID, finding_id: UUID) -> Scoped[tuple[SealFile, Finding]]:
    scoped, found = file(person, seal_file_id), queries.finding(finding_id)
    _belongs(scoped.subject, found.audit if found else None)
    assert found is not None
    if found.audit.reported_at is None and Role.AUDITOR not in scoped.roles:
        raise Denied(str(finding_id))
    return Scoped((scoped.subject, found), scoped.roles)


def request_in_file(
    person: Person, seal_file_id: UUID, document_request_id: UUID
) -> Scoped[tuple[SealFile, DocumentRequest]]:
    scoped, found = file(person, seal_file_id), queries.document_request(document_request_id)
    _belongs(scoped.subject, found.audit if found else None)
    assert found is not None
    return Scoped((scoped.subject, found), scoped.roles)


def _belongs(row: SealFile, audit: Audit | None) -> None:
    if audit is None or audit.file_id != row.pk or audit.closed:
        raise Denied(str(row.pk))


def audited(person: Person, seal_file_id: UUID) -> Scoped[tuple[SealFile, Audit]]:
    """A file with the audit that counts."""
    scoped = file(person, seal_file_id)
    audit = queries.audit_of(scoped.subject)
    if audit is None:
        raise Denied(str(seal_file_id))
    return Scoped((scoped.subject, audit), scoped.roles)


def reported(person: Person, seal_file_id: UUID) -> Scoped[tuple[SealFile, Audit]]:
    """A file whose report there is; until then the auditors alone read what they have found."""
    scoped = audited(person, seal_file_id)
    if scoped.subject[1].reported_at is None and Role.AUDITOR not in scoped.roles:
        raise Denied(str(seal_file_id))
    return scoped


def volunteering(person: Person, seal_file_id: UUID) -> Scoped[SealFile]:
    """A file under audit, for those who take part in its programme: they see nothing of it but that."""
    found = queries.file(seal_file_id)
    if found is None or found.state != FileState.AUDITING:
        raise Denied(str(seal_file_id))
    return Scoped(found, roles_in_programme(person, found.programme) & PAIR)


def require_volunteer(person: Person, row: SealFile, permission: Permission) -> None:
    rules.require(roles_in_programme(person, row.programme) & PAIR, permission)


@dataclass(frozen=True)
class Beginning:
    """A programme, and the published scheme of a network by which it would be assessed."""

    programme: Programme
    version: SchemeVersion


def beginning(person: Person, slug: str, scheme_version_id: UUID) -> Scoped[Beginning]:
    scoped = programme_by_slug(person, slug)
    open_ones = {version.pk: version for version, _running in queries.open_to(scoped.subject)}
    if scheme_version_id not in open_ones:
        raise Denied(slug)
    return Scoped(Beginning(scoped.subject, open_ones[scheme_version_id]), scoped.roles)


@dataclass(frozen=True)
class PartOfFile:
    """A file, and the slug of a requirement or of a standard of its scheme."""

    file: SealFile
    slug: str


def part_of_file(person: Person, seal_file_id: UUID, **part: str) -> Scoped[PartOfFile]:
    """A `requirement` or a `standard` of a file."""
    scoped = file(person, seal_file_id)
    ((kind, slug),) = part.items()
    scheme = queries.scheme_of(scoped.subject)
    known = set(scheme.standards) if kind == "standard" else {each.slug for each in scheme.requirements}
    if slug not in known:
        raise Denied(slug)
    return Scoped(PartOfFile(scoped.subject, slug), scoped.roles)


def variant_of_file(person: Person, seal_file_id: UUID, variant_id: UUID) -> Scoped[Variant]:
    scoped = file(person, seal_file_id)
    found = queries.variant(scoped.subject, variant_id)
    if found is None:
        raise Denied(str(variant_id))
    return Scoped(found, scoped.roles)


def improvement(person: Person, improvement_id: UUID) -> Scoped[Improvement]:
    """A line of an improvement plan, which is the programme's alone."""
    found = queries.improvement(improvement_id)
    if found is None or not is_own(person, found.file):
        raise Denied(str(improvement_id))
    return Scoped(found, roles_in_file(person, found.file))


def reading(person: Person, seal_file_id: UUID) -> Scoped[SealFile]:
    """A file for one of those who are to read its documents now."""
    scoped = file(person, seal_file_id)
    if person not in readers_of(scoped.subject):
        raise Denied(str(seal_file_id))
    return scoped

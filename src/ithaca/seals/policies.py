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
from ithaca.programmes.policies import programme_by_slug, roles_in_programme
from ithaca.schemes.models import SchemeVersion
from ithaca.seals import queries
from ithaca.seals.models import Improvement, SealFile, Variant
from ithaca.seals.states import FileState

__all__ = [
    "beginning",
    "file",
    "improvement",
    "is_own",
    "network",
    "part_of_file",
    "programme_by_slug",
    "require",
    "roles_in_file",
    "variant_of_file",
]

OF_PROGRAMME = frozenset({Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR})


def roles_in_file(person: Person, row: SealFile) -> frozenset[Role]:
    """
    The programme's own people are nothing but that, whatever they are to the network. The network's are nobody until a
    file is handed in: what is being written is the programme's alone.
    """
    of_programme = roles_in_programme(person, row.programme) & OF_PROGRAMME
    if of_programme:
        return frozenset({Role.SIGNED_IN, *of_programme})
    if row.handed_in_at is None or row.state == FileState.ASSESSING:
        return frozenset({Role.SIGNED_IN})
    return roles_in_network(person, row.network)


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

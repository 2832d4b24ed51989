"""Whom the addresses of research speak of."""

from uuid import UUID

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.networks.models import Network
from ithaca.networks.policies import network, roles_in_network
from ithaca.organisations.models import Organisation
from ithaca.organisations.policies import roles_in_organisation
from ithaca.organisations.queries import organisation_by_slug
from ithaca.programmes import policies as programmes
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.policies import programme_by_slug
from ithaca.research import queries
from ithaca.research.models import Release, Study
from ithaca.research.states import StudyState

__all__ = ["network", "organisation", "programme_by_slug", "require", "study"]


def require(person: Person, network: Network) -> None:
    """Whoever writes the network's studies and publishes."""
    rules.require(roles_in_network(person, network), Permission.MANAGE_RESEARCH)


def require_for(person: Person, participation: Participation) -> None:
    """Each for themselves: nobody consents for somebody else."""
    own = programmes.roles_towards(person, participation) & {Role.SELF}
    rules.require(own, Permission.CONSENT_TO_RESEARCH)


# --- Resolvers of addresses ---


def study(person: Person, slug: str, study_id: UUID) -> Scoped[Study]:
    scoped = network(person, slug)
    found = queries.study(study_id)
    if found is None or found.network_id != scoped.subject.pk:
        raise Denied(slug)
    return Scoped(found, scoped.roles)


def release(person: Person, slug: str, release_id: UUID) -> Scoped[Release]:
    scoped = network(person, slug)
    found = queries.release(release_id)
    if found is None or found.study.network_id != scoped.subject.pk:
        raise Denied(slug)
    return Scoped(found, scoped.roles)


def organisation(person: Person, slug: str) -> Scoped[Organisation]:
    found = organisation_by_slug(slug)
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_organisation(person, found))


def study_of_organisation(person: Person, slug: str, study_id: UUID) -> Scoped[tuple[Organisation, Study]]:
    """A study that an organisation is asked about, or has agreed to."""
    scoped = organisation(person, slug)
    found = next((row for row in queries.asked_of_organisation(scoped.subject) if row.pk == study_id), None)
    if found is None:
        raise Denied(slug)
    return Scoped((scoped.subject, found), scoped.roles)


def study_of_programme(person: Person, slug: str, study_id: UUID) -> Scoped[tuple[Programme, Study]]:
    """A study that the programme's organisation agrees to."""
    scoped = programme_by_slug(person, slug)
    found = next((row for row in queries.asked_of_programme(scoped.subject) if row.pk == study_id), None)
    if found is None:
        raise Denied(slug)
    return Scoped((scoped.subject, found), scoped.roles)


def own_consent(
    person: Person, study_id: UUID, participation_id: UUID
) -> Scoped[tuple[Study, Participation]]:
    """A study that somebody is asked about, or has answered."""
    scoped = programmes.participation_by_id(person, participation_id)
    found = queries.study(study_id)
    if found is None or found.state == StudyState.DRAFT:
        raise Denied(str(study_id))
    mine = scoped.subject
    if not (queries.is_asked(found, mine) or queries.consent(found, mine)):
        raise Denied(str(study_id))
    return Scoped((found, mine), {Role.SELF} & set(scoped.roles))

"""Who stands how towards proposals and runs, and what the addresses of this app speak of."""

from uuid import UUID

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.directory.models import Profile
from ithaca.matching.models import MatchProposal, Objection, PolicyVersion, Run, RunPerson
from ithaca.matching.queries import proposals
from ithaca.programmes.policies import roles_in_programme
from ithaca.programmes.states import ParticipationState

SIDES = ("mentor", "mentee")
GONE = (ParticipationState.LEFT, ParticipationState.EXCLUDED)


def roles_in_match(person: Person, row: MatchProposal) -> frozenset[Role]:
    roles = {Role.SIGNED_IN}
    for side in SIDES:
        one = getattr(row, side)
        inside = one.participation is None or one.participation.state not in GONE
        if inside and proposals.person_of(one) == person:
            roles.add(Role(side))
    return frozenset(roles)


def role_of(person: Person, row: MatchProposal) -> str:
    """ "mentor" or "mentee"; raises Denied for everybody else."""
    roles = roles_in_match(person, row)
    for side in SIDES:
        if Role(side) in roles:
            return side
    raise Denied(Permission.ANSWER_MATCH.value)


def side_of(person: Person, row: MatchProposal) -> str:
    """The side on which somebody was asked, whether or not they still take part."""
    return "mentor" if proposals.person_of(row.mentor) == person else "mentee"


def require(person: Person, row: MatchProposal, permission: Permission) -> None:
    require_roles(roles_in_match(person, row), permission)


def match_by_id(person: Person, match_id: UUID) -> Scoped[MatchProposal]:
    try:
        row = proposals.proposal(match_id)
    except MatchProposal.DoesNotExist:
        raise Denied(str(match_id))
    return Scoped(row, roles_in_match(person, row))


def portrait_in_match(person: Person, match_id: UUID) -> Scoped[Profile]:
    """The portrait of the other of a proposal."""
    scoped = match_by_id(person, match_id)
    require_roles(scoped.roles, Permission.ANSWER_MATCH)
    other = "mentee" if role_of(person, scoped.subject) == "mentor" else "mentor"
    profile = proposals.published_profile(proposals.place_of(scoped.subject, other))
    if profile is None or not profile.photo:
        raise Denied(str(match_id))
    return Scoped(profile, scoped.roles)


def match_in_programme(person: Person, slug: str, match_id: UUID) -> Scoped[MatchProposal]:
    """A proposal as the coordination of its programme sees it: being its mentor or mentee says nothing here."""
    found = match_by_id(person, match_id).subject
    if found.run.programme.slug != slug:
        raise Denied(str(match_id))
    return Scoped(found, roles_in_programme(person, found.run.programme))


def run_by_id(person: Person, slug: str, run_id: UUID) -> Scoped[Run]:
    rows = Run.objects.select_related("programme__organisation", "policy", "based_on", "started_by")
    found = rows.filter(pk=run_id, programme__slug=slug).first()
    if found is None:
        raise Denied(str(run_id))
    return Scoped(found, roles_in_programme(person, found.programme))


def policy_in_programme(person: Person, slug: str, number: int) -> Scoped[PolicyVersion]:
    rows = PolicyVersion.objects.select_related("programme__organisation", "saved_by")
    found = rows.filter(programme__slug=slug, number=number).first()
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_programme(person, found.programme))


def objection_in_programme(person: Person, slug: str, objection_id: UUID) -> Scoped[Objection]:
    rows = Objection.objects.select_related("programme__organisation", "person")
    found = rows.filter(programme__slug=slug, pk=objection_id).first()
    if found is None:
        raise Denied(slug)
    return Scoped(found, roles_in_programme(person, found.programme))


def mentee_of_run(person: Person, slug: str, run_id: UUID, mentee_id: UUID) -> Scoped[tuple[Run, RunPerson]]:
    found = run_by_id(person, slug, run_id)
    mentee = RunPerson.objects.filter(run=found.subject, pk=mentee_id, side="mentee").first()
    if mentee is None:
        raise Denied(str(mentee_id))
    return Scoped((found.subject, mentee), found.roles)

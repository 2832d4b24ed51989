"""Who stands how towards a mentorship, and the mentorships and meetings that addresses speak of."""

from uuid import UUID

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied, allowed
from ithaca.access.rules import require as require_roles
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.mentorships.models import Meeting, Mentorship, Proposal, Replacement
from ithaca.mentorships.states import MentorshipState
from ithaca.programmes.models import Participation
from ithaca.programmes.policies import roles_of_coordination


def roles_in_mentorship(person: Person, mentorship: Mentorship) -> frozenset[Role]:
    """Being a mentor of the programme says nothing about this pair: only coordination carries over."""
    return _roles_in_pair(person, mentorship) | roles_of_coordination(person, mentorship.programme)


def _roles_in_pair(person: Person, mentorship: Mentorship) -> frozenset[Role]:
    roles = {Role.SIGNED_IN}
    if person.pk == mentorship.mentor.person_id:
        roles.add(Role.MENTOR)
    if person.pk == mentorship.mentee.person_id:
        roles.add(Role.MENTEE)
    return frozenset(roles)


def require(person: Person, mentorship: Mentorship, permission: Permission) -> None:
    if allowed(_roles_in_pair(person, mentorship), permission):
        return  # one of the two, as nearly always: nothing has to be looked up
    require_roles(roles_in_mentorship(person, mentorship), permission)


def role_of(person: Person, mentorship: Mentorship) -> str:
    """ "mentor" or "mentee"; raises Denied for everybody else."""
    if person.pk == mentorship.mentor.person_id:
        return "mentor"
    if person.pk == mentorship.mentee.person_id:
        return "mentee"
    raise Denied(Permission.TAKE_PART_IN_MENTORSHIP.value)


def own_participation(person: Person, row: Mentorship) -> Participation:
    """Of one of the two."""
    return row.mentor if role_of(person, row) == "mentor" else row.mentee


def require_pair(person: Person, mentorship: Mentorship) -> None:
    """Lets the two of an agreed pair through; Denied for everybody else, coordinators too."""
    role_of(person, mentorship)
    if mentorship.state in (MentorshipState.PROPOSED, MentorshipState.DECLINED):
        raise Denied(str(mentorship.pk))


def mentorship_by_id(person: Person, mentorship_id: UUID) -> Scoped[Mentorship]:
    rows = Mentorship.objects.select_related(
        "programme__organisation", "mentor__person", "mentee__person", "agreement", "room"
    )
    mentorship = rows.filter(pk=mentorship_id).first()
    if mentorship is None:
        raise Denied(str(mentorship_id))
    return Scoped(mentorship, roles_in_mentorship(person, mentorship))


def room_by_mentorship(person: Person, mentorship_id: UUID) -> Scoped[Mentorship]:
    """The mentorship whose room the two enter, as soon as both have agreed to be a pair."""
    scoped = mentorship_by_id(person, mentorship_id)
    waiting = scoped.subject.state in (MentorshipState.PROPOSED, MentorshipState.DECLINED)
    member = not waiting and {Role.MENTOR, Role.MENTEE} & set(scoped.roles)
    return Scoped(scoped.subject, {*scoped.roles, Role.ROOM_MEMBER} if member else scoped.roles)


def meeting_by_id(person: Person, meeting_id: UUID) -> Scoped[Meeting]:
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    if meeting is None:
        raise Denied(str(meeting_id))
    scoped = mentorship_by_id(person, meeting.mentorship_id)
    meeting.mentorship = scoped.subject
    return Scoped(meeting, scoped.roles)


def date_by_id(person: Person, meeting_id: UUID, slot_id: UUID) -> Scoped[tuple[Meeting, UUID]]:
    """A meeting and the id of a date that was offered for it; the date may be gone since."""
    scoped = meeting_by_id(person, meeting_id)
    return Scoped((scoped.subject, slot_id), scoped.roles)


def proposal_by_id(person: Person, proposal_id: UUID) -> Scoped[Proposal]:
    proposal = Proposal.objects.filter(pk=proposal_id).first()
    if proposal is None:
        raise Denied(str(proposal_id))
    scoped = mentorship_by_id(person, proposal.mentorship_id)
    proposal.mentorship = scoped.subject
    return Scoped(proposal, scoped.roles)


def proposal_by_id_and_answer(person: Person, proposal_id: UUID, answer: str) -> Scoped[tuple[Proposal, str]]:
    scoped = proposal_by_id(person, proposal_id)
    return Scoped((scoped.subject, answer), scoped.roles)


def replacement_by_id(person: Person, replacement_id: UUID) -> Scoped[Replacement]:
    found = Replacement.objects.select_related("succession").filter(pk=replacement_id).first()
    if found is None:
        raise Denied(str(replacement_id))
    scoped = mentorship_by_id(person, found.succession.mentorship_id)
    found.succession.mentorship = scoped.subject
    return Scoped(found, scoped.roles)

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, record
from ithaca.mentorships.models import Mentorship, Tick
from ithaca.mentorships.states import MentorshipState
from ithaca.programmes import duties
from ithaca.programmes.duties import Duty

AS_ROLE = {
    "mentor": frozenset({Role.MENTOR}),
    "mentee": frozenset({Role.MENTEE}),
    "coordinator": frozenset({Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR}),
}


@transaction.atomic
def tick(*, actor: Person, mentorship: Mentorship, duty: str) -> None:
    """Somebody ticks off a duty of theirs."""
    row = locked(mentorship.pk)
    found = _own_duty(actor, row, duty)
    existing = Tick.objects.filter(mentorship=row, duty=duty).first()
    if existing is not None and existing.taken_back_at is None:
        return
    ticked = existing or Tick(mentorship=row, duty=duty)
    ticked.person, ticked.ticked_at, ticked.taken_back_at = actor, clock.now(), None
    ticked.save()
    record(events.DutyTicked, actor, row, duty=duty, role=found.role)


@transaction.atomic
def untick(*, actor: Person, mentorship: Mentorship, duty: str) -> None:
    """Takes a tick back: the duty is open again."""
    row = locked(mentorship.pk)
    found = _own_duty(actor, row, duty)
    if Tick.objects.filter(mentorship=row, duty=duty, taken_back_at=None).update(taken_back_at=clock.now()):
        record(events.DutyTakenBack, actor, row, duty=duty, role=found.role)


def _own_duty(actor: Person, row: Mentorship, key: str) -> Duty:
    policies.require(actor, row, Permission.TICK_DUTIES)
    if row.state in (MentorshipState.PROPOSED, MentorshipState.DECLINED):
        raise Refusal(_("The checklist opens when the mentorship begins."))
    own = duties.own_duties([row.programme])
    every = {one.key: one for one in duties.duties(row.programme, get_language() or "fr", own)}
    found = every.get(key)
    if found is None:
        raise Refusal(_("This is not on the checklist any more. Here is how it stands now."))
    if not AS_ROLE[found.role] & policies.roles_in_mentorship(actor, row):
        raise Denied(Permission.TICK_DUTIES.value)
    if found.fact:
        raise Refusal(_("This is answered by what happens: nobody ticks it by hand."))
    return found

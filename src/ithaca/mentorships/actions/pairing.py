import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, move, record
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.states import MentorshipState
from ithaca.organisations.queries import not_independent_of
from ithaca.programmes import actions as programmes
from ithaca.programmes.models import Participation
from ithaca.programmes.policies import require as require_in_programme
from ithaca.trainings import sentences as trainings
from ithaca.vault import actions as vault
from ithaca.vault.models import Room
from ithaca.vault.sealed import SealedRoom


def require_possible(
    mentor: Participation, mentee: Participation, *, besides: uuid.UUID | None = None
) -> None:
    """Refuses pairs that may not be: of two programmes, of one person, not independent, not prepared, or there already."""
    if mentor.programme.state == "ended":
        raise Refusal(_("This programme has ended: no new pairs begin."))
    if mentor.programme_id != mentee.programme_id or (mentor.role, mentee.role) != ("mentor", "mentee"):
        raise Refusal(_("Choose a mentor and a mentee of the same programme."))
    if mentor.person_id == mentee.person_id:
        raise Refusal(_("A person can't be their own mentor."))
    same_unit = mentor.programme.same_unit_excluded
    if mentor.person_id in not_independent_of(mentee.person_id, same_unit=same_unit):
        raise Refusal(
            _("These two are not independent of each other (reporting line, unit or declared conflict).")
        )
    lacking = trainings.not_followed(mentor, mentee)
    if lacking:
        raise Refusal(lacking)
    over = [MentorshipState.ENDED, MentorshipState.DECLINED]
    pairs = Mentorship.objects.filter(mentor=mentor, mentee=mentee).exclude(state__in=over)
    if any(pk != besides for pk in pairs.values_list("pk", flat=True)):
        raise Refusal(_("These two are a pair already."))


@transaction.atomic
def begin(
    *, actor: Person, id: uuid.UUID, mentor: Participation, mentee: Participation, room: Room | None = None
) -> Mentorship:
    """Begins a mentorship: the one action in which a request and a coordinator's pairing both end.

    The caller has checked that both want it; capacity, independence and uniqueness are checked here.
    """
    existing = Mentorship.made_before(id, programme=mentor.programme)
    if existing is not None:
        return existing
    require_possible(mentor, mentee)
    row = Mentorship(id=id, programme=mentor.programme, mentor=mentor, mentee=mentee, room=room)
    now = clock.now()
    row.mentor_agreed_at = row.mentee_agreed_at = now
    return _begin(actor, row, by_request=True)


def _begin(actor: Person, row: Mentorship, *, by_request: bool) -> Mentorship:
    # The mentee's row first, as wherever both are locked: two transactions wait for each other in one order.
    programmes.take_place(row.mentee)
    programmes.take_place(row.mentor)
    move(row, "begin")
    row.begun_at = clock.now()
    row.save()
    record(events.Begun, actor, row, by_request=by_request)
    return row


@transaction.atomic
def propose(*, actor: Person, id: uuid.UUID, mentor: Participation, mentee: Participation) -> Mentorship:
    """A coordinator proposes a pair; it begins when both have agreed."""
    require_in_programme(actor, mentor.programme, Permission.PAIR_PEOPLE)
    existing = Mentorship.made_before(id, programme=mentor.programme)
    if existing is not None:
        return existing
    require_possible(mentor, mentee)
    for participation in (mentor, mentee):
        if not participation.inside:
            name = participation.person.name
            raise Refusal(_("%(name)s does not take part in the programme at the moment.") % {"name": name})
    row = Mentorship.objects.create(id=id, programme=mentor.programme, mentor=mentor, mentee=mentee)
    record(events.Proposed, actor, row)
    return row


@transaction.atomic
def agree(*, actor: Person, mentorship: Mentorship) -> None:
    """One of the two agrees to a proposed pair; with the second yes the mentorship begins."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    role = policies.role_of(actor, row)
    if getattr(row, f"{role}_agreed_at") is not None:
        return
    if row.state != MentorshipState.PROPOSED:
        move(row, "begin")  # refuses: declined meanwhile
    programmes.require_charter(getattr(row, role))
    setattr(row, f"{role}_agreed_at", clock.now())
    record(events.ProposalAgreed, actor, row)
    if row.mentor_agreed_at is not None and row.mentee_agreed_at is not None:
        require_possible(row.mentor, row.mentee, besides=row.pk)  # what was possible may have changed since
        _begin(actor, row, by_request=False)
    else:
        row.save()


@transaction.atomic
def decline(*, actor: Person, mentorship: Mentorship) -> None:
    """One of the two says no to a proposed pair; no reason is owed."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.state == MentorshipState.DECLINED:
        return
    move(row, "decline")
    row.save(update_fields=["state"])
    record(events.Declined, actor, row)


@transaction.atomic
def attach_room(*, actor: Person, mentorship: Mentorship, sealed: SealedRoom) -> Room:
    """The room of a pair that met through a coordinator, made by the first member's browser; the second finds it."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.room is not None:
        return row.room
    if row.begun_at is None:
        raise Refusal(_("The room opens when both of you have agreed to the mentorship."))
    row.room = vault.create_room(
        actor=actor, sealed=sealed, members=[row.mentor.person, row.mentee.person], purpose="mentorship"
    )
    row.save(update_fields=["room"])
    record(events.RoomMade, actor, row)
    return row.room

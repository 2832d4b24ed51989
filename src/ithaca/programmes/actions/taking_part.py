from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.programmes import events, policies
from ithaca.programmes.actions.changes import locked_participation, move
from ithaca.programmes.actions.joining import record
from ithaca.programmes.actions.outstanding import cancel_outstanding
from ithaca.programmes.actions.setting_up import bump_directory
from ithaca.programmes.models import Participation
from ithaca.programmes.states import ASKING, ParticipationState

MOST_WISHES = 20  # as a file may say


@transaction.atomic
def activate(*, person: Person, participation: Participation) -> None:
    """The profile is published: the person is found, or may search."""
    row = locked_participation(participation)
    if row.state == ParticipationState.ACTIVE:
        return
    _change(person, row, "activate", events.Activated)


@transaction.atomic
def set_busy(*, person: Person, participation: Participation) -> None:
    """A mentor takes no new mentee for now; requests are still answered."""
    row = locked_participation(participation)
    _refuse_mentees(row)
    if row.state == ParticipationState.BUSY:
        return
    _change(person, row, "set busy", events.SetBusy)


@transaction.atomic
def set_available(*, person: Person, participation: Participation) -> None:
    """A mentor takes new mentees again."""
    row = locked_participation(participation)
    _refuse_mentees(row)
    if row.state == ParticipationState.ACTIVE:
        return
    _change(person, row, "set available", events.SetAvailable)


@transaction.atomic
def pause(*, actor: Person, participation: Participation) -> None:
    """Rests a participation: nobody finds the person and nothing new begins; by the person or a coordinator."""
    row = locked_participation(participation)
    if row.state == ParticipationState.PAUSED:
        return
    _change(actor, row, "pause", events.Paused, by_coordinator=True)


@transaction.atomic
def resume(*, actor: Person, participation: Participation) -> None:
    """Ends the pause."""
    row = locked_participation(participation)
    if row.state == ParticipationState.ACTIVE:
        return
    _change(actor, row, "resume", events.Resumed, by_coordinator=True)


@transaction.atomic
def leave(*, person: Person, participation: Participation) -> None:
    """Leaves the programme; running mentorships are ended first, each with the other person."""
    row = locked_participation(participation)
    if row.state == ParticipationState.LEFT:
        return
    if row.pairs:
        raise Refusal(
            _(
                "You still take part in a mentorship. End it first, so that the other person hears it from you."
            )
        )
    _change(person, row, "leave", events.Left)
    cancel_outstanding(person, row)


@transaction.atomic
def exclude(*, actor: Person, participation: Participation) -> None:
    """Ends somebody's participation for the organisation; no reason is owed, and none is kept."""
    row = locked_participation(participation)
    policies.require_towards(actor, row, Permission.MANAGE_PARTICIPANTS)
    if row.state == ParticipationState.EXCLUDED:
        return
    row.waiting_rank = None
    move(row, "exclude", "waiting_rank")
    bump_directory(row.programme)
    record(events.Excluded, actor, row)
    cancel_outstanding(actor, row, both_roles=True)


@transaction.atomic
def set_capacity(*, person: Person, participation: Participation, capacity: int) -> None:
    """A mentor says how many people at once, within what the programme allows."""
    row = locked_participation(participation)
    policies.require_towards(person, row, Permission.EDIT_OWN_PARTICIPATION)
    _refuse_mentees(row)
    most = row.programme.capacity_per_mentor
    if not 1 <= capacity <= most:
        raise Refusal(_("Choose a number from 1 to %(most)s.") % {"most": most}, field="capacity")
    if capacity < row.pairs:
        raise Refusal(
            _("You accompany %(pairs)s people now: choose at least that number.") % {"pairs": row.pairs},
            field="capacity",
        )
    if capacity == row.capacity:
        return
    row.capacity = capacity
    row.save(update_fields=["capacity"])
    bump_directory(row.programme)
    journal.record(
        events.CapacitySet(
            actor_id=person.pk,
            subject_id=row.pk,
            programme_id=row.programme_id,
            person_id=row.person_id,
            role=row.role,
            capacity=capacity,
        )
    )


@transaction.atomic
def set_wishes(*, person: Person, participation: Participation, wishes: Sequence[str]) -> None:
    """Says with whom of the other side somebody would like to be matched, by address, the dearest first."""
    row = locked_participation(participation)
    policies.require_towards(person, row, Permission.EDIT_OWN_PARTICIPATION)
    wanted = list(dict.fromkeys(wish.strip().lower() for wish in wishes))
    if not row.inside and row.state not in ASKING:
        raise Refusal(_("You don’t take part in this programme at the moment."))
    if len(wanted) > MOST_WISHES:
        raise Refusal(_("Name %(most)s people at most.") % {"most": MOST_WISHES})
    if person.email.lower() in wanted:
        raise Refusal(_("Nobody is matched with themselves. Name somebody else."))
    if wanted == row.wishes:
        return
    row.wishes = wanted
    row.save(update_fields=["wishes"])
    journal.record(
        events.WishesSet(
            actor_id=person.pk,
            subject_id=row.pk,
            programme_id=row.programme_id,
            person_id=row.person_id,
            role=row.role,
            number=len(wanted),
        )
    )


def take_place(participation: Participation) -> None:
    """Counts one more running mentorship; a mentor's capacity holds, also when two accepts race.

    Part of the action that begins a mentorship: it checks no permission and records nothing itself.
    """
    row = locked_participation(participation)
    if row.state not in (ParticipationState.ACTIVE, ParticipationState.BUSY):
        raise Refusal(
            _("%(name)s does not take part in the programme at the moment.") % {"name": row.person.name}
        )
    if row.role == "mentor" and row.pairs >= row.capacity:
        raise Refusal(
            _("%(name)s already accompanies as many people as possible.") % {"name": row.person.name}
        )
    row.pairs += 1
    row.save(update_fields=["pairs"])
    bump_directory(row.programme)


def give_place_back(participation: Participation) -> None:
    """Counts one running mentorship less; part of the action that ends one."""
    row = locked_participation(participation)
    row.pairs = max(0, row.pairs - 1)
    row.save(update_fields=["pairs"])
    bump_directory(row.programme)


def _refuse_mentees(row: Participation) -> None:
    if row.role != "mentor":
        raise Refusal(_("Only mentors say whether they are available."))


def _change(
    actor: Person,
    row: Participation,
    verb: str,
    fact: type[events.ParticipationFact],
    *,
    by_coordinator: bool = False,
) -> None:
    """One verb on one's own participation; a coordinator may do some of them for others."""
    own = actor.pk == row.person_id or not by_coordinator
    policies.require_towards(
        actor, row, Permission.EDIT_OWN_PARTICIPATION if own else Permission.MANAGE_PARTICIPANTS
    )
    move(row, verb)
    bump_directory(row.programme)
    record(fact, actor, row)

"""What the actions share: the row re-read for update, the move through the state table, the fact."""

from uuid import UUID

from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, rules
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.states import MENTORSHIP, RUNNING, MeetingState, MentorshipState


def locked(mentorship_id: UUID) -> Mentorship:
    """The row as it is now, nobody else's until the transaction ends."""
    rows = Mentorship.objects.select_for_update(of=("self",))
    return rows.select_related(
        "programme__organisation", "mentor__person", "mentee__person", "agreement", "room"
    ).get(pk=mentorship_id)


def locked_running(mentorship_id: UUID) -> Mentorship:
    row = locked(mentorship_id)
    if row.state not in RUNNING:
        raise Refusal(
            _("This mentorship is not under way: what happened stays readable, nothing new is added.")
        )
    return row


def move(row: Mentorship, verb: str) -> None:
    row.state = MENTORSHIP.after(verb, row.state)


def record(fact: type[events.PairFact], actor: Person | None, row: Mentorship, **more: object) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=row.pk,
            programme_id=row.programme_id,
            mentor_id=row.mentor_id,
            mentee_id=row.mentee_id,
            **more,
        )
    )


def launch_is_over(row: Mentorship) -> bool:
    """Whether all that belongs to the launch is done: met, willing, agreed."""
    progress = rules.Progress(
        willing=row.willingness_confirmed_at is not None,
        agreed=row.agreement is not None and row.agreement.effective_at is not None,
        contacts=row.contacts,
    )
    return rules.launch_is_over(progress)


def enter_development_if_ready(actor: Person, row: Mentorship) -> None:
    """The launch ends by itself."""
    if row.state == MentorshipState.LAUNCH and launch_is_over(row):
        move(row, "enter development")
        record(events.DevelopmentEntered, actor, row)


def note_next_meeting(row: Mentorship) -> None:
    planned = Meeting.objects.filter(mentorship=row, state=MeetingState.PLANNED, starts_at__gte=clock.now())
    row.next_meeting_at = planned.order_by("starts_at").values_list("starts_at", flat=True).first()

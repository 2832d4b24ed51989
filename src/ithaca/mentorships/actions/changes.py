"""What the actions share: the row re-read for update, the move through the state table, the fact."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, rules
from ithaca.mentorships.models import Action, Goal, GoalReview, Introduction, Meeting, Mentorship
from ithaca.mentorships.states import MENTORSHIP, RUNNING, MeetingState, MentorshipState
from ithaca.vault import actions as vault
from ithaca.vault.models import ContentObject
from ithaca.vault.sealed import SealedRevision

# Whose words are theirs alone; the same bytes sent again find the text that they made.
BOUND: dict[str, type[Goal] | type[Action] | type[Introduction] | type[GoalReview]] = {
    "goal": Goal,
    "action": Action,
    "introduction": Introduction,
    "review": GoalReview,
}


def locked(mentorship_id: UUID) -> Mentorship:
    """The row as it is now, nobody else's until the transaction ends."""
    rows = Mentorship.objects.select_for_update(of=("self",))
    return rows.select_related("programme", "mentor", "mentee", "agreement", "room").get(pk=mentorship_id)


def locked_running(mentorship_id: UUID) -> Mentorship:
    row = locked(mentorship_id)
    if row.state not in RUNNING:
        raise Refusal(
            _("This mentorship is not under way: what happened stays readable, nothing new is added.")
        )
    return row


def locked_to_settle(mentorship_id: UUID) -> Mentorship:
    """Under way or ended: what took place before the end can still be told."""
    row = locked(mentorship_id)
    if row.state not in (*RUNNING, MentorshipState.ENDED):
        raise Refusal(_("This mentorship has not begun."))
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


def record_of(
    fact: type[events.PlanFact] | type[events.GoalFact],
    actor: Person | None,
    row: Mentorship,
    subject_id: UUID,
    **more: object,
) -> None:
    """A fact of something that belongs to the pair: a goal, an action, an introduction, a review."""
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=subject_id,
            programme_id=row.programme_id,
            mentorship_id=row.pk,
            **more,
        )
    )


def write_words(actor: Person, row: Mentorship, sealed: SealedRevision, *, kind: str) -> ContentObject:
    """The words that go with a fact, as a sealed object of the pair's room."""
    if row.room is None or sealed.kind != kind:
        raise Refusal(_("Open the room first: what you write to each other is kept there."))
    content = vault.write_revision(actor=actor, room_id=row.room.pk, sealed=sealed).content
    if kind in BOUND and BOUND[kind].objects.filter(content=content).exists():
        raise Refusal(_("These words are saved already, with what they belong to. Reload the page."))
    return content


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
        schedule_review(row)


def schedule_review(row: Mentorship) -> None:
    """The next review of the goals, where the programme wants any and none is to come."""
    days = row.programme.review_days
    if days is None or row.state != MentorshipState.DEVELOPMENT:
        return
    if not GoalReview.objects.filter(mentorship=row, held_at=None).exists():
        GoalReview.objects.create(mentorship=row, due_on=clock.now().date() + timedelta(days=days))


def note_next_meeting(row: Mentorship) -> None:
    planned = Meeting.objects.filter(mentorship=row, state=MeetingState.PLANNED, starts_at__gte=clock.now())
    row.next_meeting_at = planned.order_by("starts_at").values_list("starts_at", flat=True).first()

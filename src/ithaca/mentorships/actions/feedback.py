from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, locked_running
from ithaca.mentorships.models import Feedback, Meeting, Mentorship
from ithaca.mentorships.queries.pairs import counterpart
from ithaca.mentorships.states import MeetingState
from ithaca.vault import actions as vault
from ithaca.vault.sealed import SealedRevision

KIND = "feedback"


@transaction.atomic
def ask_feedback(*, actor: Person, mentorship: Mentorship, meeting_id: UUID) -> None:
    """Asks the other of the pair for feedback on a meeting that was held; once is enough."""
    row, meeting = _held(actor, mentorship, meeting_id)
    giver = counterpart(row, actor)
    feedback = _locked(meeting, giver)
    if feedback.given_at is not None and not feedback.stands:
        _forget(row, feedback)
    if feedback.asked_at is not None or feedback.given_at is not None:
        return
    feedback.asked_at = clock.now()
    feedback.save(update_fields=["asked_at"])
    _record(events.FeedbackAsked, actor, row, feedback)


@transaction.atomic
def give_feedback(*, actor: Person, mentorship: Mentorship, meeting_id: UUID, sealed: SealedRevision) -> None:
    """Gives feedback on a meeting, asked or not: a sealed text of the room about that meeting."""
    row, meeting = _held(actor, mentorship, meeting_id)
    feedback = _locked(meeting, actor)
    if feedback.content_id == sealed.id:
        return
    if feedback.given_at is not None and not feedback.stands:
        _forget(row, feedback)
    if feedback.given_at is not None:
        raise Refusal(_("You have given your feedback on this meeting. You can correct it in the room."))
    if row.room is None or sealed.kind != KIND or sealed.about != meeting.pk:
        raise Refusal(_("Open the room first: feedback is written there."))
    revision = vault.write_revision(actor=actor, room_id=row.room.pk, sealed=sealed)
    feedback.content_id, feedback.given_at = revision.content_id, clock.now()
    feedback.save(update_fields=["content", "given_at"])
    row.feedback_given += 1
    row.save(update_fields=["feedback_given"])
    _record(events.FeedbackGiven, actor, row, feedback, was_asked=feedback.asked_at is not None)


@transaction.atomic
def forget_feedback(*, content_id: UUID) -> None:
    """The giver has destroyed the words: nothing is given any more, and it can be given again."""
    found = Feedback.objects.filter(content=content_id).select_related("meeting").first()
    if found is None:
        return
    row = locked(found.meeting.mentorship_id)
    feedback = _locked(found.meeting, found.giver)
    if feedback.content_id == content_id and not feedback.stands:
        _forget(row, feedback)


def _forget(row: Mentorship, feedback: Feedback) -> None:
    feedback.content = feedback.given_at = feedback.asked_at = None
    feedback.save(update_fields=["content", "given_at", "asked_at"])
    row.feedback_given -= 1
    row.save(update_fields=["feedback_given"])


def _held(actor: Person, mentorship: Mentorship, meeting_id: UUID) -> tuple[Mentorship, Meeting]:
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    meeting = Meeting.objects.filter(pk=meeting_id, mentorship=row).first()
    if meeting is None or meeting.state != MeetingState.HELD:
        raise Refusal(_("Feedback is about a meeting that took place. Record the meeting first."))
    return row, meeting


def _locked(meeting: Meeting, giver: Person) -> Feedback:
    Feedback.objects.get_or_create(meeting=meeting, giver=giver)
    return Feedback.objects.select_for_update(of=("self",)).get(meeting=meeting, giver=giver)


def _record(
    fact: type[events.FeedbackFact], actor: Person, row: Mentorship, feedback: Feedback, **more: object
) -> None:
    journal.record(
        fact(
            actor_id=actor.pk,
            subject_id=feedback.meeting_id,
            programme_id=row.programme_id,
            mentorship_id=row.pk,
            giver_id=feedback.giver_id,
            **more,
        )
    )

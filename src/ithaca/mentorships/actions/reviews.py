from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships import events, policies, queries
from ithaca.mentorships.actions.changes import (
    locked,
    locked_running,
    record_of,
    schedule_review,
    write_words,
)
from ithaca.mentorships.actions.goals import move_one
from ithaca.mentorships.models import GoalReview, Mentorship
from ithaca.mentorships.states import MentorshipState
from ithaca.vault.sealed import SealedRevision


@transaction.atomic
def hold_review(
    *, actor: Person, mentorship: Mentorship, sealed: SealedRevision, moves: Mapping[UUID, str]
) -> GoalReview:
    """Marks the review of the goals as held: its words, what became of each goal, and when the next one is due.

    The one that is due is taken; where none is, the two may review their goals all the same.
    """
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = GoalReview.objects.filter(mentorship=row, content_id=sealed.id).first()
    if existing is not None:
        return existing
    content = write_words(actor, row, sealed, kind="review")
    now = clock.now()
    review = GoalReview.objects.select_for_update(of=("self",)).filter(mentorship=row, held_at=None).first()
    review = review or GoalReview(mentorship=row, due_on=now.date())
    review.content, review.held_at = content, now
    review.save()
    for goal_id, verb in moves.items():
        move_one(actor, row, goal_id, verb)
    row.reviews_held += 1
    row.save(update_fields=["reviews_held", "goals_reached"])
    record_of(events.ReviewHeld, actor, row, review.pk)
    schedule_review(row)
    return review


def tend_reviews() -> int:
    """What the clock does for reviews: schedules those that are missing, tells both people of those that are due."""
    for mentorship_id in queries.without_review():
        with transaction.atomic():
            schedule_review(locked(mentorship_id))
    due = queries.reviews_due(clock.now()).filter(announced_at=None).values_list("pk", "mentorship_id")
    return sum(_announce(review_id, mentorship_id) for review_id, mentorship_id in list(due))


@transaction.atomic
def _announce(review_id: UUID, mentorship_id: UUID) -> bool:
    row = locked(mentorship_id)
    review = GoalReview.objects.filter(pk=review_id, held_at=None, announced_at=None).first()
    if review is None or row.state != MentorshipState.DEVELOPMENT:
        return False  # held or announced in the meantime
    review.announced_at = clock.now()
    review.save(update_fields=["announced_at"])
    record_of(events.ReviewDue, None, row, review.pk, due_on=review.due_on)
    return True

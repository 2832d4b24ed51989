from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, record
from ithaca.mentorships.models import Afterwards, AfterwardsKind, Closing, Mentorship
from ithaca.mentorships.states import MentorshipState

STEPS = {
    "goals": ("goals_reviewed_at", events.GoalsReviewed),
    "handover": ("handed_over_at", events.HandedOver),
}


@transaction.atomic
def take_closing_step(*, actor: Person, mentorship: Mentorship, step: str) -> None:
    """The two have looked back on the goals, or said who else can help; either of them notes it."""
    row, closing = _closing(actor, mentorship)
    field, fact = STEPS[step]
    if getattr(closing, field) is not None:
        return
    setattr(closing, field, clock.now())
    closing.save(update_fields=[field])
    record(fact, actor, row)


@transaction.atomic
def wish_afterwards(
    *, actor: Person, mentorship: Mentorship, kind: str, rhythm_weeks: int | None = None
) -> None:
    """One of the two says how the relation may go on; it can be changed until the end."""
    row, closing = _closing(actor, mentorship)
    if kind not in AfterwardsKind.values:
        raise Refusal(_("Choose how you would like to go on."), field="kind")
    weeks = rhythm_weeks if kind == AfterwardsKind.FEWER else None
    if kind == AfterwardsKind.FEWER and not weeks:
        raise Refusal(_("Say how many weeks lie between two meetings."), field="rhythm_weeks")
    participation = policies.own_participation(actor, row)
    wish = Afterwards.objects.filter(closing=closing, participation=participation).first()
    if wish is not None and (wish.kind, wish.rhythm_weeks) == (kind, weeks):
        return
    Afterwards.objects.update_or_create(
        closing=closing, participation=participation, defaults={"kind": kind, "rhythm_weeks": weeks}
    )
    record(events.AfterwardsWished, actor, row, kind=kind, rhythm_weeks=weeks)


def _closing(actor: Person, mentorship: Mentorship) -> tuple[Mentorship, Closing]:
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    if row.state != MentorshipState.SEPARATION:
        raise Refusal(_("This belongs to the conclusion of a mentorship."))
    return row, Closing.objects.get_or_create(mentorship=row)[0]

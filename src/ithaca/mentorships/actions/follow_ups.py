from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.periods import months_later
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, record
from ithaca.mentorships.models import CheckIn, FollowUp, Mentorship
from ithaca.mentorships.queries.endings import follow_ups_due
from ithaca.mentorships.states import EndKind


def plan_follow_up(row: Mentorship) -> None:
    """Part of the end of a completed mentorship: the day on which both are asked what has lasted."""
    months = row.programme.follow_up_months
    if row.end_kind == EndKind.COMPLETED and months:
        FollowUp.objects.create(mentorship=row, due_on=months_later(clock.today(), months))


def ask_due_follow_ups(now: datetime | None = None) -> int:
    """The clock's work: asks those whose day has come, once; says how many mentorships."""
    moment = now or clock.now()
    return sum(_ask(pk, moment) for pk in follow_ups_due(moment).values_list("mentorship", flat=True))


@transaction.atomic
def _ask(mentorship_id: UUID, now: datetime) -> bool:
    row = locked(mentorship_id)
    follow_up = FollowUp.objects.get(mentorship=row)
    if follow_up.asked_at is not None:
        return False
    follow_up.asked_at = now
    follow_up.save(update_fields=["asked_at"])
    record(events.FollowUpDue, None, row)
    return True


@transaction.atomic
def check_in(
    *, actor: Person, mentorship: Mentorship, in_touch: str, lasts: str, wants_contact: bool
) -> None:
    """One of the two answers the follow-up, once."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.ANSWER_FOLLOW_UP)
    follow_up = FollowUp.objects.filter(mentorship=row).first()
    if follow_up is None or follow_up.due_on > clock.today():
        raise Refusal(_("The look back opens on its day. You will get a mail."))
    if in_touch not in CheckIn.InTouch.values or lasts not in CheckIn.Lasts.values:
        raise Refusal(_("Choose an answer to each question."))
    participation = policies.own_participation(actor, row)
    answers = {"in_touch": in_touch, "lasts": lasts, "wants_contact": wants_contact}
    _answer, made = CheckIn.objects.get_or_create(
        follow_up=follow_up, participation=participation, defaults=answers
    )
    if made:
        record(events.CheckedIn, actor, row, participation_id=participation.pk, wants_contact=wants_contact)

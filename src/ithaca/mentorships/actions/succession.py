from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, record
from ithaca.mentorships.models import Mentorship, Replacement, Succession
from ithaca.mentorships.queries.endings import possible_replacements
from ithaca.mentorships.states import (
    REPLACEMENT,
    SUCCESSION,
    EndKind,
    ReplacementState,
    SuccessionState,
)
from ithaca.programmes.models import Pairing

MOST_PROPOSED = 3
STILL_POSSIBLE = (ReplacementState.OFFERED, ReplacementState.TAKEN_UP)
# A mentor who does not say whom they propose must not keep the mentee waiting.
ANSWER_WITHIN = timedelta(days=3)


def open_succession(actor: Person | None, row: Mentorship) -> None:
    """Part of the end: a mentee who did not choose it is never left without somebody who looks."""
    left_alone = row.end_kind in (EndKind.WITHDRAWN_BY_MENTOR, EndKind.EXCLUDED)
    if not left_alone or not row.mentee.inside or row.programme.state == "ended":
        return
    succession = Succession.objects.create(mentorship=row, created_at=clock.now())
    record(events.SuccessionOpened, actor, row)
    if row.end_kind == EndKind.EXCLUDED:
        _hand_over(actor, row, succession)


@transaction.atomic
def propose_replacements(
    *, actor: Person, mentorship: Mentorship, mentors: Collection[UUID], hand_over: bool
) -> None:
    """The mentor who withdrew names one to three mentors, lets the coordination look, or both."""
    row, succession = _locked(mentorship.pk)
    policies.require(actor, row, Permission.PROPOSE_REPLACEMENTS)
    if succession.answered_at is not None or succession.state == SuccessionState.SETTLED:
        return
    chosen = list(possible_replacements(row).filter(pk__in=list(mentors)))
    if len(mentors) > MOST_PROPOSED:
        raise Refusal(_("Choose at most three mentors."), field="mentors")
    if len(chosen) != len(set(mentors)):
        raise Refusal(_("One of those mentors has no free place any more. Choose again."), field="mentors")
    succession.answered_at = clock.now()
    to_mentee = row.programme.pairing != Pairing.COORDINATOR
    if chosen:
        Replacement.objects.bulk_create(Replacement(succession=succession, mentor=one) for one in chosen)
        if succession.state == SuccessionState.ASKED:
            succession.state = SUCCESSION.after("propose", succession.state)
        record(events.ReplacementsProposed, actor, row, count=len(chosen), to_mentee=to_mentee)
    succession.save()
    if hand_over or not chosen or not to_mentee:
        _hand_over(actor, row, succession)


@transaction.atomic
def decline_replacement(*, actor: Person, replacement: Replacement) -> Succession:
    """The mentee does not want to ask this mentor; when none is left, the coordination looks."""
    row, succession = _locked(replacement.succession.mentorship_id)
    policies.require(actor, row, Permission.ANSWER_REPLACEMENT)
    found = succession.replacements.get(pk=replacement.pk)
    if found.state != ReplacementState.DECLINED:
        _answer(found, "decline")
        record(events.ReplacementDeclined, actor, row, replacement_id=found.pk)
        _hand_over_if_nobody_is_left(actor, row, succession)
    return succession


@transaction.atomic
def settle_succession(*, actor: Person, mentorship: Mentorship) -> None:
    """The coordination has found a way, or the mentee needs nobody any more."""
    row, succession = _locked(mentorship.pk)
    policies.require(actor, row, Permission.SETTLE_SUCCESSION)
    _settle(actor, row, succession)


@transaction.atomic
def settle_successions_of(mentee_id: UUID) -> None:
    """The mentee has left: nobody is looked for any more."""
    _settle_all(Mentorship.objects.filter(mentee=mentee_id))


@transaction.atomic
def settle_successions_in(programme_id: UUID) -> None:
    """The programme has ended: nothing begins in it any more."""
    _settle_all(Mentorship.objects.filter(programme=programme_id))


@transaction.atomic
def settle_successions_before(mentorship_id: UUID) -> None:
    """The mentee has a mentor again: what was looked for until then needs no looking any more."""
    begun = locked(mentorship_id)
    _settle_all(Mentorship.objects.filter(mentee=begun.mentee_id, ended_at__lte=begun.begun_at))


def _settle_all(rows: QuerySet[Mentorship]) -> None:
    open_ones = rows.filter(succession__isnull=False).exclude(succession__state=SuccessionState.SETTLED)
    for found in open_ones.order_by("id").values_list("pk", flat=True):
        _settle(None, *_locked(found))


@transaction.atomic
def take_up_replacement(*, mentor: UUID, mentee: UUID, programme: UUID) -> None:
    """The mentee has written to a mentor (people, not participations) who was proposed."""
    for row, _succession, found in _proposed(mentor, mentee, programme, ReplacementState.OFFERED):
        _answer(found, "take up")
        record(events.ReplacementTakenUp, row.mentee.person, row, replacement_id=found.pk)


@transaction.atomic
def drop_replacement(*, mentor: UUID, mentee: UUID, programme: UUID) -> None:
    """The proposed mentor said no or did not answer, or the mentee took the request back: who else is there?"""
    for row, succession, found in _proposed(mentor, mentee, programme, ReplacementState.TAKEN_UP):
        _answer(found, "lapse")
        if succession.state == SuccessionState.SETTLED:
            continue
        left = succession.replacements.filter(state=ReplacementState.OFFERED).count()
        record(events.ReplacementCameToNothing, None, row, replacement_id=found.pk, left=left)
        _hand_over_if_nobody_is_left(None, row, succession)


def _proposed(
    mentor: UUID, mentee: UUID, programme: UUID, state: ReplacementState
) -> Iterator[tuple[Mentorship, Succession, Replacement]]:
    """A mentor proposed to a mentee (people, not participations), locked, where it stands so."""
    rows = Replacement.objects.filter(
        state=state,
        mentor__person=mentor,
        succession__mentorship__mentee__person=mentee,
        succession__mentorship__programme=programme,
    )
    for pk, mentorship_id in rows.order_by("id").values_list("pk", "succession__mentorship"):
        row, succession = _locked(mentorship_id)
        found = succession.replacements.filter(pk=pk, state=state).first()
        if found is not None:
            yield row, succession, found


@transaction.atomic
def lapse_replacements_by(mentor_id: UUID) -> None:
    """A proposed mentor who is gone, busy, resting or without a place can't be asked; where none is left, the
    coordination looks."""
    rows = Replacement.objects.filter(state=ReplacementState.OFFERED, mentor=mentor_id).order_by("id")
    for pk, mentorship_id in rows.values_list("pk", "succession__mentorship"):
        row, succession = _locked(mentorship_id)
        if possible_replacements(row).filter(pk=mentor_id).exists():
            continue
        for found in succession.replacements.filter(pk=pk, state=ReplacementState.OFFERED):
            _answer(found, "lapse")
        _hand_over_if_nobody_is_left(None, row, succession)


def hand_over_unanswered(now: datetime | None = None) -> int:
    """The clock's work: what the mentor has not answered becomes the coordination's; says how many."""
    late = Succession.objects.filter(
        state=SuccessionState.ASKED, created_at__lt=(now or clock.now()) - ANSWER_WITHIN
    )
    return sum(_hand_over_late(pk) for pk in late.order_by("id").values_list("mentorship", flat=True))


@transaction.atomic
def _hand_over_late(mentorship_id: UUID) -> bool:
    row, succession = _locked(mentorship_id)
    if succession.state != SuccessionState.ASKED:
        return False
    _hand_over(None, row, succession)
    return True


def _locked(mentorship_id: UUID) -> tuple[Mentorship, Succession]:
    """The mentorship's row is the queue for what follows it."""
    row = locked(mentorship_id)
    found = Succession.objects.filter(mentorship=row).first()
    if found is None:
        raise Refusal(_("Nobody is looked for here any more."))
    return row, found


def _hand_over(actor: Person | None, row: Mentorship, succession: Succession) -> None:
    if succession.state not in SUCCESSION.sources("hand over"):
        return
    succession.state = SUCCESSION.after("hand over", succession.state)
    succession.handed_over_at = clock.now()
    succession.save()
    record(events.SuccessionHandedOver, actor, row)


def _hand_over_if_nobody_is_left(actor: Person | None, row: Mentorship, succession: Succession) -> None:
    """Neither somebody to write to nor somebody who owes an answer."""
    if not succession.replacements.filter(state__in=STILL_POSSIBLE).exists():
        _hand_over(actor, row, succession)


def _settle(actor: Person | None, row: Mentorship, succession: Succession) -> None:
    if succession.state == SuccessionState.SETTLED:
        return
    succession.state = SUCCESSION.after("settle", succession.state)
    succession.settled_at = clock.now()
    succession.save()
    for found in succession.replacements.filter(state=ReplacementState.OFFERED):
        _answer(found, "lapse")
    record(events.SuccessionSettled, actor, row)


def _answer(replacement: Replacement, verb: str) -> None:
    replacement.state = REPLACEMENT.after(verb, replacement.state)
    replacement.answered_at = clock.now()
    replacement.save(update_fields=["state", "answered_at"])

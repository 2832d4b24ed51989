import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.directory import events, policies, rules, sentences
from ithaca.directory.entries import reindex
from ithaca.directory.models import Request
from ithaca.directory.queries import standing
from ithaca.directory.states import REQUEST, RequestState
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.actions import require_charter
from ithaca.programmes.actions.changes import locked_participation
from ithaca.programmes.models import Participation
from ithaca.vault import actions as vault
from ithaca.vault.sealed import SealedRoom

WITH_PEOPLE = ("programme__organisation", "mentor__person", "mentee__person", "mentor__programme")


def _locked(request_id: uuid.UUID) -> Request:
    rows = Request.objects.select_for_update(of=("self",)).select_related(*WITH_PEOPLE, "room")
    return rows.get(pk=request_id)


def _record(fact: type[events.RequestFact], actor: Person | None, row: Request, **more: object) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=row.pk,
            programme_id=row.programme_id,
            mentor_id=row.mentor.person_id,
            mentee_id=row.mentee.person_id,
            reply_by=row.reply_by,
            **more,
        )
    )


def _answer(row: Request, verb: str) -> None:
    if not REQUEST.allows(verb, row.state):
        raise Refusal(sentences.over(RequestState(row.state)))
    row.state = REQUEST.after(verb, row.state)
    row.answered_at = clock.now()


@transaction.atomic
def send_request(*, actor: Person, id: uuid.UUID, mentor: Participation, sealed: SealedRoom) -> Request:
    """Sends a request: a room of the two with the sealed text in it, and the day until which an answer is owed."""
    existing = Request.made_before(id, mentee__person=actor)
    if existing is not None:
        return existing
    mentee = policies.require_mentee(actor, mentor.programme)
    # The mentee's row is the queue: two tabs can't send more than the limit.
    mentee = locked_participation(mentee)
    reason = rules.obstacle(standing(mentee, mentor))
    if reason is not None:
        raise Refusal(sentences.obstacle(reason))
    mentorships.require_possible(mentor, mentee)
    if [o.kind for o in sealed.objects] != ["request"]:
        raise Refusal(
            _(
                "The request that your browser sent can't be read. Reload the page; your text is kept as a draft."
            )
        )
    room = vault.create_room(actor=actor, sealed=sealed, members=[mentor.person, actor], purpose="mentorship")
    row = Request.objects.create(
        id=id,
        programme=mentor.programme,
        mentee=mentee,
        mentor=mentor,
        room=room,
        content_id=sealed.objects[0].id,
        reply_by=rules.reply_by(clock.now(), mentor.programme.reply_days),
    )
    _record(events.RequestSent, actor, row)
    return row


@transaction.atomic
def accept_request(*, actor: Person, request: Request) -> Mentorship:
    """The mentor says yes: the mentorship begins in the room of the request, and the mentee's other requests end."""
    # First the mentee's row, then their open requests in order: two mentors who say yes at once wait for each other.
    locked_participation(request.mentee)
    others = {row.pk: row for row in _open(Q(mentee_id=request.mentee_id))}
    row = others.pop(request.pk, None) or _locked(request.pk)
    policies.require(actor, row, Permission.ANSWER_REQUEST)
    if row.state == RequestState.ACCEPTED and row.mentorship is not None:
        return row.mentorship
    require_charter(row.mentor)
    _answer(row, "accept")
    row.mentorship = mentorships.begin(
        actor=actor, id=new_id(), mentor=row.mentor, mentee=row.mentee, room=row.room
    )
    row.save()
    _record(events.RequestAccepted, actor, row, mentorship_id=row.mentorship.pk)
    for other in others.values():
        _end(other, "mentor found")
    reindex(row.mentor)
    return row.mentorship


def _open(whose: Q) -> QuerySet[Request]:
    """Locks open requests in the order of their ids."""
    rows = (
        Request.objects.filter(whose, state=RequestState.SENT).order_by("id").select_for_update(of=("self",))
    )
    return rows.select_related(*WITH_PEOPLE, "room")


def _end(row: Request, reason: str) -> None:
    _answer(row, "withdraw")
    row.save()
    vault.close_room(room_id=row.room_id)
    _record(events.RequestWithdrawn, None, row, reason=reason)


@transaction.atomic
def end_requests_of(participation_id: uuid.UUID, *, reason: str, before: datetime) -> None:
    """
    Somebody left, was excluded, or found a mentor another way: what they had asked or been asked `before` ends by
    itself. The news may be old by the time it is heard; a request sent since then stands.
    """
    whose = (
        Q(mentee=participation_id)
        if reason == "mentor found"
        else Q(mentor=participation_id) | Q(mentee=participation_id)
    )
    for row in _open(whose & Q(created_at__lt=before)):
        _end(row, reason)


@transaction.atomic
def decline_request(*, actor: Person, request: Request) -> None:
    """The mentor says no; no reason is owed, an answer is."""
    row = _locked(request.pk)
    policies.require(actor, row, Permission.ANSWER_REQUEST)
    if row.state == RequestState.DECLINED:
        return
    _answer(row, "decline")
    row.save()
    vault.close_room(room_id=row.room_id)
    _record(events.RequestDeclined, actor, row)


@transaction.atomic
def withdraw_request(*, actor: Person, request: Request) -> None:
    """The mentee takes a request back before it is answered."""
    row = _locked(request.pk)
    policies.require(actor, row, Permission.WITHDRAW_REQUEST)
    if row.state == RequestState.WITHDRAWN:
        return
    _answer(row, "withdraw")
    row.save()
    vault.close_room(room_id=row.room_id)
    _record(events.RequestWithdrawn, actor, row, reason="mentee")


def remind_and_lapse_due(now: datetime | None = None) -> int:
    """The clock's work: reminds mentors who owe an answer, and lets requests lapse; says how many it touched."""
    moment = now or clock.now()
    waiting = Request.objects.filter(state=RequestState.SENT).order_by("reply_by", "id")
    dates = waiting.values_list("pk", "created_at", "reply_by", "reminded_at").iterator()
    due = [
        pk
        for pk, sent, by, reminded in dates
        if rules.lapse_due(by, now=moment) or rules.reminder_due(sent, by, reminded_at=reminded, now=moment)
    ]
    return sum(_tend(request_id, moment) for request_id in due)


@transaction.atomic
def _tend(request_id: uuid.UUID, now: datetime) -> bool:
    row = _locked(request_id)
    if row.state != RequestState.SENT:
        return False
    if rules.lapse_due(row.reply_by, now=now):
        row.state = REQUEST.after("lapse", row.state)
        row.save()
        vault.close_room(room_id=row.room_id)
        _record(events.RequestLapsed, None, row)
        return True
    if rules.reminder_due(row.created_at, row.reply_by, reminded_at=row.reminded_at, now=now):
        row.reminded_at = now
        row.save()
        _record(events.RequestReminderDue, None, row)
        return True
    return False

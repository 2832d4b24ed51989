"""Answers to many applications at once, which can be taken back for a while; the waiting list."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import events, policies, queries
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.models import Answering, Participation, Programme
from ithaca.programmes.states import ASKING, PARTICIPATION, ParticipationState

# Nobody hears of an answer before it can no longer be taken back.
UNDO = timedelta(minutes=10)
FACTS: Mapping[str, type[events.ParticipationFact]] = {
    "accept": events.ApplicationAccepted,
    "refuse": events.ApplicationRefused,
    "wait": events.PutOnWaitingList,
}
BATCH = 500


@dataclass(frozen=True)
class Answered:
    """What became of the applications: how many were answered, and how many found no free place."""

    answering: Answering
    done: int
    without_place: int


@transaction.atomic
def answer_applications(
    *, actor: Person, programme: Programme, applications: Collection[UUID], verb: str
) -> Answered:
    """Accepts, refuses or puts on the waiting list; where places run out, the first in the queue get them."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    return _answer(actor, row, _locked_asking(row, applications), verb)


@transaction.atomic
def accept_next(*, actor: Person, programme: Programme, role: str, number: int) -> Answered:
    """Accepts the first so many of the waiting list of one role."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    first = queries.waiting_list(row, role).values_list("pk", flat=True)[: max(number, 0)]
    return _answer(actor, row, _locked_asking(row, list(first)), "accept")


def _locked_asking(programme: Programme, ids: Collection[UUID]) -> list[Participation]:
    """Those of them that still ask, who waits longest first."""
    rows = Participation.objects.select_for_update().filter(programme=programme, state__in=ASKING, pk__in=ids)
    return list(rows.order_by("waiting_rank", "charter_accepted_at", "id"))


def _answer(actor: Person, programme: Programme, rows: list[Participation], verb: str) -> Answered:
    if verb not in FACTS:
        raise Denied(verb)
    rows = [row for row in rows if PARTICIPATION.allows(verb, row.state)]
    chosen = _with_places(programme, rows) if verb == "accept" else rows
    if not chosen:
        raise Refusal(
            queries.full_sentence(programme)
            if rows
            else _("These applications have been answered already, perhaps by somebody else.")
        )
    before = {str(row.pk): [row.state, row.waiting_rank] for row in chosen}
    rank = _last_rank(programme)
    for place, row in enumerate(chosen, start=1):
        row.state, row.answered_at = PARTICIPATION.after(verb, row.state), clock.now()
        row.waiting_rank = rank + place if verb == "wait" else None
    _save(chosen)
    answering = Answering.objects.create(programme=programme, actor=actor, verb=verb, before=before)
    facts = [_fact(FACTS[verb], actor, row) for row in chosen]
    journal.record_all(facts, react_from=clock.now() + UNDO)
    return Answered(answering, len(chosen), len(rows) - len(chosen))


def _with_places(programme: Programme, rows: list[Participation]) -> list[Participation]:
    """Mentors, and as many mentees as there are free places; the programme's row is held."""
    free = queries.free_places(programme)
    if free is None:
        return rows
    mentees = [row for row in rows if row.role == "mentee"][:free]
    return [row for row in rows if row.role != "mentee" or row in mentees]


def _last_rank(programme: Programme) -> int:
    rows = Participation.objects.filter(programme=programme)
    return int(rows.aggregate(last=Max("waiting_rank"))["last"] or 0)


def _save(rows: Iterable[Participation]) -> None:
    Participation.objects.bulk_update(list(rows), ["state", "answered_at", "waiting_rank"], batch_size=BATCH)


def _fact(
    kind: type[events.ParticipationFact], actor: Person, row: Participation
) -> events.ParticipationFact:
    return kind(
        actor_id=actor.pk,
        subject_id=row.pk,
        programme_id=row.programme_id,
        person_id=row.person_id,
        role=row.role,
    )


@dataclass(frozen=True)
class TakenBack:
    """How many stand in the queue as before, and how many stay answered: they know, or have begun meanwhile."""

    done: int
    stayed: int


@transaction.atomic
def undo(*, actor: Person, programme: Programme, answering_id: UUID) -> TakenBack:
    """Takes answers back before anybody has heard of them; who has begun with their profile meanwhile stays in."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    locked_programme(programme)
    answering = Answering.objects.select_for_update().filter(programme=programme, pk=answering_id).first()
    if answering is None:
        raise Denied(str(answering_id))
    if answering.undone_at is not None:
        return TakenBack(0, 0)
    if clock.now() >= answering.created_at + UNDO:
        raise Refusal(_("Ten minutes have passed: the people have been told. Answer them one by one."))
    given = {"accept": ParticipationState.ACCEPTED, "refuse": ParticipationState.REFUSED}
    untold = queries.untold(list(map(UUID, answering.before)), [FACTS[answering.verb].verb])
    rows = Participation.objects.select_for_update(of=("self",)).filter(
        pk__in=untold,
        state=given.get(answering.verb, ParticipationState.WAITING),
        person__is_active=True,  # else nobody asks any more
    )
    taken_back = list(rows)
    for row in taken_back:
        state, rank = answering.before[str(row.pk)]
        back = "undo answer to somebody waiting" if state == ParticipationState.WAITING else "undo answer"
        row.state, row.waiting_rank, row.answered_at = PARTICIPATION.after(back, row.state), rank, None
    _save(taken_back)
    answering.undone_at = clock.now()
    answering.save(update_fields=["undone_at"])
    journal.forgo([row.pk for row in taken_back], [FACTS[answering.verb].verb])
    journal.record_all([_fact(events.AnswerTakenBack, actor, row) for row in taken_back])
    return TakenBack(len(taken_back), len(answering.before) - len(taken_back))


@transaction.atomic
def settle_answers(*, programme: Programme, participations: Collection[UUID]) -> None:
    """
    What was answered moments ago is final for these people, and they hear of it now. Part of an action that tells them
    something that follows from it: it checks no permission and records nothing itself.
    """
    locked_programme(programme)
    journal.hasten(participations, [fact.verb for fact in FACTS.values()])


@transaction.atomic
def move_on_waiting_list(*, actor: Person, participation: Participation, up: bool) -> None:
    """Changes places with whoever stands before, or behind."""
    policies.require_towards(actor, participation, Permission.MANAGE_PARTICIPANTS)
    programme = locked_programme(participation.programme)
    rows = list(queries.waiting_list(programme, participation.role).select_for_update(of=("self",)))
    here = next((place for place, row in enumerate(rows) if row.pk == participation.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    ranks = sorted(row.waiting_rank or 0 for row in rows)
    for row, rank in zip(rows, ranks, strict=True):
        row.waiting_rank = rank
    _save(rows)
    journal.record(_fact(events.WaitingListReordered, actor, participation))

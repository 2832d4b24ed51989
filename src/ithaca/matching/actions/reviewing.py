from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.matching import events
from ithaca.matching.actions.runs import locked_run
from ithaca.matching.desk import sentences
from ithaca.matching.desk.board import Board, Moves, Place, effect
from ithaca.matching.desk.measuring import measuring_now
from ithaca.matching.models import Note, Pair, Run, RunChange, RunPerson
from ithaca.matching.queries import desk
from ithaca.matching.states import RunState
from ithaca.programmes.policies import require

Verb = RunChange.Verb
Places = Mapping[UUID, Place | None]


@transaction.atomic
def move_pairs(*, actor: Person, run: Run, revision: int, moves: Moves) -> RunChange:
    """Gives mentees other mentors, or none. Rules hold by hand too, and what is locked stays."""
    row = _held(actor, run)
    board = desk.board_of(row)
    planned = effect(board, moves, measuring_now(row, moves))
    if not planned.shifts:
        raise Refusal(_("This changes nothing: the pairs stand like that already."))
    _require_untouched(row, revision, board=board, changed=planned.changed)
    for shift in planned.shifts:
        if shift.against:
            raise Refusal(sentences.against(shift, board))
    return _change(actor, row, _Turn(Verb.MOVE, planned.before, planned.changed))


@transaction.atomic
def lock_pair(*, actor: Person, run: Run, mentee: UUID, mentor: UUID, locked: bool) -> RunChange | None:
    """Keeps a pair as it is, here and in the next run from this one; or lets it go again."""
    row = _held(actor, run)
    place = desk.board_of(row).places.get(mentee)
    if place is None or place.mentor != mentor:
        raise Refusal(_("This pair is no longer one: somebody has changed it. Here is how things stand now."))
    if place.locked == locked:
        return None
    after = Place(place.mentor, place.score, place.parts, locked=locked, by_hand=place.by_hand)
    verb = Verb.LOCK if locked else Verb.UNLOCK
    return _change(actor, row, _Turn(verb, {mentee: place}, {mentee: after}))


@transaction.atomic
def undo_change(*, actor: Person, run: Run, number: int) -> RunChange:
    """
    Takes a change back, by a change of its own, as long as nobody has changed the same people since. Rules hold for what
    comes back, too: they may say otherwise by now.
    """
    row = _held(actor, run)
    standing = desk.standing_changes(row)
    meant = next((one for one in standing if one.number == number), None)
    if meant is None:
        raise Refusal(_("This change is taken back already. Here is how things stand now."))
    people = desk.people_of(meant)
    for other in standing:
        if other.number > number and desk.people_of(other) & people:
            raise Refusal(
                _(
                    "%(name)s has changed the same people at %(time)s. Take that back first, if you both mean to."
                )
                % _who_and_when(other)
            )
    here = desk.board_of(row).people
    before, after = (_of_those_here(_places(one), here) for one in (meant.after, meant.before))
    _require_allowed(row, after)
    return _change(actor, row, _Turn(Verb.UNDO, before, after, undoes=meant))


@transaction.atomic
def write_note(*, actor: Person, run: Run, id: UUID, about: UUID, text: str) -> Note:
    """Tells the colleagues something about somebody in the run."""
    require(actor, run.programme, Permission.RUN_MATCHING)
    made = Note.made_before(id, run=run)
    if made is not None:
        return made
    one = RunPerson.objects.filter(run=run, pk=about).first()
    if one is None:
        raise Refusal(_("This person is not in the run."))
    note = Note.objects.create(id=id, run=run, about=one, author=actor, text=text.strip())
    journal.record(
        events.NoteWritten(actor_id=actor.pk, subject_id=run.pk, programme_id=run.programme_id, about=one.pk)
    )
    return note


def _held(actor: Person, run: Run) -> Run:
    row = locked_run(run.pk)
    require(actor, row.programme, Permission.RUN_MATCHING)
    if row.state != RunState.REVIEW:
        raise Refusal(_("The pairs of this run are fixed: it is published, or put aside."))
    return row


def _require_untouched(run: Run, revision: int, *, board: Board, changed: Iterable[UUID]) -> None:
    """Two may work on a run at once, as long as not on the same people."""
    concerned = set(changed)
    for mentee in list(concerned):
        place = board.places.get(mentee)
        concerned |= {place.mentor} if place else set()
    for other in desk.changes_since(run, revision):
        if desk.people_of(other) & concerned:
            raise Refusal(
                _(
                    "%(name)s has changed these people at %(time)s, after you looked. See how they stand now, then decide anew."
                )
                % _who_and_when(other)
            )


def _who_and_when(change: RunChange) -> dict[str, str]:
    return {
        "name": change.actor.name if change.actor else _("Somebody"),
        "time": localtime(change.created_at).strftime("%H:%M"),
    }


def _require_allowed(run: Run, places: Places) -> None:
    board = desk.board_of(run)
    moves: dict[UUID, UUID | None] = {}
    for mentee, place in places.items():
        here = board.places.get(mentee)
        if (here.mentor if here else None) != (place.mentor if place else None):
            moves[mentee] = place.mentor if place else None
    if not any(moves.values()):
        return
    for shift in effect(board, moves, measuring_now(run, moves)).shifts:
        if shift.against:
            raise Refusal(sentences.against(shift, board))


def _places(content: Mapping[str, dict[str, object] | None]) -> dict[UUID, Place | None]:
    return {UUID(key): Place.of_json(place) if place else None for key, place in content.items()}


def _of_those_here(places: Places, people: Mapping[UUID, object]) -> Places:
    """Without whoever has left the run since, account and all."""
    return {
        mentee: place if place and place.mentor in people else None
        for mentee, place in places.items()
        if mentee in people
    }


@dataclass(frozen=True)
class _Turn:
    """How the mentees of a change stood before it, and how after."""

    verb: Verb
    before: Places
    after: Places
    undoes: RunChange | None = None


def _change(actor: Person, run: Run, turn: _Turn) -> RunChange:
    Pair.objects.filter(run=run, mentee__in=list(turn.after)).delete()
    Pair.objects.bulk_create(
        Pair(
            run=run,
            mentee_id=mentee,
            mentor_id=place.mentor,
            score=place.score,
            parts=dict(place.parts),
            locked=place.locked,
            by_hand=place.by_hand,
        )
        for mentee, place in turn.after.items()
        if place is not None
    )
    run.revision += 1
    run.save(update_fields=["revision"])
    journal.record(
        events.RunChanged(
            actor_id=actor.pk,
            subject_id=run.pk,
            programme_id=run.programme_id,
            number=run.revision,
            change=turn.verb.value,
        )
    )
    return RunChange.objects.create(
        run=run,
        number=run.revision,
        verb=turn.verb,
        actor=actor,
        before=_as_json(turn.before),
        after=_as_json(turn.after),
        undoes=turn.undoes,
    )


def _as_json(places: Places) -> dict[str, dict[str, object] | None]:
    return {str(mentee): place.as_json() if place else None for mentee, place in places.items()}

from collections.abc import Iterable, Mapping
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
    _require_untouched(row, revision, board, planned.changed)
    for shift in planned.shifts:
        if shift.against:
            raise Refusal(sentences.against(shift, board))
    return _change(actor, row, Verb.MOVE, before=planned.before, after=planned.changed)


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
    return _change(actor, row, verb, before={mentee: place}, after={mentee: after})


@transaction.atomic
def undo_change(*, actor: Person, run: Run, number: int) -> RunChange:
    """
    Takes back the last change that stands, by a change of its own; `number` is the one that was meant. Rules hold for
    what comes back, too: they may say otherwise by now.
    """
    row = _held(actor, run)
    last = desk.undoable(row)
    if last is None or last.number != number:
        raise Refusal(
            _(
                "Somebody has changed something meanwhile. Look at the last changes, then undo the one you mean."
            )
        )
    people = desk.board_of(row).people
    before, after = (_of_those_here(_places(one), people) for one in (last.after, last.before))
    _require_allowed(row, after)
    return _change(actor, row, Verb.UNDO, before=before, after=after, undoes=last)


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


def _require_untouched(run: Run, revision: int, board: Board, changed: Iterable[UUID]) -> None:
    """Two may work on a run at once, as long as not on the same people."""
    concerned = set(changed)
    for mentee in list(concerned):
        place = board.places.get(mentee)
        concerned |= {place.mentor} if place else set()
    for other in desk.changes_since(run, revision):
        touched = {UUID(key) for key in other.before} | {
            UUID(place["mentor"]) for place in (*other.before.values(), *other.after.values()) if place
        }
        if touched & concerned:
            raise Refusal(
                _(
                    "%(name)s has changed these people at %(time)s, after you looked. See how they stand now, then decide anew."
                )
                % {
                    "name": other.actor.name if other.actor else _("Somebody"),
                    "time": localtime(other.created_at).strftime("%H:%M"),
                }
            )


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


def _change(
    actor: Person, run: Run, verb: Verb, *, before: Places, after: Places, undoes: RunChange | None = None
) -> RunChange:
    Pair.objects.filter(run=run, mentee__in=list(after)).delete()
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
        for mentee, place in after.items()
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
            change=verb.value,
        )
    )
    return RunChange.objects.create(
        run=run,
        number=run.revision,
        verb=verb,
        actor=actor,
        before={str(mentee): place.as_json() if place else None for mentee, place in before.items()},
        after={str(mentee): place.as_json() if place else None for mentee, place in after.items()},
        undoes=undoes,
    )

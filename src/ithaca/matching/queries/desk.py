"""Reads of the review desk: a run's board, its notes, and who changed what."""

from collections import Counter
from uuid import UUID

from ithaca.matching.desk.board import Board, Member, Place
from ithaca.matching.models import Note, Pair, Run, RunChange, RunPerson

PERSON = ("id", "side", "number", "name", "capacity", "facts", "unmatched", "participation_id", "least")
PAIR = ("mentee_id", "mentor_id", "score", "parts", "locked", "by_hand")


def board_of(run: Run) -> Board:
    """Everybody of a run and their pairs as they stand; two queries."""
    people = RunPerson.objects.filter(run=run).order_by("side", "number").values_list(*PERSON)
    members = {
        row[0]: Member(
            row[0], row[1], row[2], row[3], row[4], row[5], row[6], joined=row[7] is not None, least=row[8]
        )
        for row in people
    }
    pairs = Pair.objects.filter(run=run).values_list(*PAIR)
    return Board(members, {mentee: Place(*place) for mentee, *place in pairs})


def note_counts(run: Run) -> Counter[UUID]:
    """How many notes there are about whom."""
    return Counter(Note.objects.filter(run=run, about__isnull=False).values_list("about_id", flat=True))


def notes_about(run: Run, *people: UUID) -> list[Note]:
    return list(
        Note.objects.filter(run=run, about__in=people).select_related("author", "about").order_by("id")
    )


def changes(run: Run) -> list[RunChange]:
    """What was changed by hand, the latest first."""
    rows = RunChange.objects.filter(run=run).select_related("actor", "undoes", "undone_by")
    return list(rows.order_by("-number"))


def changes_since(run: Run, revision: int) -> list[RunChange]:
    rows = RunChange.objects.filter(run=run, number__gt=revision)
    return list(rows.select_related("actor").order_by("-number"))


def standing_changes(run: Run) -> list[RunChange]:
    """Changes that nobody has taken back, the latest first."""
    rows = RunChange.objects.filter(run=run, undone_by=None).exclude(verb=RunChange.Verb.UNDO)
    return list(rows.select_related("actor").order_by("-number"))


def people_of(change: RunChange) -> set[UUID]:
    """Everybody whom a change concerned: the mentees, and the mentors whom they had or have."""
    places = (*change.before.values(), *change.after.values())
    return {UUID(mentee) for mentee in change.before} | {UUID(place["mentor"]) for place in places if place}


def undoable(run: Run) -> list[RunChange]:
    """The changes that can be taken back, the latest first: nobody has changed the same people since."""
    found, touched = [], set[UUID]()
    for change in standing_changes(run):
        people = people_of(change)
        if not people & touched:
            found.append(change)
        touched |= people
    return found

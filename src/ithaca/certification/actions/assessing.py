"""From the naming of assessors to the hand-over for decision."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.certification import events, handover, queries, rules
from ithaca.certification.actions.files import close_copies, locked, move, record
from ithaca.certification.figures import is_calibrated
from ithaca.certification.models import File, Part, Rating, Settlement, Tie
from ithaca.certification.rules import Mark
from ithaca.certification.states import FILE, PART, FileState, PartState
from ithaca.competences.actions import note_validation
from ithaca.competences.models import Item
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition

# Somebody assesses, and nothing has been handed over to those who decide.
JUDGED = (FileState.SUBMITTED, FileState.ASSESSING, FileState.SETTLING, FileState.INTERVIEW)


@transaction.atomic
def name_assessors(*, actor: Person, file: File, people: Collection[Person]) -> None:
    """Names those who are still missing, none of whom anything binds to the candidate; then they begin."""
    row = locked(actor, file, Permission.MANAGE_CERTIFICATION)
    FILE.after("assess", row.state)
    chosen = {person.pk for person in people}
    possible = {member.person_id: (member, why) for member, why in queries.could_assess(row)}
    if any(person not in possible or possible[person][1] for person in chosen):
        raise Refusal(_("Somebody you chose must not assess this candidate. Choose others."), field="people")
    remaining = queries.parts_of(row)
    wanted = max(row.scheme.assessors - len(remaining), 0)  # none where the scheme asks for fewer by now
    if len(chosen) != wanted:
        raise Refusal(_("%(n)s assessors are still to be named.") % {"n": wanted}, field="people")
    referent = any(part.referent for part in remaining) or any(
        possible[person][0].refers for person in chosen
    )
    if row.scheme.referent and not referent:
        raise Refusal(_("One of the assessors has to be a referent mentor."), field="people")
    for person in chosen:
        refers = possible[person][0].refers
        Part.objects.create(file=row, person_id=person, referent=refers, named_by=actor)
        record(events.AssessorNamed, actor, row, assessor_id=person, referent=refers)
    move(actor, row, "assess")
    _compare_if_all_given(actor, row)


@transaction.atomic
def declare_tie(*, actor: Person, file: File, person: Person, trainer: bool = False) -> None:
    """A candidate or somebody on the panel says that something binds the two: then that person does not judge."""
    row = File.objects.select_for_update(of=("self",)).select_related("scheme", "person").get(pk=file.pk)
    mine = Permission.KEEP_OWN_FILE if actor.pk == row.person_id else Permission.ASSESS_CANDIDATE
    row = locked(actor, row, mine)
    if person.pk == row.person_id or (actor.pk != row.person_id and person.pk != actor.pk):
        raise Refusal(_("Say it of yourself, or, as the candidate, of somebody on the panel."))
    _tie, new = Tie.objects.get_or_create(
        candidate=row.person, person=person, trainer=trainer, defaults={"declared_by": actor}
    )
    if new:
        record(events.TieDeclared, actor, row)
    for part in queries.parts_of(row):
        if part.person_id == person.pk:
            if row.state in handover.DECIDED_ON:
                raise Refusal(
                    _(
                        "The ratings are in, and the file waits for the decision. If you think that somebody should not have judged you, say so in an appeal."
                    )
                )
            _set_aside(actor, row, part)


@transaction.atomic
def step_aside_everywhere(person: Person) -> None:
    """Somebody judges no more: others are named where nothing is decided yet. Part of the action that closes an account."""
    open_parts = Part.objects.filter(
        person=person, state__in=PART.sources("step aside"), file__state__in=JUDGED
    )
    for file_id in list(open_parts.order_by("file_id").values_list("file_id", flat=True)):
        row = File.objects.select_for_update(of=("self",)).select_related("scheme", "person").get(pk=file_id)
        for part in queries.parts_of(row):
            if part.person_id == person.pk and row.state in JUDGED:
                _set_aside(person, row, part)


def _set_aside(actor: Person, row: File, part: Part) -> None:
    part.state = PART.after("step aside", part.state)
    part.save(update_fields=["state"])
    Settlement.objects.filter(file=row).delete()  # what was settled was settled with them
    record(events.AssessorAside, actor, row, assessor_id=part.person_id)
    if row.state == FileState.SUBMITTED:  # another is looked for already
        close_copies(row)
    else:
        move(actor, row, "step aside")


@transaction.atomic
def rate(*, actor: Person, file: File, marks: Mapping[str, tuple[str, str]]) -> None:
    """Keeps an assessor's own marks and comments, as they go; nobody else sees them yet."""
    row, part = _my_rating(actor, file)
    PART.after("rate", part.state)
    asked = set(rules.to_rate(queries.shown_in(row)))
    rows = [
        Rating(part=part, ability=slug, mark=Mark(mark), comment=comment.strip())
        for slug, (mark, comment) in marks.items()
        if slug in asked
    ]
    Rating.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["part", "ability"],
        update_fields=["mark", "comment"],
    )


@transaction.atomic
def give_ratings(*, actor: Person, file: File) -> None:
    """Hands an assessor's ratings in for good. Once the last one has, all see each other's."""
    row, part = _my_rating(actor, file)
    part.state = PART.after("give", part.state)
    given, asked = queries.ratings_of(part), rules.to_rate(queries.shown_in(row))
    if any(slug not in given for slug in asked):
        raise Refusal(_("Some abilities have no rating yet."))
    if any(each.mark != Mark.MET and not each.comment for each in given.values()):
        raise Refusal(_("Say what is missing wherever an ability is not, or only partly, shown."))
    part.given_at = clock.now()
    part.save(update_fields=["state", "given_at"])
    record(events.RatingsGiven, actor, row, assessor_id=actor.pk, abilities=len(given))
    _compare_if_all_given(actor, row)


def _compare_if_all_given(actor: Person, row: File) -> None:
    given = all(part.state == PartState.GIVEN for part in queries.parts_of(row))
    if given and row.state == FileState.ASSESSING:
        move(actor, row, "compare")


@transaction.atomic
def settle(*, actor: Person, file: File, ability: str, mark: str) -> None:
    """Proposes a mark where assessors differ, or agrees to the one proposed; another mark begins anew."""
    row, _part = _my_part(actor, file)
    if row.state != FileState.SETTLING:
        raise ForbiddenTransition("settle", row.state)
    if not any(each.ability == ability and each.differs for each in queries.compared(row)):
        raise Refusal(_("You do not differ about this ability."))
    found = Settlement.objects.filter(file=row, ability=ability).first() or Settlement(
        file=row, ability=ability
    )
    if found.mark != mark:
        found.mark, found.agreed = Mark(mark), []
    if str(actor.pk) not in found.agreed:
        found.agreed = [*found.agreed, str(actor.pk)]
        found.save()
        record(
            events.DifferenceSettled, actor, row, ability=ability, mark=found.mark, agreed=len(found.agreed)
        )


@transaction.atomic
def finish_comparison(*, actor: Person, file: File) -> None:
    """Nothing differs any more: on to the interview, or to the decision where the scheme has none."""
    row, _part = _my_part(actor, file)
    step = "meet" if row.scheme.interview else "hand over"
    FILE.after("meet", row.state)
    if rules.unsettled(queries.compared(row)):
        raise Refusal(_("You still differ about some abilities. Settle them first."))
    move(actor, row, step)


@transaction.atomic
def note_interview(*, actor: Person, file: File, held_at: datetime, notes: str) -> None:
    """An assessor notes when the interview was held and what it showed; then the file goes to the decision."""
    row, _part = _my_part(actor, file)
    if row.state != FileState.INTERVIEW:
        raise ForbiddenTransition("note interview", row.state)
    if held_at > clock.now():
        raise Refusal(_("This moment is still to come. Note the interview once it is held."), field="held_at")
    row.interviewed_at, row.interview_notes = held_at, notes
    row.save(update_fields=["interviewed_at", "interview_notes"])
    record(events.InterviewNoted, actor, row)
    move(actor, row, "hand over")


@transaction.atomic
def validate_item(*, actor: Person, file: File, item: Item, ability: str) -> None:
    """The referent mentor among the assessors stands by one item, for one ability."""
    row, part = _my_part(actor, file)
    if not part.referent:
        raise Refusal(_("Only a referent mentor validates single items."))
    if row.state not in handover.ASSESSED:
        raise ForbiddenTransition("validate", row.state)
    frozen = queries.manifest_of(row)["items"] if row.frozen else []
    if not any(each["id"] == str(item.pk) and ability in each["abilities"] for each in frozen):
        raise Refusal(_("This item is not part of what was handed in."))
    note_validation(referent=actor, item=item, ability=ability)


def _my_part(actor: Person, file: File) -> tuple[File, Part]:
    row = locked(actor, file, Permission.ASSESS_CANDIDATE)
    parts = Part.objects.select_for_update().filter(file=row, person=actor).exclude(state=PartState.ASIDE)
    return row, parts.get()


def _my_rating(actor: Person, file: File) -> tuple[File, Part]:
    """While another assessor is looked for, the others go on."""
    row, part = _my_part(actor, file)
    if row.state not in (FileState.ASSESSING, FileState.SUBMITTED):
        raise ForbiddenTransition("rate", row.state)
    if not is_calibrated(actor, row.scheme):
        raise Refusal(_("Rate the samples first: then you and the others judge by the same measure."))
    return row, part

"""What a programme's people write in a self-assessment, several at once."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.schemes import rules
from ithaca.seals import cases, events, queries
from ithaca.seals.actions.files import locked, record
from ithaca.seals.merging import Said, merged
from ithaca.seals.models import Answer, Reflection, Remark, SealFile, Variant
from ithaca.seals.states import FileState

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Saved:
    """What stands now, and whether somebody else's words stand there while one's own wait beside them."""

    said: Said
    both: bool


def being_written(actor: Person, file: SealFile) -> SealFile:
    """The file, held, if the actor keeps it and it has not been handed in."""
    row = locked(actor, file, Permission.KEEP_SEAL_FILE)
    if row.state == FileState.LEFT:
        raise Refusal(_("Somebody of you has ended this file: what stands in it changes no more."))
    if row.state != FileState.ASSESSING:
        raise Refusal(_("This file has been handed in: what stands in it changes no more."))
    return row


@transaction.atomic
def save_answer(*, actor: Person, file: SealFile, standard: str, base: Said, mine: Said) -> Saved:
    """Answers a standard; `base` is what the writer saw before, so that nobody's change gets lost."""
    row = being_written(actor, file)
    scheme = queries.scheme_of(row)
    steps = scheme.scale_of(scheme.standards[standard]).order if standard in scheme.standards else ()
    optional = standard in scheme.standards and scheme.standards[standard].optional
    if mine.step not in {"", *steps, *([rules.NOT_APPLICABLE] if optional else [])}:
        raise Refusal(_("Choose one of the answers of the list."), field="step")
    # The file is held, so nobody else makes the same one meanwhile.
    asked = {"file": row, "standard": standard}
    answer = Answer.objects.filter(**asked).first() or Answer(**asked)
    found = merged(base=base, mine=mine, theirs=Said(answer.step, answer.words))
    if found.both:
        _keep_beside(actor, row, mine, standard=standard)
    changed = found.said != Said(answer.step, answer.words)
    if changed or answer.carried:
        answer.step = found.said.step
        _write(actor, row, answer, found.said.words)
    return Saved(found.said, found.both)


@transaction.atomic
def save_reflection(*, actor: Person, file: SealFile, requirement: str, base: str, mine: str) -> Saved:
    """Says what the programme thinks of a requirement, or of its context where that is empty."""
    row = being_written(actor, file)
    if requirement and requirement not in {each.slug for each in queries.scheme_of(row).requirements}:
        raise Refusal(_("This requirement is not part of the scheme."))
    asked = {"file": row, "requirement": requirement}
    text = Reflection.objects.filter(**asked).first() or Reflection(**asked)
    found = merged(base=Said(words=base), mine=Said(words=mine), theirs=Said(words=text.words))
    if found.both:
        _keep_beside(actor, row, Said(words=mine), requirement=requirement)
    if found.said.words != text.words or text.carried:
        _write(actor, row, text, found.said.words)
    return Saved(found.said, found.both)


def _keep_beside(actor: Person, row: SealFile, mine: Said, **about: str) -> None:
    """Whoever goes on writing keeps one text beside the other's, the latest."""
    Variant.objects.update_or_create(
        file=row,
        standard=about.get("standard", ""),
        requirement=about.get("requirement", ""),
        written_by=actor,
        defaults={"step": mine.step, "words": mine.words, "created_at": clock.now()},
    )


def _write(actor: Person, row: SealFile, text: Answer | Reflection, words: str) -> None:
    text.words, text.carried = words, False
    text.changed_by, text.changed_at = actor, clock.now()
    text.save()
    about = text.standard if isinstance(text, Answer) else text.requirement
    record(events.Written, actor, row, about=about)


@transaction.atomic
def choose_text(*, actor: Person, file: SealFile, variant: Variant, keep: str) -> None:
    """Of two texts written at the same time one stays, or both, one under the other."""
    row = being_written(actor, file)
    other = queries.variant(row, variant.pk)
    if other is None or keep not in (MINE, THEIRS, BOTH):
        raise Refusal(_("Somebody has already chosen here."))
    text: Answer | Reflection
    if other.standard:
        text = Answer.objects.get_or_create(file=row, standard=other.standard)[0]
    else:
        text = Reflection.objects.get_or_create(file=row, requirement=other.requirement)[0]
    other.delete()
    if keep == THEIRS:
        record(events.Written, actor, row, about=other.standard or other.requirement)
        return
    words = other.words if keep == MINE else "\n\n".join(filter(None, [text.words, other.words]))
    if isinstance(text, Answer) and keep == MINE:
        text.step = other.step or text.step
    _write(actor, row, text, words)


@transaction.atomic
def take_facts_over(*, actor: Person, file: SealFile) -> int:
    """Answers what the facts alone decide and nobody has answered yet; how many that were."""
    row = being_written(actor, file)
    answers, scheme = queries.answers_of(row), queries.scheme_of(row)
    said = rules.answered_by_facts(scheme, cases.known_of(row).facts)
    open_ones = {slug: step for slug, step in said.items() if slug not in answers or not answers[slug].step}
    said_now = {"file": row, "changed_by": actor, "changed_at": clock.now()}
    Answer.objects.bulk_create(
        [Answer(standard=slug, step=step, **said_now) for slug, step in open_ones.items()],
        update_conflicts=True,
        unique_fields=["file", "standard"],
        update_fields=["step", "changed_by", "changed_at"],
    )
    if open_ones:
        record(events.FactsTakenOver, actor, row, standards=len(open_ones))
    return len(open_ones)


@transaction.atomic
def say_of_minors(*, actor: Person, file: SealFile, minors: bool) -> None:
    """Says whether minors take part: then more standards apply."""
    row = being_written(actor, file)
    if row.minors != minors:
        row.minors = minors
        row.save(update_fields=["minors"])
        record(events.MinorsSaid, actor, row, minors=minors)


@transaction.atomic
def make_remark(*, actor: Person, file: SealFile, standard: str, words: str, id: UUID) -> Remark:
    """Tells the colleagues something about a standard; nobody else reads it."""
    row = being_written(actor, file)
    made = Remark.made_before(id, file=row)
    if made is not None:
        return made
    if standard not in queries.scheme_of(row).standards:
        raise Refusal(_("This standard is not part of the scheme."))
    made = Remark.objects.create(pk=id, file=row, standard=standard, words=words, written_by=actor)
    record(events.Remarked, actor, row, about=standard)
    return made

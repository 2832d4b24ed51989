"""What the file before said is where the next one begins; nobody has to write it twice, everybody looks again."""

from ithaca.schemes.rules import NOT_APPLICABLE
from ithaca.seals import queries
from ithaca.seals.models import Answer, Improvement, Reflection, SealFile
from ithaca.seals.states import OPEN_IMPROVEMENTS


def carry_over(row: SealFile) -> None:
    """Part of beginning a file: answers, reflections and what is still open of the plan, marked as from last time."""
    before = queries.file_before(row)
    if before is None:
        return
    scheme = queries.scheme_of(row)
    for each in queries.answers_of(before).values():
        one = scheme.standards.get(each.standard)
        if one is None:
            continue
        steps = {*scheme.scale_of(one).order, *([NOT_APPLICABLE] if one.optional else [])}
        step = each.step if each.step in steps else ""
        if step or each.words:
            Answer.objects.create(
                file=row, standard=one.slug, step=step, words=each.words, effort=each.effort, carried=True
            )
    known = {"", *(each.slug for each in scheme.requirements)}
    for text in queries.reflections_of(before).values():
        if text.requirement in known and text.words:
            Reflection.objects.create(file=row, requirement=text.requirement, words=text.words, carried=True)
    _carry_plan(row, before)


def _carry_plan(row: SealFile, before: SealFile) -> None:
    """What is still open of the plan goes on here, with its history."""
    scheme = queries.scheme_of(row)
    for each in queries.improvements_of(before):
        one = scheme.standards.get(each.standard)
        if each.state in OPEN_IMPROVEMENTS and one is not None and each.step in scheme.scale_of(one).order:
            Improvement.objects.filter(pk=each.pk).update(file=row)

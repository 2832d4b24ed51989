"""Reads of what a programme writes in its self-assessment."""

from collections.abc import Mapping
from uuid import UUID

from ithaca.seals.models import Answer, Reflection, Remark, SealFile, Variant


def answers_of(row: SealFile) -> dict[str, Answer]:
    """What is said of each standard, as far as anything is."""
    found = Answer.objects.filter(file=row).select_related("changed_by")
    return {each.standard: each for each in found}


def reflections_of(row: SealFile) -> dict[str, Reflection]:
    """What is said of each requirement; of the programme as a whole under the empty name."""
    found = Reflection.objects.filter(file=row).select_related("changed_by")
    return {each.requirement: each for each in found}


def steps_said(answers: Mapping[str, Answer]) -> dict[str, str]:
    return {slug: each.step for slug, each in answers.items() if each.step}


def remarks_of(row: SealFile) -> dict[str, list[Remark]]:
    """What the programme's people tell each other, by standard, the first first."""
    found: dict[str, list[Remark]] = {}
    for each in Remark.objects.filter(file=row).select_related("written_by").order_by("created_at", "id"):
        found.setdefault(each.standard, []).append(each)
    return found


def variants_of(row: SealFile) -> list[Variant]:
    """What was written at the same time as something else, the first first."""
    return list(Variant.objects.filter(file=row).select_related("written_by").order_by("created_at", "id"))


def variant(row: SealFile, variant_id: UUID) -> Variant | None:
    rows = Variant.objects.select_related("file__programme__organisation", "written_by")
    return rows.filter(file=row, pk=variant_id).first()

"""What a candidate hands over, and what whoever judges reads and rates: facts, marks and sealed copies."""

import uuid
from collections.abc import Collection, Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from ninja import Router, Schema, Status
from pydantic import Field

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.api.access import permitted
from ithaca.api.copies import piece_shape
from ithaca.api.vault_shapes import Shape
from ithaca.certification import actions, handover, policies, presentation, queries, wording
from ithaca.certification.models import File, Rating
from ithaca.certification.presentation import Line
from ithaca.certification.rules import Mark
from ithaca.certification.states import PartState
from ithaca.competences.queries import item as portfolio_item
from ithaca.competences.wording import FACTS
from ithaca.vault import queries as vault
from ithaca.vault.rules import PORTFOLIO
from ithaca.vault.sealed import Base64url, SealedCopy

router = Router(tags=["certification"])
FILE = "/{uuid:file_id}"


class CopyIn(Schema):
    id: uuid.UUID
    reader: uuid.UUID
    object: uuid.UUID
    revision: int = Field(ge=1)
    file: Base64url


class RatingIn(Schema):
    mark: Mark
    comment: str = Field(default="", max_length=5000)


class RatingsIn(Schema):
    marks: dict[str, RatingIn] = Field(max_length=300)


class ValidationIn(Schema):
    item: uuid.UUID
    ability: str = Field(max_length=40)


# --- The candidate ---


@router.get(FILE + "/handover")
@permitted(Permission.KEEP_OWN_FILE)
def handing_over(request: HttpRequest, file_id: uuid.UUID) -> Shape:
    """What was handed in, and how each piece stands for each of those who judge."""
    row = policies.file(viewer(request), file_id).subject
    policies.require_in_file(viewer(request), row, Permission.KEEP_OWN_FILE)
    readers = handover.readers_of(row)
    shown, ready = handover.shown_to(row, readers), vault.with_keyring(readers)
    room = vault.own_room(row.person, purpose=PORTFOLIO)
    referents = {part.person_id for part in queries.parts_of(row) if part.referent}
    return {
        **_head(row),
        "room": str(room.pk) if room else None,
        "items": _items(row),
        "readers": [
            {
                "person": str(one.pk),
                "name": one.name,
                "has_keyring": one.pk in ready,
                "referent": one.pk in referents,
                "pieces": [piece_shape(each) for each in shown[one.pk]],
            }
            for one in readers
        ],
    }


@router.post(FILE + "/handover")
@permitted(Permission.KEEP_OWN_FILE)
def hand_over(request: HttpRequest, file_id: uuid.UUID, body: CopyIn) -> Shape:
    row = policies.file(viewer(request), file_id).subject
    sealed = SealedCopy(body.id, body.object, body.revision, body.file)
    copy = actions.release_evidence(actor=viewer(request), file=row, reader_id=body.reader, sealed=sealed)
    return {"id": str(copy.pk)}


# --- Whoever judges ---


@router.get(FILE + "/reading")
@permitted(Permission.READ_EVIDENCE)
def reading(request: HttpRequest, file_id: uuid.UUID) -> Shape:
    """Every ability for which something was handed in, with what the reader was shown of it and their own marks."""
    person = viewer(request)
    row = policies.reading(person, file_id).subject
    policies.require_in_file(person, row, Permission.READ_EVIDENCE)
    part = next((each for each in queries.parts_of(row) if each.person_id == person.pk), None)
    given = queries.ratings_of(part) if part else {}
    groups = presentation.lines(row, get_language() or "fr")
    return {
        **_head(row),
        "candidate": {"person": str(row.person_id), "name": row.person.name},
        "back": reverse("certification:file", args=[row.pk]),
        "rates": part is not None and part.state == PartState.RATING,
        "validates": part is not None and part.referent and row.state in handover.ASSESSED,
        "marks": [{"value": str(mark), "label": str(label)} for mark, label in wording.MARKS.items()],
        "competences": [
            {
                "slug": competence.slug,
                "code": competence.code,
                "title": title,
                "abilities": [_ability(line, given) for line in lines],
            }
            for competence, title, lines in groups
        ],
        "pieces": [piece_shape(each) for each in handover.shown_to(row, [person])[person.pk]],
    }


@router.put(FILE + "/ratings", response={204: None})
@permitted(Permission.ASSESS_CANDIDATE)
def rate(request: HttpRequest, file_id: uuid.UUID, body: RatingsIn) -> Status[None]:
    person = viewer(request)
    marks = {slug: (each.mark.value, each.comment) for slug, each in body.marks.items()}
    actions.rate(actor=person, file=policies.file(person, file_id).subject, marks=marks)
    return Status(204, None)


@router.post(FILE + "/ratings/giving", response={204: None})
@permitted(Permission.ASSESS_CANDIDATE)
def give_ratings(request: HttpRequest, file_id: uuid.UUID) -> Status[None]:
    person = viewer(request)
    actions.give_ratings(actor=person, file=policies.file(person, file_id).subject)
    return Status(204, None)


@router.post(FILE + "/validations", response={204: None})
@permitted(Permission.ASSESS_CANDIDATE)
def validate(request: HttpRequest, file_id: uuid.UUID, body: ValidationIn) -> Status[None]:
    person = viewer(request)
    row = policies.file(person, file_id).subject
    policies.require_in_file(person, row, Permission.ASSESS_CANDIDATE)
    item = portfolio_item(body.item)
    if item is not None:
        actions.validate_item(actor=person, file=row, item=item, ability=body.ability)
    return Status(204, None)


# --- Shapes ---


def _head(row: File) -> Shape:
    words = queries.framework_of(row.scheme).text(get_language() or "fr")
    return {"id": str(row.pk), "title": words.title, "level": words.levels[row.level].label}


def _items(row: File) -> list[Shape]:
    kinds = queries.framework_of(row.scheme).text(get_language() or "fr").kinds
    handed: Collection[Mapping[str, object]] = queries.manifest_of(row)["items"] if row.frozen else ()
    return [
        {
            "id": each["id"],
            "kind": kinds[str(each["kind"])].label if each["kind"] in kinds else each["kind"],
            "made_on": each["made_on"],
            "abilities": each["abilities"],
            "letter": each["file"] or "",
        }
        for each in handed
    ]


def _ability(line: Line, given: Mapping[str, Rating]) -> Shape:
    mine = given.get(line.ability.slug)
    return {
        "slug": line.ability.slug,
        "code": line.ability.code,
        "text": line.text,
        "suffices": line.suffices,
        "referent": line.ability.referent,
        "facts": [str(FACTS[fact]) for fact in line.facts],
        "items": [
            {
                "id": str(each.id),
                "kind": each.kind,
                "made_on": each.made_on.isoformat(),
                "letter": each.file,
                "validated": each.validated,
            }
            for each in line.items
        ],
        "mark": mine.mark if mine else None,
        "comment": mine.comment if mine else "",
    }

"""Documents of a seal file: what the programme keeps and shows, and what auditors read. Facts and sealed copies."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from ninja import Router, Schema, Status
from pydantic import Field

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.api.access import permitted
from ithaca.api.copies import CopyIn, piece_shape
from ithaca.api.vault_shapes import EpochIn, RevisionIn, Shape
from ithaca.api.writing import written
from ithaca.programmes.texts import localised
from ithaca.seals import actions, policies, queries
from ithaca.seals.actions import Use
from ithaca.seals.models import Document, DocumentRequest, SealFile
from ithaca.seals.queries import documents
from ithaca.seals.states import FileState
from ithaca.vault import queries as vault
from ithaca.vault.sealed import SealedCopy, SealedRoomIn

router = Router(tags=["seals"])
FILE = "/{uuid:seal_file_id}"
ONE = FILE + "/documents/{uuid:document_id}"
keeping = permitted(Permission.KEEP_SEAL_FILE)


class UseIn(Schema):
    kind: str = Field(max_length=40)
    standards: list[str] = Field(max_length=300)

    def use(self) -> Use:
        return Use(self.kind, tuple(dict.fromkeys(self.standards)))


class NewIn(UseIn):
    id: uuid.UUID
    revision: RevisionIn


class ChangeIn(UseIn):
    revision: RevisionIn | None = None


class RemovalIn(Schema):
    destruction: str = Field(default="", max_length=4096)


class BackIn(Schema):
    copies: list[uuid.UUID] = Field(max_length=2000)


def _kept(request: HttpRequest, seal_file_id: uuid.UUID) -> SealFile:
    row = policies.file(viewer(request), seal_file_id).subject
    policies.require(viewer(request), row, Permission.KEEP_SEAL_FILE)
    return row


def _document(request: HttpRequest, seal_file_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    found = documents.document(_kept(request, seal_file_id), document_id)
    if found is None:
        raise Denied(str(document_id))
    return found


# --- The programme ---


@router.get(FILE + "/documents")
@keeping
def kept(request: HttpRequest, seal_file_id: uuid.UUID) -> Shape:
    """What was added, who can open it, and how each document stands for each auditor."""
    row = _kept(request, seal_file_id)
    room, keepers, readers = documents.room_of(row), documents.keepers_of(row), documents.readers_of(row)
    inside = {person.pk for person in vault.members_of(room)} if room else set()
    ready, shown = vault.with_keyring([*keepers, *readers]), documents.shown_to(row, readers)
    frozen = {one["id"] for one in documents.handed_in(row)} if row.state != FileState.ASSESSING else set()
    return {
        **_head(row),
        "room": str(room.pk) if room and viewer(request).pk in inside else None,
        "others_room": room is not None and viewer(request).pk not in inside,
        "stale": room is not None and vault.left_since_key(room),
        "adds": row.state in documents.TAKES_DOCUMENTS,
        "changes": row.state == FileState.ASSESSING,
        "keepers": [
            {**_person(one), "has_keyring": one.pk in ready, "inside": one.pk in inside} for one in keepers
        ],
        "documents": [
            _document_shape(one, frozen=str(one.pk) in frozen) for one in documents.documents_in(row)
        ],
        "readers": [
            {
                **_person(one),
                "has_keyring": one.pk in ready,
                "pieces": [piece_shape(each) for each in shown[one.pk]],
            }
            for one in readers
        ],
        "wishes": [_wish(one) for one in documents.wishes_of(row)],
    }


@router.post(FILE + "/documents/room")
@keeping
def open_room(request: HttpRequest, seal_file_id: uuid.UUID, body: SealedRoomIn) -> Shape:
    row = _kept(request, seal_file_id)
    room = actions.open_file_room(actor=viewer(request), row=row, sealed=body.sealed())
    return {"room": str(room.pk)}


@router.post(FILE + "/documents/keepers", response={204: None})
@keeping
def change_keepers(request: HttpRequest, seal_file_id: uuid.UUID, body: EpochIn) -> Status[None]:
    row = _kept(request, seal_file_id)
    actions.change_keepers(actor=viewer(request), row=row, sealed=body.sealed())
    return Status(204, None)


@router.post(FILE + "/documents")
@keeping
def add(request: HttpRequest, seal_file_id: uuid.UUID, body: NewIn) -> Shape:
    row = _kept(request, seal_file_id)
    sealed = body.revision.sealed(body.id)
    made = actions.add_document(actor=viewer(request), row=row, use=body.use(), sealed=sealed)
    return {"id": str(made.pk)}


@router.put(ONE, response={200: dict, 204: None, 409: dict})
@keeping
def change(
    request: HttpRequest, seal_file_id: uuid.UUID, document_id: uuid.UUID, body: ChangeIn
) -> Shape | Status[Any]:
    """Other words, another kind, other standards; only what the body says is written anew."""
    found, person = _document(request, seal_file_id, document_id), viewer(request)
    if body.revision is None:
        actions.change_document(actor=person, document=found, use=body.use())
        return Status(204, None)
    sealed = body.revision.sealed(document_id)

    def write() -> Any:
        actions.change_document(actor=person, document=found, use=body.use(), sealed=sealed)
        content = vault.content(document_id)
        assert content is not None
        return vault.head_of(content)

    return written(person, write)


@router.delete(ONE, response={204: None})
@keeping
def remove(
    request: HttpRequest, seal_file_id: uuid.UUID, document_id: uuid.UUID, body: RemovalIn
) -> Status[None]:
    found = _document(request, seal_file_id, document_id)
    actions.remove_document(actor=viewer(request), document=found, destruction=body.destruction)
    return Status(204, None)


@router.post(FILE + "/copies")
@keeping
def show(request: HttpRequest, seal_file_id: uuid.UUID, body: CopyIn) -> Shape:
    row = _kept(request, seal_file_id)
    sealed = SealedCopy(body.id, body.object, body.revision, body.file)
    copy = actions.show_document(actor=viewer(request), row=row, reader_id=body.reader, sealed=sealed)
    return {"id": str(copy.pk)}


@router.post(FILE + "/copies/back", response={204: None})
@keeping
def take_back(request: HttpRequest, seal_file_id: uuid.UUID, body: BackIn) -> Status[None]:
    row = _kept(request, seal_file_id)
    actions.take_documents_back(actor=viewer(request), row=row, copies=body.copies)
    return Status(204, None)


# --- The auditors ---


@router.get(FILE + "/reading")
@permitted(Permission.READ_SEAL_EVIDENCE)
def reading(request: HttpRequest, seal_file_id: uuid.UUID) -> Shape:
    """The documents as they were handed in, with those that the reader was shown."""
    person = viewer(request)
    row = policies.reading(person, seal_file_id).subject
    policies.require(person, row, Permission.READ_SEAL_EVIDENCE)
    handed, since = documents.handed_in(row), documents.added_since(row)
    return {
        **_head(row),
        "documents": [
            *({**_handed(one), "since": False} for one in handed),
            *({**_handed(one), "since": True} for one in since),
        ],
        "pieces": [piece_shape(each) for each in documents.shown_to(row, [person])[person.pk]],
    }


# --- Shapes ---


def _person(person: Person) -> Shape:
    return {"person": str(person.pk), "name": person.name}


def _head(row: SealFile) -> Shape:
    """The file, and what its scheme asks for."""
    scheme = queries.scheme_of(row)
    words = scheme.text(get_language() or "fr")
    return {
        "id": str(row.pk),
        "programme": localised(row.programme.name, get_language() or "fr"),
        "scheme": words.title,
        "level": words.levels[row.level].label,
        "back": reverse("seals:file", args=[row.pk]),
        "kinds": [
            {"slug": kind.slug, "label": words.kinds[kind.slug].label, "hint": words.kinds[kind.slug].hint}
            for kind in scheme.kinds
        ],
        "requirements": [
            {
                "code": scheme.codes[f"requirement.{each.slug}"],
                "label": words.requirements[each.slug].label,
                "standards": [
                    {
                        "slug": one.slug,
                        "code": scheme.codes[one.slug],
                        "label": words.standards[one.slug].label,
                        "kinds": list(one.evidence),
                    }
                    for one in each.standards
                ],
            }
            for each in scheme.requirements
        ],
    }


def _document_shape(row: Document, *, frozen: bool) -> Shape:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "standards": row.standards,
        "added": row.created_at.isoformat(),
        "added_by": row.added_by.name if row.added_by else "",
        "frozen": frozen,
    }


def _wish(one: DocumentRequest) -> Shape:
    by = one.asked_by.name if one.asked_by else ""
    return {"standard": one.standard, "kind": one.kind, "words": one.words, "by": by}


def _handed(one: Mapping[str, Any]) -> Shape:
    return {"id": one["id"], "kind": one["kind"], "standards": one["standards"], "sha256": one["sha256"]}

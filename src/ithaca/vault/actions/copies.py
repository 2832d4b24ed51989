import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ithaca.access import rules as access
from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault import policies, queries
from ithaca.vault.actions.checks import malformed, require_sealed
from ithaca.vault.events import CopyFact, CopyOpened, CopyReleased, CopyRevoked
from ithaca.vault.models import ContentObject, FrozenCopy, Revision
from ithaca.vault.sealed import SealedCopy


@transaction.atomic
def release_copy(
    *, actor: Person, reader: Person, sealed: SealedCopy, frozen: str | None = None, anyones: bool = False
) -> FrozenCopy:
    """Shows a revision of a text, which the actor has written, to one reader outside the room.

    The newest one, or the one with the hash `frozen`, which the caller has kept; then, where the caller says so,
    `anyones` of the room. The caller decides who may be a reader.
    """
    content = ContentObject.objects.select_for_update().filter(id=sealed.object).first()
    if content is None:
        raise Denied(Permission.OPEN_ROOM.value)
    policies.require_member(actor, content.room_id)
    existing = FrozenCopy.objects.filter(id=sealed.id).first()
    if existing is not None:
        access.require(policies.roles_towards_copy(actor, existing), Permission.REVOKE_COPY)
        return existing  # a second click
    require_sealed([sealed.file])
    if content.destroyed_at is not None or reader == actor:
        raise malformed()
    if frozen is None:
        shown = _own_newest(actor, content, sealed.revision)
    else:
        shown = _frozen(content, sealed.revision, frozen, None if anyones else actor)
    if not queries.has_keyring(reader):
        raise Refusal(
            _("%(name)s has not set up a confidential space yet: nothing can be encrypted to them.")
            % {"name": reader.name}
        )
    copy = FrozenCopy.objects.create(
        id=sealed.id,
        owner=actor,
        reader=reader,
        content=content,
        revision=shown.number,
        sha256=shown.sha256,
        file=sealed.file,
    )
    _record(CopyReleased, actor, copy)
    return copy


def _own_newest(actor: Person, content: ContentObject, revision: int) -> Revision:
    head = Revision.objects.defer("file").get(content=content, number=content.head)
    if (head.author_id, head.number) != (actor.id, revision):
        raise Refusal(
            _(
                "Only who wrote the newest version of a text can show it. Reload the page and read the text again first."
            )
        )
    return head


def _frozen(content: ContentObject, revision: int, sha256: str, author: Person | None) -> Revision:
    rows = Revision.objects.defer("file").filter(content=content, number=revision, sha256=sha256)
    found = (rows.filter(author=author) if author else rows).first()
    if found is None:
        raise malformed()
    return found


@transaction.atomic
def open_copy(*, actor: Person, copy_id: uuid.UUID) -> FrozenCopy:
    """Hands a copy to its reader, and notes the first time: its owner sees that."""
    copy = _locked(actor, copy_id, Permission.READ_COPY)
    if copy.revoked_at is not None:
        raise Refusal(_("This text is no longer shown to you: it was taken back."))
    if copy.opened_at is None:
        copy.opened_at = clock.now()
        copy.save(update_fields=["opened_at"])
        _record(CopyOpened, actor, copy)
    return copy


@transaction.atomic
def revoke_copy(*, actor: Person, copy_id: uuid.UUID) -> None:
    """Takes a copy back: its bytes go; what was read was read."""
    copy = _locked(actor, copy_id, Permission.REVOKE_COPY)
    if copy.revoked_at is not None:
        return
    withdraw_copies(Q(id=copy.id))
    _record(CopyRevoked, actor, copy)


@transaction.atomic
def end_copies(*, copy_ids: Collection[uuid.UUID]) -> None:
    """Takes copies back whose reader is no longer who they were shown to; part of the reaction that knows it."""
    for copy in (
        FrozenCopy.objects.select_for_update().filter(id__in=copy_ids, revoked_at=None).order_by("id")
    ):
        withdraw_copies(Q(id=copy.id))
        _record(CopyRevoked, None, copy)


def withdraw_copies(rows: Q) -> None:
    """Empties copies; only inside an action."""
    FrozenCopy.objects.filter(rows, revoked_at=None).update(file=b"", revoked_at=clock.now())


def _locked(actor: Person, copy_id: uuid.UUID, permission: Permission) -> FrozenCopy:
    copy = FrozenCopy.objects.select_for_update().filter(id=copy_id).first()
    if copy is None:
        raise Denied(permission.value)
    access.require(policies.roles_towards_copy(actor, copy), permission)
    return copy


def _record(fact: type[CopyFact], actor: Person | None, copy: FrozenCopy) -> None:
    journal.record(
        fact(
            actor_id=actor.id if actor else None,
            subject_id=copy.id,
            reader_id=copy.reader_id,
            kind=copy.content.kind,
        )
    )

import uuid

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault import policies, rules
from ithaca.vault.actions.attachments import forget_attachments
from ithaca.vault.actions.checks import malformed, require_sealed
from ithaca.vault.events import ContentDestroyed, ContentWritten
from ithaca.vault.models import ContentObject, Epoch, Revision, Room
from ithaca.vault.queries import claims_signed_by
from ithaca.vault.sealed import SealedRevision


class Conflict(Refusal):
    """Somebody wrote in between. Carries the object, so that the writer's browser keeps both texts."""

    def __init__(self, content: ContentObject) -> None:
        super().__init__(
            _(
                "Somebody else has written here meanwhile. Both texts are kept: put them together and save again."
            )
        )
        self.content = content


@transaction.atomic
def write_revision(*, actor: Person, room_id: uuid.UUID, sealed: SealedRevision) -> Revision:
    """Writes one revision of an object, a first one too; raises Conflict unless it follows the newest.

    The same bytes sent again find the revision that they made.
    """
    policies.require_member(actor, room_id)
    require_sealed([sealed.file])
    if sealed.number > rules.MAX_REVISIONS:
        raise Refusal(_("This text was changed a thousand times. Begin a new one."))
    room = Room.objects.select_for_update().get(id=room_id)
    if room.closed_at is not None:
        raise Refusal(_("This room is closed: what was written stays readable, nothing new is added."))
    content = ContentObject.objects.select_for_update().filter(id=sealed.id).first()
    if content is not None and content.room_id != room.id:
        raise Denied(Permission.OPEN_ROOM.value)
    epoch = Epoch.objects.filter(room=room).order_by("number").last()
    if epoch is None or epoch.number != sealed.epoch:
        raise Refusal(_("The room has a new key. Reload the page; your text is kept as a draft."))
    if content is None:
        if sealed.number != 1 or sealed.previous_sha256:
            raise malformed()
        if room.contents.filter(author=actor, destroyed_at=None).count() >= rules.MAX_OBJECTS_OF_MEMBER:
            raise _full()
        content = ContentObject.objects.create(
            id=sealed.id, room=room, kind=sealed.kind, author=actor, about=sealed.about, head=1
        )
        return add_revision(content, epoch, actor, sealed)
    return _repeated(content, actor, sealed) or _next(content, epoch, actor, sealed)


def _holds(room: uuid.UUID, author: Person, more: int) -> bool:
    """Whether the room takes so many bytes more of somebody: the page of a room fetches whatever stands in it."""
    mine = Revision.objects.filter(author=author, content__room=room, content__destroyed_at=None)
    return (mine.aggregate(held=Sum("size"))["held"] or 0) + more <= rules.MAX_TEXTS_OF_MEMBER


def _full() -> Refusal:
    return Refusal(_("You have written as many texts in this room as it takes. Export it, then remove some."))


def _repeated(content: ContentObject, author: Person, sealed: SealedRevision) -> Revision | None:
    """The same text sent once more by whom it is from: a lost answer, not another's text under another name."""
    if content.kind != sealed.kind or content.about != sealed.about or content.destroyed_at is not None:
        return None
    return content.revisions.filter(sha256=rules.sha256(sealed.file), author=author).first()


def _next(content: ContentObject, epoch: Epoch, author: Person, sealed: SealedRevision) -> Revision:
    if content.destroyed_at is not None:
        raise Refusal(_("This text has been deleted by the person who wrote it. Keep yours as a new one."))
    if content.kind != sealed.kind:
        raise malformed()
    if content.kind in OWN_KINDS and content.author_id != author.pk:
        raise Refusal(_("Only the person who wrote this can change it."))
    head = content.revisions.get(number=content.head)
    if (sealed.number, sealed.previous_sha256) != (head.number + 1, head.sha256):
        raise Conflict(content)
    return add_revision(content, epoch, author, sealed)


def add_revision(content: ContentObject, epoch: Epoch, author: Person, sealed: SealedRevision) -> Revision:
    """The rows and the journal line of one revision; only inside an action of the vault that has checked it."""
    require_sealed([sealed.file])
    if not _holds(content.room_id, author, len(sealed.file)):
        raise _full()
    revision = Revision.objects.create(
        content=content,
        number=sealed.number,
        epoch=epoch,
        author=author,
        file=sealed.file,
        size=len(sealed.file),
        sha256=rules.sha256(sealed.file),
        previous_sha256=sealed.previous_sha256,
    )
    if content.head != sealed.number:
        content.head = sealed.number
        content.save(update_fields=["head"])
    journal.record(
        ContentWritten(
            actor_id=author.id,
            subject_id=content.id,
            room_id=content.room_id,
            kind=content.kind,
            number=revision.number,
        )
    )
    return revision


# What somebody says in their own name: the other answers, and does not write in it.
OWN_KINDS = frozenset({"message", "feedback"})
# What both stand by, or another app refers to: it ends with what it belongs to, not by one hand.
SHARED_KINDS = rules.FACT_KINDS - {"feedback"}
DOCUMENTS = frozenset({"document", "cv", "exhibit"})  # kinds that tell of an attachment


@transaction.atomic
def destroy_content(*, actor: Person, room_id: uuid.UUID, object_id: uuid.UUID, destruction: str) -> None:
    """Destroys the bytes of an object that the actor alone has written; that it was there stays known.

    `destruction` is signed in the author's browser: readers believe no server that something was destroyed.
    """
    policies.require_member(actor, room_id)
    room = Room.objects.select_for_update().get(id=room_id)
    content = (
        ContentObject.objects.select_for_update().filter(id=object_id, room_id=room_id, author=actor).first()
    )
    if content is None:
        raise Denied(Permission.OPEN_ROOM.value)
    if content.destroyed_at is not None:
        return
    if content.kind in SHARED_KINDS or content.revisions.exclude(author=actor).exists():
        raise Refusal(_("You both have a part in this text: one alone can't destroy it."))
    if room.closed_at is not None:
        raise Refusal(_("This room is closed: what was written stays readable, nothing new is added."))
    _require_signed(actor, content, destruction)
    content.revisions.update(file=b"")
    content.destroyed_at, content.destruction = clock.now(), destruction
    content.save(update_fields=["destroyed_at", "destruction"])
    if content.kind in DOCUMENTS and not _told_elsewhere(content):
        forget_attachments(Q(id=content.about, room_id=room_id, author=actor))
    journal.record(
        ContentDestroyed(actor_id=actor.id, subject_id=content.id, room_id=room_id, kind=content.kind)
    )


def _require_signed(author: Person, content: ContentObject, destruction: str) -> None:
    head = content.revisions.get(number=content.head)
    meant = {
        "room": str(content.room_id),
        "object": str(content.pk),
        "kind": content.kind,
        "about": str(content.about) if content.about else None,
        "revision": head.number,
        "sha256": head.sha256,
        "person": str(author.pk),
    }
    claims = claims_signed_by(author, destruction, "destruction")
    if claims is None or any(claims.get(name) != value for name, value in meant.items()):
        raise Refusal(_("This text has changed since your browser read it. Reload the page, then delete it."))


def _told_elsewhere(content: ContentObject) -> bool:
    """Whether another text still tells of the same document."""
    others = ContentObject.objects.filter(room=content.room, about=content.about, destroyed_at=None)
    return others.exclude(id=content.id).exists()

import uuid
from functools import partial

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault import depot, policies, rules
from ithaca.vault.actions.checks import malformed
from ithaca.vault.events import DocumentReceived
from ithaca.vault.models import Attachment, ContentObject, Room


@transaction.atomic
def receive_part(
    *, actor: Person, room_id: uuid.UUID, attachment_id: uuid.UUID, number: int, data: bytes
) -> int:
    """Takes the next part of a document; one that came already is left alone. Returns how many there are."""
    policies.require_member(actor, room_id)
    room = Room.objects.select_for_update().get(id=room_id)
    if room.closed_at is not None:
        raise Refusal(_("This room is closed: what was written stays readable, nothing new is added."))
    row = Attachment.objects.filter(id=attachment_id).first()
    if row is not None and (row.room_id != room.id or row.author_id != actor.id):
        raise Denied(Permission.OPEN_ROOM.value)
    row = row or Attachment.objects.create(id=attachment_id, room=room, author=actor)
    if number < row.parts or row.completed_at is not None:
        return row.parts  # the answer to the first try was lost
    if number > row.parts or not 0 < len(data) <= rules.PART or row.size % rules.PART:
        raise malformed()
    if number == 0 and not data.startswith(b"age-encryption.org/v1\n-> X25519 "):
        raise malformed()
    if row.size + len(data) > rules.largest_document(room.purpose):
        raise Refusal(_too_large(room.purpose))
    held = room.attachments.aggregate(held=Sum("size"))["held"] or 0
    if held + len(data) > rules.most_in_documents(room.purpose):
        raise Refusal(_("This room holds as many documents as it may. Remove some that you no longer need."))
    row.size = depot.write_part(row.id, number, data)
    row.parts = number + 1
    row.save(update_fields=["size", "parts"])
    return row.parts


def _too_large(purpose: str) -> str:
    if purpose in rules.JUDGED:
        return _("Files may be up to 200 MB here. Choose an extract.")
    return _("Documents may be up to 25 MB. Send a smaller one, or share it in another way.")


@transaction.atomic
def complete_attachment(
    *, actor: Person, room_id: uuid.UUID, attachment_id: uuid.UUID, sha256: str
) -> Attachment:
    """Checks that a document arrived whole; only then can a text tell of it."""
    policies.require_member(actor, room_id)
    row = Attachment.objects.select_for_update().filter(id=attachment_id, room=room_id, author=actor).first()
    if row is None:
        raise Denied(Permission.OPEN_ROOM.value)
    if row.completed_at is not None:
        return row
    if not row.parts or depot.digest(row.id) != sha256:
        raise Refusal(_("The document did not arrive whole. Nothing was kept; send it again."))
    row.sha256, row.completed_at = sha256, clock.now()
    row.save(update_fields=["sha256", "completed_at"])
    journal.record(DocumentReceived(actor_id=actor.id, subject_id=row.id, room_id=row.room_id, size=row.size))
    return row


def forget_attachments(rows: Q) -> None:
    """Deletes attachments with their files, the files once the transaction holds; part of an action."""
    found = Attachment.objects.filter(rows)
    ids = list(found.values_list("id", flat=True))
    found.delete()
    transaction.on_commit(partial(depot.forget, ids))


@transaction.atomic
def sweep_attachments() -> None:
    """Forgets what was sent and never told of: given up half-way, or left behind. The worker calls it."""
    told = ContentObject.objects.filter(destroyed_at=None).exclude(about=None).values("about")
    old = Q(created_at__lt=clock.now() - rules.UNFINISHED_FOR)
    forget_attachments(old & (Q(completed_at=None) | ~Q(id__in=told)))

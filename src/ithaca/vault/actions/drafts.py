import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault import policies, rules
from ithaca.vault.actions.checks import require_sealed
from ithaca.vault.models import Draft, Room


@transaction.atomic
def save_draft(*, actor: Person, room_id: uuid.UUID, object_id: uuid.UUID, file: bytes) -> Draft:
    """Keeps an unfinished text of the actor, over the one kept before. Not journalled: nobody else ever sees it."""
    policies.require_member(actor, room_id)
    require_sealed([file])
    # One that was begun before the closing may still be sealed to new keys of its author.
    kept = Draft.objects.filter(person=actor, object_id=object_id, room_id=room_id)
    if Room.objects.filter(id=room_id).exclude(closed_at=None).exists() and not kept.exists():
        raise Refusal(_("This room is closed: what was written stays readable, nothing new is added."))
    mine = Draft.objects.filter(person=actor)
    if mine.count() >= rules.MAX_DRAFTS_OF_PERSON and not mine.filter(object_id=object_id).exists():
        raise Refusal(_("You have three hundred unfinished texts. Finish or discard some first."))
    draft, _made = Draft.objects.update_or_create(
        person=actor,
        object_id=object_id,
        defaults={"room_id": room_id, "file": file, "saved_at": clock.now()},
    )
    return draft


@transaction.atomic
def discard_draft(*, actor: Person, room_id: uuid.UUID, object_id: uuid.UUID) -> None:
    """Forgets an unfinished text."""
    policies.require_member(actor, room_id)
    Draft.objects.filter(person=actor, room_id=room_id, object_id=object_id).delete()

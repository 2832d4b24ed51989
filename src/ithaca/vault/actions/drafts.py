import uuid

from django.db import transaction

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.vault import policies
from ithaca.vault.actions.checks import require_sealed
from ithaca.vault.models import Draft


@transaction.atomic
def save_draft(*, actor: Person, room_id: uuid.UUID, object_id: uuid.UUID, file: bytes) -> Draft:
    """Keeps an unfinished text of the actor, over the one kept before. Not journalled: nobody else ever sees it."""
    policies.require_member(actor, room_id)
    require_sealed([file])
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

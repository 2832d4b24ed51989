from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.matching import events
from ithaca.matching.models import Objection
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import require

MOST_OPEN = 3  # of one person in a programme


@transaction.atomic
def object_to_matching(*, actor: Person, programme: Programme, id: UUID, words: str) -> Objection:
    """Tells the coordination what somebody has against how matching treats them."""
    require(actor, programme, Permission.SEE_HOW_MATCHING_WORKS)
    made = Objection.made_before(id, programme=programme, person=actor)
    if made is not None:
        return made
    waiting = Objection.objects.filter(programme=programme, person=actor, answered_at=None)
    if waiting.count() >= MOST_OPEN:
        raise Refusal(_("You have written several times already: the coordination will answer you."))
    row = Objection.objects.create(id=id, programme=programme, person=actor, words=words)
    journal.record(events.ObjectionRaised(actor_id=actor.pk, subject_id=row.pk, programme_id=programme.pk))
    return row


@transaction.atomic
def answer_objection(*, actor: Person, objection: Objection, answer: str) -> None:
    """Answers somebody who objected; once, so that nobody's answer is replaced unseen."""
    require(actor, objection.programme, Permission.RUN_MATCHING)
    row = Objection.objects.select_for_update().get(pk=objection.pk)
    if row.answered_at is not None:
        if row.answer == answer:
            return
        raise Refusal(_("Somebody has answered meanwhile."))
    row.answer, row.answered_at, row.answered_by = answer, clock.now(), actor
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    journal.record(
        events.ObjectionAnswered(
            actor_id=actor.pk, subject_id=row.pk, programme_id=row.programme_id, person_id=row.person_id
        )
    )

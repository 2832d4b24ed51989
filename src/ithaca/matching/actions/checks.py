from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.matching import events
from ithaca.matching.models import SafeguardingCheck
from ithaca.programmes.models import Participation
from ithaca.programmes.policies import require


@transaction.atomic
def note_check(
    *, actor: Person, participation: Participation, seen_on: date | None, valid_until: date | None
) -> None:
    """Notes that a mentor's safeguarding check was seen and until when it is valid; without a day nothing is noted."""
    require(actor, participation.programme, Permission.RUN_MATCHING)
    if participation.role != "mentor":
        raise Refusal(_("Safeguarding checks are noted for mentors."))
    rows = SafeguardingCheck.objects.filter(participation=participation)
    current = rows.values_list("seen_on", "valid_until").first()
    if current == ((seen_on, valid_until) if seen_on else None):
        return
    if seen_on is None:
        rows.delete()
    else:
        if seen_on > clock.today():
            raise Refusal(_("The day on which you saw it can’t be to come."))
        if valid_until is not None and valid_until < seen_on:
            raise Refusal(_("It can’t have ended before you saw it."))
        SafeguardingCheck.objects.update_or_create(
            participation=participation,
            defaults={"seen_on": seen_on, "valid_until": valid_until, "seen_by": actor},
        )
    journal.record(
        events.CheckNoted(
            actor_id=actor.pk,
            subject_id=participation.pk,
            programme_id=participation.programme_id,
            seen_on=seen_on,
            valid_until=valid_until if seen_on else None,
        )
    )

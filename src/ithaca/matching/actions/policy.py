from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.matching import events
from ithaca.matching.models import PolicyVersion, Run
from ithaca.matching.policy import Policy, changes, to_content
from ithaca.matching.queries import policy as in_force
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import require


@transaction.atomic
def save_policy(
    *, actor: Person, programme: Programme, id: UUID, policy: Policy, after: int
) -> PolicyVersion:
    """Puts the next version of the policy in force; `after` is the number of the version it was written from."""
    require(actor, programme, Permission.RUN_MATCHING)
    row = locked_programme(programme)
    made = PolicyVersion.made_before(id, programme=row)
    if made is not None:
        return made
    current = in_force.version_in_force(row)
    before = in_force.policy_of(current) if current else Policy()
    policy = in_force.with_what_always_holds(policy, row)
    changed = [change.field for change in changes(before, policy)]
    if current is not None and not changed:
        return current
    number = current.number if current and current.number else 0
    if number != after:
        raise Refusal(
            _("Somebody has saved version %(number)s meanwhile. Compare it with yours before you save.")
            % {"number": number}
        )
    version = PolicyVersion.objects.create(
        id=id, programme=row, number=number + 1, content=to_content(policy), saved_by=actor
    )
    journal.record(
        events.PolicySaved(
            actor_id=actor.pk,
            subject_id=version.pk,
            programme_id=row.pk,
            number=number + 1,
            changed=changed,
        )
    )
    return version


@transaction.atomic
def adopt_policy(*, actor: Person, run: Run) -> PolicyVersion:
    """Puts what a run tried out in force; every run by these weights is one of that version from then on."""
    require(actor, run.programme, Permission.RUN_MATCHING)
    if run.policy.number is not None:
        return run.policy
    current = in_force.version_in_force(locked_programme(run.programme))
    number = current.number if current and current.number else 0
    tried = run.policy
    adopted = save_policy(
        actor=actor, programme=run.programme, id=new_id(), policy=in_force.policy_of(tried), after=number
    )
    Run.objects.filter(policy=tried).update(policy=adopted)
    return adopted

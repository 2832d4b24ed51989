from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.matching import events
from ithaca.matching.models import PolicyVersion, Run
from ithaca.matching.policy import Policy, to_content
from ithaca.matching.pool import Scope
from ithaca.matching.queries.policy import with_what_always_holds
from ithaca.matching.states import RUN, RunState
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.models import Programme
from ithaca.programmes.policies import require
from ithaca.programmes.queries import cohorts

MOST_WAITING = 5  # in one programme
EVERYBODY = Scope()


@dataclass(frozen=True, kw_only=True)
class Order:
    """
    What is asked for: who, by which policy, and how ties are broken. A `Policy` that is no version is tried out:
    nothing of it comes into force. `keep_locked` keeps the locked pairs of the run that it is based on.
    """

    policy: PolicyVersion | Policy
    scope: Scope = EVERYBODY
    seed: int = 0
    name: str = ""
    based_on: Run | None = None
    keep_locked: bool = False
    keep_most: bool = False  # and of the other pairs as many as can be


def locked_run(run_id: UUID) -> Run:
    """A run as it stands now, held until the transaction ends."""
    rows = Run.objects.select_for_update(of=("self",))
    return rows.select_related("programme__organisation", "policy").get(pk=run_id)


@transaction.atomic
def start_run(*, actor: Person, programme: Programme, id: UUID, order: Order) -> Run:
    """Asks the worker for a run."""
    require(actor, programme, Permission.RUN_MATCHING)
    row = locked_programme(programme)
    made = Run.made_before(id, programme=row)
    if made is not None:
        return made
    if Run.objects.filter(programme=row, state=RunState.WAITING).count() >= MOST_WAITING:
        raise Refusal(_("Several runs are waiting already. Let them finish first."))
    scope, kept = order.scope, order.keep_locked and order.based_on is not None
    if scope.cohort and not cohorts(row).filter(pk=scope.cohort).exists():
        raise Refusal(_("This cohort is no longer there."), field="cohort")
    cohort = str(scope.cohort) if scope.cohort else None
    run = Run.objects.create(
        id=id,
        programme=row,
        policy=_version(row, actor, order.policy),
        name=order.name[:120],
        scope={
            "cohort": cohort,
            "with_invited": scope.with_invited,
            "keep_locked": kept,
            "keep_most": kept and order.keep_most,
        },
        seed=order.seed,
        based_on=order.based_on,
        started_by=actor,
    )
    journal.record(
        events.RunStarted(
            actor_id=actor.pk, subject_id=run.pk, programme_id=row.pk, policy_number=run.policy.number
        )
    )
    return run


def _version(programme: Programme, actor: Person, policy: PolicyVersion | Policy) -> PolicyVersion:
    if isinstance(policy, PolicyVersion):
        return policy
    content = to_content(with_what_always_holds(policy, programme))
    return PolicyVersion.objects.create(programme=programme, number=None, content=content, saved_by=actor)


@transaction.atomic
def discard_run(*, actor: Person, run: Run) -> None:
    """Puts a run aside; its pairs stay readable, and nobody else ever hears of them."""
    require(actor, run.programme, Permission.RUN_MATCHING)
    row = locked_run(run.pk)
    if row.state == RunState.DISCARDED:
        return
    row.state = RUN.after("discard", row.state)
    row.save(update_fields=["state"])
    journal.record(events.RunDiscarded(actor_id=actor.pk, subject_id=row.pk, programme_id=row.programme_id))

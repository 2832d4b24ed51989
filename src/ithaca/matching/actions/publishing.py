from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.directory.rules import reply_by
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.matching import events
from ithaca.matching.actions.policy import adopt_policy
from ithaca.matching.actions.runs import locked_run
from ithaca.matching.models import MatchProposal, Run
from ithaca.matching.queries.publishing import Plan, plan
from ithaca.matching.states import RUN, RunState
from ithaca.programmes.actions import settle_answers
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.actions.inviting import send_along
from ithaca.programmes.policies import require
from ithaca.programmes.states import ProgrammeState


@transaction.atomic
def publish_run(*, actor: Person, run: Run, revision: int) -> Run:
    """
    Proposes the pairs of a run to their people. What can no longer be is left out, and said. What the run has tried out
    comes into force first: the rules that people read are those by which they were put together.
    """
    # The programme's row is the queue: two runs published at once don't propose twice to one person.
    programme = locked_programme(run.programme)
    row = locked_run(run.pk)
    require(actor, programme, Permission.RUN_MATCHING)
    if row.state == RunState.PUBLISHED:
        return row
    if programme.state not in (ProgrammeState.OPEN, ProgrammeState.FULL):
        raise Refusal(_("Open the programme first: people must be able to answer."))
    if row.revision != revision:
        raise Refusal(
            _("The pairs were changed after you opened this page. Look at them once more, then publish.")
        )
    row.policy = adopt_policy(actor=actor, run=row)
    planned = plan(row)
    if not planned.possible:
        raise Refusal(_("No pair of this run can be proposed as things stand now."))
    # They hear of it now: an acceptance of a moment ago is told first, and nobody takes it back unseen any more.
    settle_answers(programme=programme, participations=planned.joined)
    made = _propose(row, planned)
    invited = {one.invitation_id for each in made for one in (each.mentee, each.mentor)} - {None}
    send_along(actor=actor, programme=programme, ids=[one for one in invited if one])
    row.state, row.published_at = RUN.after("publish", row.state), clock.now()
    row.save(update_fields=["state", "published_at"])
    journal.record(
        events.RunPublished(
            actor_id=actor.pk,
            subject_id=row.pk,
            programme_id=programme.pk,
            proposals=len(made),
            left_out=len(planned.against),
        )
    )
    return row


def _propose(run: Run, planned: Plan) -> list[MatchProposal]:
    until = reply_by(clock.now(), run.programme.reply_days)
    made = [
        MatchProposal(
            run=run,
            mentee=pair.mentee,
            mentor=pair.mentor,
            score=pair.score,
            parts=pair.parts,
            reply_by=until,
        )
        for pair in planned.possible
    ]
    return MatchProposal.objects.bulk_create(made, batch_size=500)

"""The committee's votes and minutes, and a programme's appeal."""

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.editions.seen import Stale
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition
from ithaca.seals import cases, events, freezing, queries, rules
from ithaca.seals.actions.files import locked, move, record
from ithaca.seals.actions.sealing import seal
from ithaca.seals.models import Appeal, Audit, Decision, SealFile, Volunteer, Vote
from ithaca.seals.states import SEAL_FILE, FileState

# What can be voted for, by the state of the file.
VOTES = {FileState.DECIDING: ("award", "refuse"), FileState.APPEALED: ("uphold", "dismiss")}


@transaction.atomic
def vote(*, actor: Person, file: SealFile, step: str, reasons: str) -> None:
    """How a member of the committee would decide; it can be changed until the minutes are written."""
    row = _as_committee(actor, file)
    if step not in possible_votes(row):
        if step in VOTES[FileState(row.state)]:
            raise Refusal(_("No level of the seal is reached: it can’t be awarded."), field="step")
        raise Refusal(_("Choose one of the two."), field="step")
    Vote.objects.update_or_create(
        file=row, person=actor, decision=None, defaults={"step": step, "reasons": reasons}
    )
    record(events.Voted, actor, row, votes=len(queries.votes_on(row)))


@transaction.atomic
def decide(*, actor: Person, file: SealFile, reasons: str, level: str = "", outcome: str = "") -> None:
    """
    One of those who have voted writes the minutes: what the majority wants, at which level, and why. `outcome` is what
    the writer's page has told: reasons for one decision never become those of another.
    """
    row = _as_committee(actor, file)
    votes = queries.votes_on(row)
    if actor.pk not in {each.person_id for each in votes}:
        raise Refusal(_("Vote first: the minutes are written by somebody who has."))
    step = queries.outcome_of(row)
    if step is None:
        raise Refusal(_("There is no majority yet, or too few of you have voted."))
    if outcome not in ("", step):
        raise Stale
    if step == "award" and level not in levels_to_award(row):
        raise Refusal(_("Choose a level that the file reaches."), field="level")
    made = Decision.objects.create(
        file=row, step=step, by=actor, reasons=reasons, level=level if step == "award" else ""
    )
    open_votes = Vote.objects.filter(file=row, decision=None)
    open_votes.filter(pk__in=[each.pk for each in votes]).update(decision=made)
    open_votes.delete()  # of whoever has been bound since, or has lost their seat
    if step == "award":
        seal(row=row, level=level, by=actor, steps=queries.audited_steps(row), report=_digest_of_report(row))
    if step == "uphold":
        _begin_anew(row)
    move(actor, row, step, "awarded_level", "credential")


def _digest_of_report(row: SealFile) -> bytes:
    """The SHA-256 of what the auditors have reported, which stands in the seal's evidence."""
    audit = queries.audit_of(row)
    return bytes.fromhex(freezing.digest(queries.report_document(audit))) if audit else b""


def levels_to_award(row: SealFile) -> list[str]:
    """The levels that a file reaches by what the auditors found, none beyond the one it asked for."""
    return rules.may_be_awarded(cases.result_of(row, steps=queries.audited_steps(row)), row.level)


def possible_votes(row: SealFile) -> list[str]:
    """What can be voted for: nobody awards what is not reached."""
    return [each for each in VOTES[FileState(row.state)] if each != "award" or levels_to_award(row)]


def _begin_anew(row: SealFile) -> None:
    """Others audit, and people are asked anew whether they let them talk to them."""
    Audit.objects.filter(file=row, closed=False).update(closed=True)
    Volunteer.objects.filter(file=row).delete()


@transaction.atomic
def appeal(*, actor: Person, file: SealFile, grounds: str) -> None:
    """The programme asks others to look at the refusal; within the time that the network gives."""
    row = locked(actor, file, Permission.KEEP_SEAL_FILE)
    SEAL_FILE.after("appeal", row.state)
    if not queries.may_appeal(row):
        days = queries.procedure_of(row.network).appeal_days
        raise Refusal(
            _("The time for an appeal, %(days)s days, is over. You can begin a new file.") % {"days": days}
        )
    Appeal.objects.create(file=row, grounds=grounds, by=actor)
    move(actor, row, "appeal")


def _as_committee(actor: Person, file: SealFile) -> SealFile:
    row = locked(actor, file, Permission.DECIDE_ON_SEAL)
    if row.state not in VOTES:
        raise ForbiddenTransition("vote", row.state)
    if queries.stands_against(actor.pk, row):
        raise Refusal(_("You must not decide on this file: somebody else has to."))
    return row

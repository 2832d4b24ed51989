"""Decisions, appeals, and what becomes of a certificate."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.certification import attesting, events, queries, rules
from ithaca.certification.actions.files import PEOPLE, locked, move, record
from ithaca.certification.models import Appeal, Decision, File, Part, Settlement
from ithaca.certification.states import DECIDED, FILE, FileState, PartState
from ithaca.credentials import actions as credentials
from ithaca.credentials.models import Credential
from ithaca.credentials.queries import issuer_of
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.periods import months_later

# {(how a file stands, how its credential stands): the step that is due}.
FOLLOWING = {
    ("certified", "suspended"): "suspend",
    ("certified", "revoked"): "withdraw",
    ("suspended", "issued"): "reinstate",
    ("suspended", "revoked"): "withdraw",
}


@transaction.atomic
def decide(*, actor: Person, file: File, step: str, reasons: str, conditions: str = "") -> None:
    """Certifies, certifies with conditions, or refuses; by somebody who has not assessed."""
    row = _as_decider(actor, file)
    if FILE.after(step, row.state) not in DECIDED:
        raise Refusal(_("Choose one of the three decisions."), field="step")
    if step == "certify" and queries.lacking_to_certify(row):
        raise Refusal(
            _("The thresholds of the level are not reached: certify with conditions, or refuse."),
            field="step",
        )
    if step == "certify with conditions" and not conditions.strip():
        raise Refusal(_("Say what has to be done before the certificate is issued."), field="conditions")
    Decision.objects.create(
        file=row, step=step, by=actor, reasons=reasons, conditions=conditions if "conditions" in step else ""
    )
    if step == "certify":
        _attest(actor, row)
    move(actor, row, step, "credential")


def _attest(actor: Person, row: File) -> None:
    if row.renews is not None and row.renews.state != FileState.CERTIFIED:
        raise Refusal(_("The certificate that this file renews is no longer in force. Refuse the renewal."))
    issuer = issuer_of(row.scheme.organisation)
    if issuer is None:
        raise Refusal(
            _("The organisation has no key to sign certificates with. An administrator can make one.")
        )
    row.credential = credentials.issue(
        issuer=issuer,
        subject=attesting.subject(row),
        achievement=attesting.achievement(row),
        evidence=attesting.evidence(row),
        valid_until=_valid_until(row),
        by=actor,
    )


def _valid_until(row: File) -> datetime | None:
    """A renewal begins where the certificate before it ends."""
    months = queries.level_of(row).valid_months
    if months is None:
        return None
    begin = clock.now()
    if row.renews and row.renews.credential and row.renews.credential.valid_until:
        begin = max(begin, row.renews.credential.valid_until)
    # At the hour at which it begins: every clock then shows the same day.
    return datetime.combine(months_later(begin.date(), months), begin.timetz())


@transaction.atomic
def tell_conditions_met(*, actor: Person, file: File, words: str) -> None:
    """The candidate says how they have met the conditions; somebody who decides looks at it."""
    row = locked(actor, file, Permission.KEEP_OWN_FILE)
    FILE.after("lift conditions", row.state)
    row.conditions_met = words
    row.save(update_fields=["conditions_met"])
    record(events.ConditionsTold, actor, row)


@transaction.atomic
def lift_conditions(*, actor: Person, file: File, reasons: str) -> None:
    """What was asked for has been done: the certificate is issued."""
    row = locked(actor, file, Permission.DECIDE_ON_CERTIFICATION)
    FILE.after("lift conditions", row.state)
    if not row.person.is_active:
        raise Refusal(_("The candidate has closed their account: nothing is certified of them any more."))
    if actor.pk in queries.ties_of(row).assessed:
        raise Refusal(_("Whoever has assessed does not decide."))
    Decision.objects.create(file=row, step="lift conditions", by=actor, reasons=reasons)
    _attest(actor, row)
    move(actor, row, "lift conditions", "credential")


@transaction.atomic
def appeal(*, actor: Person, file: File, grounds: str) -> None:
    """The candidate asks others to look at the decision; within the time that the scheme gives."""
    row = locked(actor, file, Permission.KEEP_OWN_FILE)
    FILE.after("appeal", row.state)
    if queries.decided_before(row) == "keep conditions":
        raise Refusal(_("Your appeal was decided: the conditions stand."))
    if clock.now() > queries.appeal_until(row):
        raise Refusal(
            _("The time for an appeal, %(days)s days, is over. You can apply again.")
            % {"days": row.scheme.appeal_days}
        )
    Appeal.objects.create(file=row, grounds=grounds)
    move(actor, row, "appeal")


@transaction.atomic
def decide_appeal(*, actor: Person, file: File, upheld: bool, reasons: str) -> None:
    """Others than before decide: upheld, the file is assessed again by others; dismissed, the decision stands."""
    row = _as_decider(actor, file)
    refused = queries.decided_before(row) == "refuse"
    step = "uphold" if upheld else "dismiss" if refused else "keep conditions"
    FILE.after(step, row.state)
    Decision.objects.create(file=row, step=step, by=actor, reasons=reasons)
    if upheld:
        Part.objects.filter(file=row).update(state=PartState.ASIDE)
        Settlement.objects.filter(file=row).delete()
        row.interviewed_at, row.interview_notes = None, ""
    move(actor, row, step, "interviewed_at", "interview_notes")


@transaction.atomic
def change_standing(*, actor: Person, file: File, step: str, reasons: str) -> None:
    """Suspends, reinstates or withdraws a certificate; the credential follows at once."""
    row = locked(actor, file, Permission.CHANGE_CERTIFICATION)
    verb = {"withdraw": "revoke"}.get(step, step)
    if step not in ("suspend", "reinstate", "withdraw") or row.credential is None:
        raise Refusal(_("Choose what becomes of the certificate."))
    act = {"suspend": credentials.suspend, "reinstate": credentials.reinstate, "revoke": credentials.revoke}
    act[verb](credential=row.credential, reason=reasons, by=actor)
    Decision.objects.create(file=row, step=step, by=actor, reasons=reasons)
    move(actor, row, step)


@transaction.atomic
def follow_credential(*, actor: Person | None, credential: Credential) -> None:
    """Whoever administers the issuer has changed a credential by itself: its file says the same from then on."""
    rows = File.objects.select_for_update(of=("self",)).select_related(*PEOPLE, "credential")
    row = rows.filter(credential=credential).first()
    step = FOLLOWING.get((row.state, credential.state)) if row else None
    if row is None or step is None:
        return
    Decision.objects.create(file=row, step=step, by=actor, reasons=credential.reason)
    move(actor, row, step)


def _as_decider(actor: Person, file: File) -> File:
    row = locked(actor, file, Permission.DECIDE_ON_CERTIFICATION)
    if rules.against_deciding(actor.pk, queries.ties_of(row)):
        raise Refusal(_("You must not decide on this file: somebody else has to."))
    return row

"""Mentors and mentees let auditors talk to them, and some of them are drawn."""

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.seals import drawing, events, policies, queries
from ithaca.seals.actions.auditing import as_auditor
from ithaca.seals.actions.files import record
from ithaca.seals.models import Audit, AuditSession, Draw, SealFile, Volunteer
from ithaca.seals.states import VOLUNTEER, FileState, VolunteerState

ROLES = ("mentor", "mentee")


@transaction.atomic
def volunteer(*, actor: Person, file: SealFile, role: str, of_age: bool) -> None:
    """Somebody who takes part lets auditors talk to them, if they are drawn. Minors never do."""
    row = _as_participant(actor, file)
    if not of_age:
        raise Refusal(_("Only people of age are asked for a talk."), field="of_age")
    if _draw(row, role) is not None:
        raise Refusal(_("The draw has been made already. Thank you for wanting to help."))
    found = _place(actor, row, role)
    if found.state == VolunteerState.WILLING:
        return
    _move(actor, row, found, "volunteer")


@transaction.atomic
def stay_out(*, actor: Person, file: SealFile, role: str) -> None:
    """Somebody would rather not, or no longer; if they had been drawn, the next one follows."""
    row = _as_participant(actor, file)
    found = _place(actor, row, role)
    if found.state in (VolunteerState.WITHDRAWN, VolunteerState.MISSED):
        found.save()  # a first answer is remembered: nobody asks again
        return
    if AuditSession.objects.filter(volunteer=found).exclude(held_at=None).exists():
        raise Refusal(_("Your talk has been held already."))
    drawn = found.state == VolunteerState.DRAWN
    _move(actor, row, found, "withdraw")
    if drawn:
        _replace(actor, row, found)


@transaction.atomic
def draw(*, actor: Person, file: SealFile, role: str) -> None:
    """The list is frozen, then the seed is made, and the first ones of the order are drawn."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    if role not in ROLES:
        raise Refusal(_("Draw among mentors or among mentees."))
    if queries.draw_of(audit, role) is not None:
        return
    frozen = [str(each.pk) for each in queries.willing(row, role).select_for_update()]
    if not frozen:
        raise Refusal(
            _("Nobody has volunteered yet. The programme’s people were told; remind its coordinators.")
        )
    procedure = queries.procedure_of(row.network)
    wanted = procedure.mentors if role == "mentor" else procedure.mentees
    made = Draw.objects.create(
        audit=audit, role=role, volunteers=frozen, seed=drawing.new_seed(), wanted=wanted, drawn_by=actor
    )
    first = queries.drawn_in(made)[:wanted]
    record(events.Drawn, actor, row, role=role, seed=made.seed, volunteers=len(frozen), drawn=len(first))
    for each in first:
        _invite(actor, row, audit, each)


@transaction.atomic
def note_missed(*, actor: Person, file: SealFile, session: AuditSession) -> None:
    """Somebody drawn could not be reached: the next one of the order follows."""
    row, audit, _part = as_auditor(actor, file, FileState.AUDITING)
    found = AuditSession.objects.select_related("volunteer__participation").get(pk=session.pk, audit=audit)
    if found.volunteer is None or found.held_at is not None:
        raise Refusal(_("Only a talk that was not held can be given to somebody else."))
    _move(actor, row, found.volunteer, "miss")
    _replace(actor, row, found.volunteer)


def _as_participant(actor: Person, file: SealFile) -> SealFile:
    row = SealFile.objects.select_for_update(of=("self",)).select_related(*queries.WITH).get(pk=file.pk)
    policies.require_volunteer(actor, row, Permission.VOLUNTEER_FOR_AUDIT)
    if row.state != FileState.AUDITING:
        raise Refusal(_("The audit is over."))
    return row


def _draw(row: SealFile, role: str) -> Draw | None:
    audit = queries.audit_of(row)
    return queries.draw_of(audit, role) if audit else None


def _place(actor: Person, row: SealFile, role: str) -> Volunteer:
    """Their answer, new ones standing on no until it is yes."""
    place = next((each for each in queries.places_of(actor, row) if each.role == role), None)
    if place is None:
        raise Refusal(_("You do not take part in this role."))
    found = Volunteer.objects.filter(file=row, participation=place).first()
    return found or Volunteer(
        file=row, participation=place, state=VolunteerState.WITHDRAWN, since=clock.now()
    )


def _move(actor: Person, row: SealFile, found: Volunteer, step: str) -> None:
    found.state, found.since = VOLUNTEER.after(step, found.state), clock.now()
    found.save()
    told = actor if step == "miss" else None  # who volunteers stands in no journal
    record(events.VolunteerMoved, told, row, role=found.participation.role, step=step)


def _invite(actor: Person | None, row: SealFile, audit: Audit, found: Volunteer) -> None:
    found.state, found.since = VOLUNTEER.after("draw", found.state), clock.now()
    found.save(update_fields=["state", "since"])
    made = AuditSession.objects.create(audit=audit, kind=found.participation.role, volunteer=found)
    record(events.TalkAsked, actor, row, session_id=made.pk)


def _replace(actor: Person, row: SealFile, gone: Volunteer) -> None:
    """Whoever comes next in the order takes the place of somebody drawn."""
    audit = queries.audit_of(row)
    made = queries.draw_of(audit, gone.participation.role) if audit else None
    if audit is None or made is None:
        return
    AuditSession.objects.filter(audit=audit, volunteer=gone, held_at=None).delete()
    following = [
        each
        for each in queries.drawn_in(made)
        if each.state == VolunteerState.WILLING and each.participation.inside
    ]
    if following:
        _invite(None, row, audit, following[0])

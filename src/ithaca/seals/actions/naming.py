"""What the network does with a file that was handed in, and who audits it."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.networks.models import Role
from ithaca.networks.queries import has_role
from ithaca.seals import events, queries
from ithaca.seals.actions import rooms
from ithaca.seals.actions.files import locked, managed, move, record
from ithaca.seals.models import Audit, AuditSession, Decision, Part, SealFile, Tie
from ithaca.seals.states import AUDITOR, SEAL_FILE, WITH_NETWORK, FileState

BEFORE_COMMITTEE = (FileState.HANDED_IN, FileState.AUDITING, FileState.REPORTED)


@transaction.atomic
def send_back(*, actor: Person, file: SealFile, reasons: str) -> None:
    """Something has to be improved before an audit makes sense; the programme reads what, and hands in anew."""
    row = managed(actor, file)
    SEAL_FILE.after("send back", row.state)
    if queries.audit_of(row) is not None:
        raise Refusal(_("This file has been audited already: name who goes on with it."))
    Decision.objects.create(file=row, step="send back", by=actor, reasons=reasons)
    move(actor, row, "send back")


@transaction.atomic
def confirm_gate(*, actor: Person, file: SealFile, gate: str) -> None:
    """The network has seen that a condition in words is met."""
    row = managed(actor, file)
    if gate not in {each.slug for each in queries.scheme_of(row).gates if not each.facts}:
        raise Refusal(_("This is none of the conditions that the network confirms."))
    if row.state not in WITH_NETWORK:
        raise Refusal(_("Conditions are confirmed before the committee has decided."))
    if gate not in row.confirmed:
        row.confirmed = {**row.confirmed, gate: str(actor.pk)}
        row.save(update_fields=["confirmed"])
        record(events.GateConfirmed, actor, row, gate=gate)


@transaction.atomic
def name_auditors(*, actor: Person, file: SealFile, people: Collection[Person]) -> None:
    """Names those who are still missing, none of whom anything binds to the organisation; then they begin."""
    row = managed(actor, file)
    SEAL_FILE.after("audit", row.state)
    chosen = {person.pk for person in people}
    named = {part.person_id for part in queries.parts_of(row)}
    possible = {
        member.person_id: against
        for member, against in queries.candidates(row, Role.AUDITOR)
        if member.person_id not in named
    }
    if any(possible.get(person) != [] for person in chosen):
        raise Refusal(_("Somebody you chose must not audit this programme. Choose others."), field="people")
    wanted = queries.still_to_name(row)
    if len(chosen) != wanted:
        lacking = ngettext(
            "%(n)s auditor is still to be named: choose exactly so many.",
            "%(n)s auditors are still to be named: choose exactly so many.",
            wanted,
        )
        raise Refusal(lacking % {"n": wanted}, field="people")
    audit = queries.audit_of(row) or _begin(row)
    for person in sorted(chosen):
        Part.objects.create(audit=audit, person_id=person, named_by=actor)
        record(events.AuditorNamed, actor, row, auditor_id=person)
    move(actor, row, "audit")


def _begin(row: SealFile) -> Audit:
    """A new audit, with the two sessions that every audit has."""
    audit = Audit.objects.create(file=row)
    for kind in (AuditSession.Kind.DOCUMENTS, AuditSession.Kind.COORDINATOR):
        AuditSession.objects.create(audit=audit, kind=kind)
    return audit


@transaction.atomic
def recognise(*, actor: Person, file: SealFile) -> None:
    """Another network's seal says all that is asked: on to the committee, without an audit."""
    row = managed(actor, file)
    if not queries.needs_no_audit(row):
        raise Refusal(_("There is something left to audit. Name the auditors."))
    move(actor, row, "recognise")


@transaction.atomic
def declare_tie(*, actor: Person, file: SealFile, person: Person) -> None:
    """
    Somebody says that something binds them to the organisation, or the programme says it of one of its auditors; nobody
    owes a reason. From then on that person neither audits nor decides here.
    """
    row = SealFile.objects.get(pk=file.pk)
    mine = actor.pk == person.pk
    judges = Permission.AUDIT_SEAL_FILE if queries.is_auditor(actor, row) else Permission.DECIDE_ON_SEAL
    row = locked(actor, row, judges if mine else Permission.KEEP_SEAL_FILE)
    if not mine and person.pk not in {each.person_id for each in queries.parts_of(row)}:
        raise Refusal(_("Choose one of the auditors of your file."))
    if not mine and not queries.left_to_set_aside(row):
        raise Refusal(no_more_to_set_aside())
    _tie, new = Tie.objects.get_or_create(
        organisation=row.programme.organisation, person=person, defaults={"declared_by": actor}
    )
    if new:
        record(events.TieDeclared, actor, row)
    audit = queries.audit_of(row)
    part = next((each for each in queries.parts_of(row) if each.person_id == person.pk), None)
    if audit is None or part is None:
        return
    if row.state not in BEFORE_COMMITTEE:
        raise Refusal(
            _("The report is with the committee. If you think that somebody should not have audited, appeal.")
        )
    _set_aside(actor, row, audit, part)


def no_more_to_set_aside() -> str:
    return _(
        "You have set aside as many people as audit a file: that is as far as a programme’s word alone goes. If something binds somebody else too, tell them or the network: auditors step aside themselves, and a refusal can be appealed against."
    )


@transaction.atomic
def follow_role(*, actor: Person | None, network_id: UUID, person_id: UUID) -> None:
    """Whoever is no auditor of a network any more goes on with none of its files: somebody else is named."""
    if has_role(network_id, person_id, Role.AUDITOR):
        return  # given back meanwhile
    rows = SealFile.objects.filter(network=network_id, state__in=BEFORE_COMMITTEE)
    for row in rows.select_for_update(of=("self",)).select_related(*queries.WITH).order_by("pk"):
        audit = queries.audit_of(row)
        part = next((each for each in queries.parts_of(row) if each.person_id == person_id), None)
        if audit is not None and part is not None:
            _set_aside(actor, row, audit, part)


def _set_aside(actor: Person | None, row: SealFile, audit: Audit, part: Part) -> None:
    part.state = AUDITOR.after("step aside", part.state)
    part.save(update_fields=["state"])
    record(events.AuditorAside, actor, row, auditor_id=part.person_id)
    if audit.reported_at is not None:  # whoever follows reports anew
        audit.reported_at = audit.answers_until = None
        audit.save(update_fields=["reported_at", "answers_until"])
    if row.state == FileState.HANDED_IN:  # another is looked for already
        rooms.follow(row)
    else:
        move(actor, row, "step aside")

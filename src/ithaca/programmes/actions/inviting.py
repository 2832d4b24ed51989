import secrets
from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import events, policies, queries
from ithaca.programmes.actions.changes import locked_invitation, locked_programme, move
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.states import INVITATION, OPEN_INVITATION, InvitationState, ProgrammeState

BATCH = 500


@transaction.atomic
def invite(
    *, actor: Person, programme: Programme, emails: Iterable[str], role: str, language: str
) -> list[Invitation]:
    """Sends a personal invitation to each address; an address that has one waiting keeps that one."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    refuse_if_not_running(row)
    wanted = list(dict.fromkeys(email.strip().lower() for email in emails))
    waiting = set(
        Invitation.objects.filter(
            programme=row, role=role, state__in=OPEN_INVITATION, email__in=wanted
        ).values_list("email", flat=True)
    )
    sent = []
    for email in wanted:
        if email in waiting:
            continue
        invitation = Invitation.objects.create(
            programme=row,
            email=email,
            role=role,
            language=language,
            token=secrets.token_urlsafe(32),
            invited_by=actor,
        )
        journal.record(fact_of(events.InvitationSent, actor, invitation, again=False))
        sent.append(invitation)
    return sent


@transaction.atomic
def resend_invitation(*, actor: Person, invitation: Invitation) -> None:
    """Sends a waiting invitation once more, with the same link."""
    row = locked_invitation(invitation)
    policies.require(actor, row.programme, Permission.MANAGE_PARTICIPANTS)
    if row.state != InvitationState.SENT:
        raise Refusal(_("This invitation no longer waits: it was used or cancelled."))
    row.sent_at = clock.now()
    row.save(update_fields=["sent_at"])
    journal.record(fact_of(events.InvitationSent, actor, row, again=True))


@transaction.atomic
def send_invitations(*, actor: Person, programme: Programme, ids: Collection[UUID] | None = None) -> int:
    """Sends prepared invitations, these or all; says how many."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    refuse_if_not_running(row)
    rows = Invitation.objects.select_for_update().filter(programme=row, state=InvitationState.PREPARED)
    return send_rows(actor, list(rows if ids is None else rows.filter(pk__in=ids)))


@transaction.atomic
def send_along(*, actor: Person, programme: Programme, ids: Collection[UUID]) -> int:
    """Sends prepared invitations whose links go out in another mail: with a proposed pair."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    rows = Invitation.objects.select_for_update().filter(programme=programme, state=InvitationState.PREPARED)
    return send_rows(actor, list(rows.filter(pk__in=ids)), in_another_mail=True)


def send_rows(actor: Person, rows: list[Invitation], *, in_another_mail: bool = False) -> int:
    """Sends these prepared invitations, which the caller holds."""
    now = clock.now()
    for invitation in rows:
        invitation.state, invitation.sent_at = INVITATION.after("send", invitation.state), now
        invitation.invited_by = actor
    for start in range(0, len(rows), BATCH):
        some = Invitation.objects.filter(pk__in=[one.pk for one in rows[start : start + BATCH]])
        some.update(state=InvitationState.SENT, sent_at=now, invited_by=actor)
    told = {"again": False, "in_another_mail": in_another_mail}
    journal.record_all(fact_of(events.InvitationSent, actor, row, **told) for row in rows)
    return len(rows)


@transaction.atomic
def cancel_invitation(*, actor: Person, invitation: Invitation) -> None:
    """Makes the link of a waiting invitation worthless, and forgets what was prepared with it."""
    row = locked_invitation(invitation)
    policies.require(actor, row.programme, Permission.MANAGE_PARTICIPANTS)
    if row.state == InvitationState.CANCELLED:
        return
    row.name, row.prepared = "", {}
    move(row, "cancel", "name", "prepared")
    journal.record(fact_of(events.InvitationCancelled, actor, row))


@transaction.atomic
def cancel_invitations(*, actor: Person, programme: Programme, ids: Collection[UUID]) -> int:
    """Cancels several; those that were used meanwhile stay used."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    rows = list(queries.open_invitations(row).select_for_update().filter(pk__in=ids))
    end_rows(rows, "cancel")
    journal.record_all(fact_of(events.InvitationCancelled, actor, one) for one in rows)
    return len(rows)


@transaction.atomic
def lapse_invitations() -> int:
    """Ends invitations that nobody used in time, or whose programme has ended, and forgets what they prepared."""
    lapsed = 0
    for programme in Programme.objects.filter(invitations__state__in=OPEN_INVITATION).distinct():
        rows = queries.open_invitations(programme).select_for_update()
        if programme.state != ProgrammeState.ENDED:
            limit = clock.now() - timedelta(days=programme.invitation_days)
            rows = rows.filter(Q(sent_at__lt=limit) | Q(sent_at=None, created_at__lt=limit))
        ended = list(rows)
        end_rows(ended, "lapse")
        journal.record_all(fact_of(events.InvitationLapsed, None, row) for row in ended)
        lapsed += len(ended)
    return lapsed


def end_rows(rows: list[Invitation], verb: str) -> None:
    """Ends these invitations, which the caller holds, and forgets what they prepared."""
    for row in rows:
        row.state, row.name, row.prepared = INVITATION.after(verb, row.state), "", {}
    Invitation.objects.bulk_update(rows, ["state", "name", "prepared"], batch_size=BATCH)


def forget_prepared(participation: Participation) -> None:
    """What was prepared has become a profile in the person's own words: the draft of it goes."""
    rows = Invitation.objects.filter(programme=participation.programme_id, used_by=participation.person_id)
    rows.filter(role=participation.role).update(prepared={})


def refuse_if_not_running(programme: Programme) -> None:
    if programme.state not in (ProgrammeState.OPEN, ProgrammeState.FULL):
        raise Refusal(_("Open the programme first: invited people must be able to join."))


def fact_of(
    kind: type[events.InvitationFact], actor: Person | None, invitation: Invitation, **details: object
) -> events.InvitationFact:
    return kind(
        actor_id=actor.pk if actor else None,
        subject_id=invitation.pk,
        programme_id=invitation.programme_id,
        role=invitation.role,
        language=invitation.language,
        **details,
    )

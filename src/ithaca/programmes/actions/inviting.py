import secrets
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import events, policies
from ithaca.programmes.actions.changes import locked_invitation, locked_programme, move
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.states import INSIDE, OPEN_INVITATION, InvitationState, ProgrammeState


@transaction.atomic
def invite(
    *, actor: Person, programme: Programme, emails: Iterable[str], role: str, language: str
) -> list[Invitation]:
    """Sends a personal invitation to each address; an address that has one waiting keeps that one."""
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    if row.state not in (ProgrammeState.OPEN, ProgrammeState.FULL):
        raise Refusal(_("Open the programme first: invited people must be able to join."))
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
        _record_sent(actor, invitation, again=False)
        sent.append(invitation)
    return sent


@transaction.atomic
def invite_many(
    *, actor: Person, programme: Programme, groups: Mapping[tuple[str, str], Iterable[str]]
) -> int:
    """Invites whole lists, `{(role, language): addresses}`, all or nothing; who takes part already is left alone."""
    sent = 0
    for (role, language), emails in groups.items():
        inside = set(
            Participation.objects.filter(programme=programme, role=role, state__in=INSIDE).values_list(
                "person__email", flat=True
            )
        )
        wanted = [email for email in emails if email not in inside]
        sent += len(invite(actor=actor, programme=programme, emails=wanted, role=role, language=language))
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
    _record_sent(actor, row, again=True)


@transaction.atomic
def cancel_invitation(*, actor: Person, invitation: Invitation) -> None:
    """Makes the link of a waiting invitation worthless."""
    row = locked_invitation(invitation)
    policies.require(actor, row.programme, Permission.MANAGE_PARTICIPANTS)
    if row.state == InvitationState.CANCELLED:
        return
    move(row, "cancel")
    journal.record(
        events.InvitationCancelled(
            actor_id=actor.pk,
            subject_id=row.pk,
            programme_id=row.programme_id,
            role=row.role,
            language=row.language,
        )
    )


def _record_sent(actor: Person, invitation: Invitation, *, again: bool) -> None:
    journal.record(
        events.InvitationSent(
            actor_id=actor.pk,
            subject_id=invitation.pk,
            programme_id=invitation.programme_id,
            role=invitation.role,
            language=invitation.language,
            again=again,
        )
    )

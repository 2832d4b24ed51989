import secrets
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked, record
from ithaca.mentorships.models import Attestation, Mentorship
from ithaca.mentorships.queries.endings import minutes_held
from ithaca.mentorships.rules import CODE_ALPHABET, CODE_LENGTH, may_attest
from ithaca.mentorships.states import MentorshipState


def keep_attestations_true(row: Mentorship) -> None:
    """Part of counting: what is said of a meeting after the end also stands where a number is checked."""
    if row.state == MentorshipState.ENDED:  # until then nothing is attested
        Attestation.objects.filter(mentorship=row).update(contacts=row.contacts, minutes=minutes_held(row))


@transaction.atomic
def issue_attestation(*, actor: Person, mentorship: Mentorship) -> Attestation:
    """Issues the attestation of one of the two, who asks for it; a second click finds it."""
    row = locked(mentorship.pk)
    policies.require(actor, row, Permission.RECEIVE_ATTESTATION)
    participation = policies.own_participation(actor, row)
    existing = Attestation.objects.filter(mentorship=row, participation=participation).first()
    if existing is not None:
        return existing
    if not may_attest(row.state, row.end_kind, row.contacts):
        raise Refusal(_("An attestation is issued when a mentorship with at least one meeting has ended."))
    assert row.begun_at is not None
    assert row.ended_at is not None
    zone = ZoneInfo(actor.time_zone)
    made = Attestation.objects.create(
        mentorship=row,
        participation=participation,
        code="".join(secrets.choice(CODE_ALPHABET) for _place in range(CODE_LENGTH)),
        issued_on=clock.today(actor.time_zone),
        name=actor.name,
        programme=row.programme.name,
        organisation=row.programme.organisation.name,
        begun_on=row.begun_at.astimezone(zone).date(),
        ended_on=row.ended_at.astimezone(zone).date(),
        contacts=row.contacts,
        minutes=minutes_held(row),
    )
    record(events.AttestationIssued, actor, row, participation_id=participation.pk)
    return made

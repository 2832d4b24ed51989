"""Invitations prepared from a list of people, many at once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.programmes import events, policies, queries
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.actions.inviting import BATCH, refuse_if_not_running, send_rows
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.prepared import Guest, Outcome, person_owns
from ithaca.programmes.states import ASKING, INSIDE, InvitationState, ParticipationState

Key = tuple[str, str]  # address, role


@dataclass
class _Batch:
    """The rows that a list of guests meets, and those that it makes."""

    programme: Programme
    participations: Mapping[Key, Participation]
    invitations: dict[Key, Invitation]
    made: list[Invitation] = field(default_factory=list)
    changed: list[Invitation] = field(default_factory=list)
    told: list[Participation] = field(default_factory=list)


@transaction.atomic
def prepare_invitations(
    *, actor: Person, programme: Programme, guests: Sequence[Guest], send: bool
) -> list[Outcome]:
    """
    Prepares an invitation for each guest, or brings the open one up to date; sends them where `send` says so. Of who
    takes part already only the organisation's facts change. The answer is in the order of the guests.
    """
    policies.require(actor, programme, Permission.MANAGE_PARTICIPANTS)
    row = locked_programme(programme)
    if send:
        refuse_if_not_running(row)
    batch = _meet(row, guests)
    outcomes = [_take(batch, guest) for guest in guests]
    for letter in batch.made:
        letter.invited_by = actor
    Invitation.objects.bulk_create(batch.made, batch_size=BATCH)
    Invitation.objects.bulk_update(
        batch.changed, ["name", "language", "cohort", "prepared"], batch_size=BATCH
    )
    Participation.objects.bulk_update(batch.told, ["level", "cohort"], batch_size=BATCH)
    _record(actor, batch)
    if send:
        wanted = {(guest.email, guest.role) for guest in guests}
        waiting = (one for key, one in batch.invitations.items() if key in wanted)
        send_rows(actor, [one for one in waiting if one.state == InvitationState.PREPARED])
    return outcomes


def _meet(programme: Programme, guests: Sequence[Guest]) -> _Batch:
    addresses = {guest.email for guest in guests}
    people = Participation.objects.select_for_update(of=("self",)).select_related("person")
    people = people.filter(programme=programme, person__email__in=addresses)
    letters = queries.open_invitations(programme).select_for_update().filter(email__in=addresses)
    return _Batch(
        programme,
        {(row.person.email.lower(), row.role): row for row in people},
        {(row.email.lower(), row.role): row for row in letters},
    )


def _take(batch: _Batch, guest: Guest) -> Outcome:
    participation = batch.participations.get((guest.email, guest.role))
    if participation is not None and participation.state == ParticipationState.EXCLUDED:
        return Outcome("excluded")
    if participation is not None and participation.state in (*INSIDE, *ASKING):
        return _tell(batch, participation, guest)
    letter = batch.invitations.get((guest.email, guest.role))
    return _prepare(batch, guest) if letter is None else _bring_up_to_date(batch, letter, guest)


def _tell(batch: _Batch, row: Participation, guest: Guest) -> Outcome:
    """Somebody who takes part owns their profile; level and cohort are the coordination's to say."""
    level = guest.prepared.get("level") or row.level
    cohort: UUID | None = guest.cohort or row.cohort_id
    kept = tuple(person_owns(guest.prepared))
    if (level, cohort) == (row.level, row.cohort_id):
        return Outcome("joined", kept)
    row.level, row.cohort_id = level, cohort
    batch.told.append(row)
    return Outcome("updated", kept)


def _bring_up_to_date(batch: _Batch, letter: Invitation, guest: Guest) -> Outcome:
    before = (letter.name, letter.language, letter.cohort_id, letter.prepared)
    letter.name, letter.language = guest.name or letter.name, guest.language
    letter.cohort_id = guest.cohort or letter.cohort_id
    answers = {**letter.prepared.get("answers", {}), **guest.prepared.get("answers", {})}
    letter.prepared = {**letter.prepared, **guest.prepared, **({"answers": answers} if answers else {})}
    if before == (letter.name, letter.language, letter.cohort_id, letter.prepared):
        return Outcome("unchanged")
    if letter not in batch.made:
        batch.changed.append(letter)
    return Outcome("updated")


def _prepare(batch: _Batch, guest: Guest) -> Outcome:
    letter = Invitation(
        programme=batch.programme,
        email=guest.email,
        name=guest.name,
        role=guest.role,
        language=guest.language,
        cohort_id=guest.cohort,
        prepared=dict(guest.prepared),
        state=InvitationState.PREPARED,
        sent_at=None,
        token=secrets.token_urlsafe(32),
    )
    batch.made.append(letter)
    batch.invitations[guest.email, guest.role] = letter
    return Outcome("prepared")


def _record(actor: Person, batch: _Batch) -> None:
    where = {"actor_id": actor.pk, "subject_id": batch.programme.pk, "programme_id": batch.programme.pk}
    if batch.made or batch.changed:
        fact = events.InvitationsPrepared(made=len(batch.made), changed=len(batch.changed), **where)
        journal.record(fact)
    if batch.told:
        journal.record(events.LevelsTold(number=len(batch.told), **where))

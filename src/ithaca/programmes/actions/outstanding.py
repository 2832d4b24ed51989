"""Invitations that are still open to somebody who has come in by another way, or is out."""

from django.db import transaction
from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.journal import actions as journal
from ithaca.programmes import events, queries
from ithaca.programmes.actions.changes import locked_participation, move
from ithaca.programmes.actions.inviting import end_rows, fact_of
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.states import ParticipationState


@transaction.atomic
def take_up_invitation(*, participation: Participation) -> Invitation | None:
    """Gives somebody who was accepted after applying what an open invitation had prepared for them, and uses it up."""
    row = locked_participation(participation)
    if not row.inside:  # the answer was taken back, or they are gone again
        return None
    letter = _open_to(row.person, row.programme).filter(role=row.role).select_for_update().first()
    if letter is None:
        return None
    row.cohort_id = row.cohort_id or letter.cohort_id
    row.level = row.level or letter.prepared.get("level", "")
    row.wishes = row.wishes or letter.prepared.get("wishes", [])
    row.save(update_fields=["cohort", "level", "wishes"])
    letter.used_by = row.person
    if row.state != ParticipationState.ACCEPTED:  # the profile is theirs by now
        letter.prepared = {}
    move(letter, "take up", "used_by", "prepared")
    journal.record(fact_of(events.InvitationTakenUp, row.person, letter, participation_id=row.pk))
    return letter


def cancel_outstanding(actor: Person, participation: Participation, *, both_roles: bool = False) -> int:
    """
    Ends what is still open to somebody who is out; part of the action that ends the participation. Who leaves one role
    may still be wanted in the other; who is excluded is not.
    """
    rows = _open_to(participation.person, participation.programme).select_for_update()
    letters = list(rows if both_roles else rows.filter(role=participation.role))
    end_rows(letters, "cancel")
    journal.record_all(fact_of(events.InvitationCancelled, actor, letter) for letter in letters)
    return len(letters)


def _open_to(person: Person, programme: Programme) -> QuerySet[Invitation]:
    return queries.open_invitations(programme).filter(email__in=proven_addresses(person))

"""What holders do with their own credentials."""

from django.db import transaction

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.credentials import events, policies, queries
from ithaca.credentials.models import Credential
from ithaca.journal import actions as journal
from ithaca.kernel import clock


@transaction.atomic
def hide(*, actor: Person, credential: Credential) -> None:
    """Takes the public page away; the files stay as good as they were."""
    _show(actor, credential, shown=False, fact=events.CredentialHidden)


@transaction.atomic
def show(*, actor: Person, credential: Credential) -> None:
    """Lets the public page be seen again."""
    _show(actor, credential, shown=True, fact=events.CredentialShown)


@transaction.atomic
def enlist(*, actor: Person, credential: Credential, listed: bool) -> None:
    """Puts it beside one's name in the directory of mentors, or takes it away from there."""
    row = _own(actor, credential)
    if row.listed == listed:
        return
    row.listed = listed
    row.save(update_fields=["listed"])
    _record(events.CredentialListed if listed else events.CredentialUnlisted, actor, row)


@transaction.atomic
def erase_holder(*, actor: Person, credential: Credential) -> None:
    """
    Takes out of the installation all that tells whose a credential is. The files that its holder keeps go on being
    verified: the position in the status list and the hashes of what was issued stay, and tell of nobody.
    """
    row = _own(actor, credential)
    # Not by `save`, which guards what was issued: nothing is changed here, it goes as a whole.
    Credential.objects.filter(pk=row.pk).update(
        **dict.fromkeys(("holder_name", "salt", "document", "jwt", "reason"), ""),
        person=None,
        shown=False,
        listed=False,
        hashes=queries.register(row),
        erased_at=clock.now(),
    )
    journal.record(events.CredentialErased(actor_id=actor.pk, subject_id=row.pk, kind=row.kind))


def _show(actor: Person, credential: Credential, *, shown: bool, fact: type[events.CredentialFact]) -> None:
    row = _own(actor, credential)
    if row.shown == shown:
        return
    row.shown = shown
    row.save(update_fields=["shown"])
    _record(fact, actor, row)


def _own(actor: Person, credential: Credential) -> Credential:
    row = Credential.objects.select_for_update().get(pk=credential.pk)
    rules.require(policies.roles_towards(actor, row), Permission.HOLD_CREDENTIAL)
    return row


def _record(fact: type[events.CredentialFact], actor: Person, row: Credential) -> None:
    journal.record(fact(actor_id=actor.pk, subject_id=row.pk, kind=row.kind, person_id=row.person_id))

from django.db import transaction

from ithaca.accounts.models import Person
from ithaca.accounts.queries import locked_person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.vault import policies, rules
from ithaca.vault.actions.checks import malformed, require_wrap
from ithaca.vault.actions.keyrings import file_card, keep_ledger, require_ways
from ithaca.vault.events import KeyringRenewed
from ithaca.vault.models import FormerWrap, KeyCard, Keyring, Wrap
from ithaca.vault.sealed import SealedKeyring


@transaction.atomic
def renew_keyring(*, actor: Person, sealed: SealedKeyring, generation: int) -> Keyring:
    """Puts new keys in the place of somebody's own: after a leak, or when every way of opening was lost.

    The old wraps are kept as former ones; rooms open to the new keys once they are granted again.
    """
    policies.require_own(actor)
    locked_person(actor.pk)
    keyring = Keyring.objects.filter(person=actor).first()
    if keyring is None:
        raise malformed()
    if KeyCard.objects.filter(person=actor, sha256=rules.sha256(sealed.card)).exists():
        return keyring  # a second click
    require_ways(sealed.wraps)
    for file in sealed.wraps.values():
        require_wrap(file)
    card = file_card(actor, sealed.card)
    keyring = keep_ledger(actor, sealed.ledger, generation)
    former = [FormerWrap(keyring=keyring, way=wrap.way, file=wrap.file) for wrap in keyring.wraps.all()]
    FormerWrap.objects.bulk_create(former)
    keyring.wraps.all().delete()
    now = clock.now()
    Wrap.objects.bulk_create(
        [Wrap(keyring=keyring, way=way, file=file, proven_at=now) for way, file in sealed.wraps.items()]
    )
    journal.record(KeyringRenewed(actor_id=actor.id, subject_id=keyring.id, number=card.number))
    return keyring

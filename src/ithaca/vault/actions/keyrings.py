from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.accounts.queries import locked_person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault import policies, rules
from ithaca.vault.actions.checks import malformed, require_sealed, require_wrap
from ithaca.vault.events import KeyringSetUp, WrapAdded, WrapRemoved, WrapReplaced
from ithaca.vault.models import FormerWrap, KeyCard, Keyring, Wrap
from ithaca.vault.sealed import SealedKeyring


class Outdated(Refusal):
    """Another device of the same person has changed the keyring meanwhile."""


@transaction.atomic
def set_up_keyring(*, actor: Person, sealed: SealedKeyring) -> Keyring:
    """Keeps a new keyring: its card, its ledger, a wrap for the kit (typed back before) and for each way more."""
    policies.require_own(actor)
    locked_person(actor.pk)
    existing = Keyring.objects.filter(person=actor).first()
    if existing is not None:
        return _same_or_refused(existing, sealed)
    require_ways(sealed.wraps)
    for file in sealed.wraps.values():
        require_wrap(file)
    require_sealed([sealed.ledger])
    file_card(actor, sealed.card)
    keyring = Keyring.objects.create(person=actor, scheme=rules.SCHEME, ledger=sealed.ledger)
    now = clock.now()
    for way, file in sealed.wraps.items():
        Wrap.objects.create(keyring=keyring, way=way, file=file, proven_at=now)
    journal.record(KeyringSetUp(actor_id=actor.id, subject_id=keyring.id))
    return keyring


def require_ways(wraps: Mapping[str, bytes]) -> None:
    """Refuses a keyring without the kit and another way to open it."""
    if not rules.is_enough(wraps.keys()):
        raise malformed()


def _same_or_refused(keyring: Keyring, sealed: SealedKeyring) -> Keyring:
    if KeyCard.objects.filter(person_id=keyring.person_id, sha256=rules.sha256(sealed.card)).exists():
        return keyring  # a second click
    raise Refusal(
        _(
            "You already have a confidential space, made in another window or on another device. Reload the page and unlock it."
        )
    )


def file_card(person: Person, jws: str) -> KeyCard:
    """Files the next card of a person's chain; part of an action."""
    claims = rules.read_card(jws)
    last = KeyCard.objects.filter(person=person).order_by("number").last()
    follows = (1, None) if last is None else (last.number + 1, last.sha256)
    if claims is None or claims.person != person.id or (claims.number, claims.previous) != follows:
        raise malformed()
    return KeyCard.objects.create(
        person=person,
        number=claims.number,
        jws=jws,
        sha256=rules.sha256(jws),
        previous_sha256=claims.previous or "",
    )


@transaction.atomic
def put_wrap(*, actor: Person, way: str, file: bytes, ledger: bytes, generation: int) -> Wrap:
    """Keeps a wrap under a way of unlocking, new or in the place of the old one, with the ledger that knows of it."""
    policies.require_own(actor)
    if not rules.is_way(way):
        raise malformed()
    require_wrap(file)
    keyring = keep_ledger(actor, ledger, generation)
    now = clock.now()
    for replaced in keyring.wraps.filter(way=way).exclude(file=file):
        FormerWrap.objects.create(
            keyring=keyring, way=way, file=replaced.file, until=now + rules.REPLACED_WRAP_KEPT
        )
    wrap, new = Wrap.objects.update_or_create(
        keyring=keyring, way=way, defaults={"file": file, "proven_at": now, "created_at": now}
    )
    fact = WrapAdded if new else WrapReplaced
    journal.record(fact(actor_id=actor.id, subject_id=keyring.id, way=way))
    return wrap


@transaction.atomic
def remove_wrap(*, actor: Person, way: str, ledger: bytes, generation: int) -> None:
    """Forgets a way of unlocking; the kit and one way more always stay."""
    policies.require_own(actor)
    keyring = keep_ledger(actor, ledger, generation)
    wraps = {wrap.way: wrap for wrap in keyring.wraps.select_for_update()}
    if way not in wraps:
        return
    if not rules.is_enough(wraps.keys() - {way}):
        raise Refusal(_("This is your only way besides the kit. Add another one first, then remove it."))
    wraps[way].delete()
    journal.record(WrapRemoved(actor_id=actor.id, subject_id=keyring.id, way=way))


@transaction.atomic
def forget_replaced_wraps() -> None:
    """Deletes what replaced wraps were kept for a while; the clock does it."""
    FormerWrap.objects.filter(until__lt=clock.now()).delete()


@transaction.atomic
def prove_wrap(*, actor: Person, way: str) -> None:
    """Notes that a way of unlocking has just worked. Not journalled: it happens at each unlocking."""
    policies.require_own(actor)
    Wrap.objects.filter(keyring__person=actor, way=way).update(proven_at=clock.now())


@transaction.atomic
def save_ledger(*, actor: Person, ledger: bytes, generation: int) -> Keyring:
    """Keeps what one's vault remembers. Not journalled: it changes whenever a room is read."""
    policies.require_own(actor)
    return keep_ledger(actor, ledger, generation)


def keep_ledger(actor: Person, ledger: bytes, generation: int) -> Keyring:
    """Files what a vault remembers, under the very next number; part of an action."""
    require_sealed([ledger])
    keyring = Keyring.objects.select_for_update().filter(person=actor).first()
    if keyring is None:
        raise malformed()
    if generation == keyring.generation and bytes(keyring.ledger) == ledger:
        return keyring  # the answer to the first attempt was lost
    if generation != keyring.generation + 1:
        raise Outdated(_("Your confidential space was changed on another device meanwhile. Reload the page."))
    keyring.ledger, keyring.generation = ledger, generation
    keyring.save(update_fields=["ledger", "generation"])
    return keyring

"""New keys, after a leak or a loss: what the server files, what stays, and who hears of it."""

import json

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.notifications.models import Message
from ithaca.vault import actions, queries
from ithaca.vault.client import Keyring, Place, next_epoch, open_grant, read_card
from ithaca.vault.client.format import to_base64url
from ithaca.vault.models import Epoch, FormerWrap, KeyCard, Wrap
from ithaca.vault.sealed import SealedKeyring
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.vault.passphrase_files import passphrase_file
from tests.vault.people import WRAP, Pair

pytestmark = pytest.mark.django_db
OTHER_WRAP = passphrase_file(b"{}", "kit", "une autre phrase de test")


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast.mentee, cast.mentor)


def renewed(pair: Pair, person: Person) -> tuple[Keyring, SealedKeyring]:
    keyring = Keyring.create(person.pk, previous=pair.keyrings[person.pk].card)
    wraps = {"passphrase": OTHER_WRAP, "kit": OTHER_WRAP}
    return keyring, SealedKeyring(keyring.card.jws, wraps, keyring.seal_ledger(generation=2))


def test_new_keys_follow_the_old_ones_whose_wraps_are_kept(cast: Cast, pair: Pair) -> None:
    keyring, sealed = renewed(pair, cast.mentee)
    for _click in range(2):
        actions.renew_keyring(actor=cast.mentee, sealed=sealed, generation=2)
    assert [card.number for card in queries.cards_of([cast.mentee.pk])] == [1, 2]
    assert KeyCard.objects.get(person=cast.mentee, number=2).sha256 == keyring.card.fingerprint
    assert {bytes(w.file) for w in Wrap.objects.filter(keyring__person=cast.mentee)} == {OTHER_WRAP}
    former = queries.former_wraps_of(cast.mentee)
    assert {(w.way, bytes(w.file)) for w in former} == {("passphrase", WRAP), ("kit", WRAP)}
    assert Event.objects.get(verb="vault.keyring_renewed").facts == {"number": 2}


def test_keys_that_do_not_follow_are_refused_and_nothing_is_lost(cast: Cast, pair: Pair) -> None:
    keyring, sealed = renewed(pair, cast.mentee)
    stranger = Keyring.create(cast.mentee.pk)  # a first card again: the chain would fork
    forked = SealedKeyring(stranger.card.jws, sealed.wraps, stranger.seal_ledger(generation=2))
    without_kit = SealedKeyring(sealed.card, {"passphrase": OTHER_WRAP}, sealed.ledger)
    for broken in (forked, without_kit):
        with pytest.raises(Refusal):
            actions.renew_keyring(actor=cast.mentee, sealed=broken, generation=2)
    with pytest.raises(Refusal):  # another device was quicker
        actions.renew_keyring(actor=cast.mentee, sealed=sealed, generation=5)
    with pytest.raises(Refusal):  # somebody else's card
        actions.renew_keyring(actor=cast.mentor, sealed=sealed, generation=2)
    assert not FormerWrap.objects.exists()
    assert KeyCard.objects.filter(person=cast.mentee).count() == 1
    assert keyring.card.number == 2


def test_the_counterpart_grants_the_room_again_with_all_that_was_written(cast: Cast, pair: Pair) -> None:
    place = Place(str(new_id()), "note")
    actions.write_revision(
        actor=cast.mentee, room_id=pair.room.pk, sealed=pair.seal(cast.mentee, place, "avant")
    )
    keyring, sealed = renewed(pair, cast.mentee)
    actions.renew_keyring(actor=cast.mentee, sealed=sealed, generation=2)
    marc = pair.keyrings[cast.mentor.pk]
    epoch, _key = next_epoch(marc, pair.key, [marc.card, keyring.card])
    for _click in range(2):
        actions.begin_epoch(actor=cast.mentor, room_id=pair.room.pk, sealed=epoch)
    state = queries.room_state(cast.mentee, pair.room.pk)
    cards = [read_card(card.jws) for card in state.cards]
    recipients = [one.recipient for one in state.epochs]
    opened = open_grant(keyring, str(pair.room.pk), bytes(state.grants[-1].file), recipients, cards)
    (file,) = state.files.values()
    read = opened.under(1).open(file, place, str(cast.mentee.pk))
    assert read.content == {"text": "avant"}
    assert Epoch.objects.filter(room=pair.room).count() == 2
    dispatch_waiting()
    assert [one.to for one in Message.objects.filter(subject__contains="à nouveau")] == [cast.mentee.email]


def test_a_key_that_is_not_the_very_next_is_refused(cast: Cast, pair: Pair) -> None:
    cards = [keyring.card for keyring in pair.keyrings.values()]
    hers, his = (next_epoch(keyring, pair.key, cards)[0] for keyring in pair.keyrings.values())
    actions.begin_epoch(actor=cast.mentee, room_id=pair.room.pk, sealed=hers)
    with pytest.raises(Refusal, match=r"new key|nouvelle clé"):
        actions.begin_epoch(actor=cast.mentor, room_id=pair.room.pk, sealed=his)
    for stranger in (cast.outsider, cast.coordinator):
        with pytest.raises(Denied):
            actions.begin_epoch(actor=stranger, room_id=pair.room.pk, sealed=his)
    assert Epoch.objects.filter(room=pair.room).count() == 2


def test_owner_and_counterpart_hear_of_it_and_nobody_else(cast: Cast, pair: Pair) -> None:
    _keyring, sealed = renewed(pair, cast.mentee)
    actions.renew_keyring(actor=cast.mentee, sealed=sealed, generation=2)
    dispatch_waiting()
    told = {message.to: message.text for message in Message.objects.all()}
    assert set(told) == {cast.mentee.email, cast.mentor.email}
    assert cast.mentee.name in told[cast.mentor.email]


def test_over_http_the_person_confirms_first_who_they_are(cast: Cast, pair: Pair) -> None:
    _keyring, sealed = renewed(pair, cast.mentee)
    body = {
        "card": sealed.card,
        "wraps": {way: to_base64url(file) for way, file in sealed.wraps.items()},
        "ledger": to_base64url(sealed.ledger),
        "generation": 2,
    }
    client = Client()
    client.force_login(cast.mentee, backend="allauth.account.auth_backends.AuthenticationBackend")

    def ask() -> int:
        path = "/api/vault/keyring/renewal"
        return client.post(path, json.dumps(body), content_type="application/json").status_code

    assert ask() == 403
    assert client.get("/api/vault/keyring/former-wraps").json() == []
    client.post("/account/again/", {"password": PASSWORD})
    assert ask() == 204
    assert {wrap["way"] for wrap in client.get("/api/vault/keyring/former-wraps").json()} == {
        "passphrase",
        "kit",
    }

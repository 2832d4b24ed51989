"""What a member with bad intent, or a broken browser, can't do to the other: lock them out, destroy their words, pile up."""

import json
from base64 import urlsafe_b64decode
from uuid import UUID

import pytest

from ithaca.access.rules import Denied
from ithaca.kernel import ids
from ithaca.kernel.errors import Refusal
from ithaca.vault import actions, rules
from ithaca.vault.client import Keyring, Place, make_room, next_epoch
from ithaca.vault.client.format import to_base64url
from ithaca.vault.models import Draft, Epoch, Revision
from ithaca.vault.sealed import SealedKeyring
from tests.cast import Cast
from tests.vault.people import WRAP, Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast.mentee, cast.mentor)


def test_a_closed_room_gets_no_new_key_unless_somebody_has_new_keys(cast: Cast, pair: Pair) -> None:
    cards = [keyring.card for keyring in pair.keyrings.values()]
    ines, marc = (pair.keyrings[person.pk] for person in (cast.mentee, cast.mentor))
    actions.close_room(room_id=pair.room.pk)
    sealed, _key = next_epoch(ines, pair.key, cards)
    with pytest.raises(Refusal):
        actions.begin_epoch(actor=cast.mentee, room_id=pair.room.pk, sealed=sealed)
    anew = Keyring.create(cast.mentee.pk, previous=ines.card)
    wraps = {"passphrase": WRAP, "kit": WRAP}
    keyring = SealedKeyring(anew.card.jws, wraps, anew.seal_ledger(generation=2))
    actions.renew_keyring(actor=cast.mentee, sealed=keyring, generation=2)
    sealed, _key = next_epoch(marc, pair.key, [marc.card, anew.card])
    actions.begin_epoch(actor=cast.mentor, room_id=pair.room.pk, sealed=sealed)
    assert Epoch.objects.count() == 2


def test_a_card_with_a_false_signature_or_odd_claims_is_refused(cast: Cast, pair: Pair) -> None:
    honest = Keyring.create(cast.mentee.pk, previous=pair.keyrings[cast.mentee.pk].card)
    head, payload, signature = honest.card.jws.split(".")
    claims = json.loads(urlsafe_b64decode(payload + "=="))
    odd = [
        f"{head}.{payload}.{signature[:-4]}AAAA",
        *(
            honest.sign("card", {**claims, **lie})
            for lie in (
                {"number": 1e400},
                {"person": 5},
                {"previous": 7},
                {"recipient": "age1no"},
                {"number": True},
            )
        ),
        f"{head}.{to_base64url(b'[' * 3000)}.{signature}",
        honest.sign("grant", claims),
    ]
    for jws in odd:
        sealed = SealedKeyring(jws, {"passphrase": WRAP, "kit": WRAP}, honest.seal_ledger(generation=2))
        with pytest.raises(Refusal):
            actions.renew_keyring(actor=cast.mentee, sealed=sealed, generation=2)


def write(pair: Pair, cast: Cast, kind: str) -> Place:
    place = Place(str(ids.new_id()), kind)
    actions.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=pair.seal(cast.mentee, place))
    return place


@pytest.mark.parametrize("kind", ["agreement", "request", "goal"])
def test_what_both_stand_by_is_not_destroyed_by_one(cast: Cast, pair: Pair, kind: str) -> None:
    place = write(pair, cast, kind)
    with pytest.raises(Refusal):
        actions.destroy_content(actor=cast.mentee, room_id=pair.room.pk, object_id=UUID(place.object))
    assert Revision.objects.get().file


def test_a_text_that_the_other_has_changed_is_not_destroyed_by_one(cast: Cast, pair: Pair) -> None:
    place = write(pair, cast, "note")
    first = Revision.objects.get()
    second = Place(place.object, "note", 2, first.sha256)
    actions.write_revision(actor=cast.mentor, room_id=pair.room.pk, sealed=pair.seal(cast.mentor, second))
    with pytest.raises(Refusal):
        actions.destroy_content(actor=cast.mentee, room_id=pair.room.pk, object_id=UUID(place.object))


def test_nothing_is_destroyed_in_a_closed_room(cast: Cast, pair: Pair) -> None:
    place = write(pair, cast, "note")
    actions.close_room(room_id=pair.room.pk)
    with pytest.raises(Refusal):
        actions.destroy_content(actor=cast.mentee, room_id=pair.room.pk, object_id=UUID(place.object))


def test_a_room_of_ones_own_is_never_taken_for_a_shared_one(cast: Cast, pair: Pair) -> None:
    ines = pair.keyrings[cast.mentee.pk]
    sealed, _key = make_room(ines, [ines.card])
    actions.create_room(actor=cast.mentee, sealed=sealed, members=[cast.mentee], purpose="journal")
    with pytest.raises(Refusal):
        actions.create_room(actor=cast.mentee, sealed=sealed, members=[cast.mentee, cast.mentor])
    both = [keyring.card for keyring in pair.keyrings.values()]
    shared, _key = make_room(ines, both)
    actions.create_room(
        actor=cast.mentee, sealed=shared, members=[cast.mentee, cast.mentor], purpose="request"
    )
    with pytest.raises(Refusal):
        actions.create_room(
            actor=cast.mentee, sealed=shared, members=[cast.mentee, cast.mentor], purpose="mentorship"
        )
    with pytest.raises(Denied):
        actions.create_room(actor=cast.second_mentee, sealed=shared, members=[cast.second_mentee])


@pytest.mark.parametrize(
    "file",
    [
        b"age-encryption.org/v1\n-> X25519 abc\n--- x\nCLEARTEXT",
        b"age-encryption.org/v1\n-> X25519 "
        + b"a" * 43
        + b"\n"
        + b"a" * 43
        + b"\n--- "
        + b"a" * 43
        + b"\nshort",
        b"Bonjour Marc",
    ],
)
def test_clear_text_behind_a_header_is_no_sealed_file(file: bytes) -> None:
    assert not rules.is_sealed_file(file)


def test_drafts_and_texts_do_not_pile_up_without_end(
    cast: Cast, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MAX_DRAFTS_OF_PERSON", 2)
    monkeypatch.setattr(rules, "MAX_OBJECTS_OF_ROOM", 2)
    file = pair.seal(cast.mentee, Place(str(ids.new_id()), "note")).file
    for _draft in range(2):
        actions.save_draft(actor=cast.mentee, room_id=pair.room.pk, object_id=ids.new_id(), file=file)
    with pytest.raises(Refusal):
        actions.save_draft(actor=cast.mentee, room_id=pair.room.pk, object_id=ids.new_id(), file=file)
    known = Draft.objects.filter(person=cast.mentee)[0]
    actions.save_draft(actor=cast.mentee, room_id=pair.room.pk, object_id=known.object_id, file=file)
    for _text in range(2):
        write(pair, cast, "note")
    with pytest.raises(Refusal):
        write(pair, cast, "note")

"""What a member with bad intent, or a broken browser, can't do to the other: lock them out, destroy their words, pile up."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pyrage
import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel import clock, ids
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import actions as mentorships
from ithaca.vault import actions, rules
from ithaca.vault.client import Keyring, Place, make_room, next_epoch
from ithaca.vault.client.format import to_base64url
from ithaca.vault.models import Draft, Epoch, FormerWrap, Revision
from ithaca.vault.sealed import SealedKeyring
from tests.cast import Cast
from tests.vault.people import WRAP, Pair, give_keyring

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
        pair.destroy(cast.mentee, place.object)
    assert Revision.objects.get().file


def test_a_text_that_the_other_has_changed_is_not_destroyed_by_one(cast: Cast, pair: Pair) -> None:
    place = write(pair, cast, "note")
    first = Revision.objects.get()
    second = Place(place.object, "note", 2, first.sha256)
    actions.write_revision(actor=cast.mentor, room_id=pair.room.pk, sealed=pair.seal(cast.mentor, second))
    with pytest.raises(Refusal):
        pair.destroy(cast.mentee, place.object)


def test_nothing_is_destroyed_in_a_closed_room(cast: Cast, pair: Pair) -> None:
    place = write(pair, cast, "note")
    actions.close_room(room_id=pair.room.pk)
    with pytest.raises(Refusal):
        pair.destroy(cast.mentee, place.object)


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
    monkeypatch.setattr(rules, "MAX_OBJECTS_OF_MEMBER", 2)
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


def test_the_bytes_of_a_room_are_bounded_for_each_of_the_two(
    cast: Cast, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = write(pair, cast, "note")
    first = Revision.objects.get()
    # Each file is some bytes longer or shorter: age adds a line of chance.
    monkeypatch.setattr(rules, "MAX_TEXTS_OF_MEMBER", first.size * 5 // 2)
    second = pair.seal(cast.mentee, Place(place.object, "note", 2, first.sha256))
    actions.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=second)
    head = Revision.objects.get(number=2)
    third = pair.seal(cast.mentee, Place(place.object, "note", 3, head.sha256))
    with pytest.raises(Refusal):  # a next version takes as much as a first one
        actions.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=third)
    actions.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=second)  # sent twice: it is there
    other = pair.seal(cast.mentor, Place(str(ids.new_id()), "note"))
    actions.write_revision(actor=cast.mentor, room_id=pair.room.pk, sealed=other)
    pair.destroy(cast.mentee, place.object)
    write(pair, cast, "note")


def test_what_was_removed_makes_place_and_the_others_texts_take_none(
    cast: Cast, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MAX_OBJECTS_OF_MEMBER", 1)

    def write(person: Person) -> UUID:
        place = Place(str(ids.new_id()), "note")
        actions.write_revision(actor=person, room_id=pair.room.pk, sealed=pair.seal(person, place))
        return UUID(place.object)

    first = write(cast.mentee)
    write(cast.mentor)
    with pytest.raises(Refusal):
        write(cast.mentee)
    pair.destroy(cast.mentee, first)
    write(cast.mentee)


def test_a_text_about_the_others_document_does_not_take_it_along(
    cast: Cast, pair: Pair, sign_in: Callable[[Person], Client], tmp_path: Path, settings: Settings
) -> None:
    settings.DATA_DIR = tmp_path
    file = bytes(pyrage.encrypt(b"x" * 5000, [pyrage.x25519.Recipient.from_str(pair.key.recipient)]))
    ines, attachment = sign_in(cast.mentee), ids.new_id()
    address = f"/api/attachments/{pair.room.pk}/{attachment}"
    ines.put(f"{address}/parts/0", file, content_type="application/octet-stream")
    told = {"sha256": rules.sha256(file)}
    ines.post(f"{address}/complete", json.dumps(told), content_type="application/json")
    document = Place(str(ids.new_id()), "document", about=str(attachment))
    actions.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=pair.seal(cast.mentee, document))
    for kind in ("note", "document"):
        own = Place(str(ids.new_id()), kind, about=str(attachment))
        actions.write_revision(actor=cast.mentor, room_id=pair.room.pk, sealed=pair.seal(cast.mentor, own))
        pair.destroy(cast.mentor, own.object)
        assert ines.get(address).status_code == 200


def test_a_session_alone_replaces_nothing_that_opens_a_vault(
    cast: Cast, pair: Pair, sign_in: Callable[[Person], Client]
) -> None:
    thief = sign_in(cast.mentee)  # signed in, but never confirmed
    body = {"file": to_base64url(WRAP), "ledger": to_base64url(pair.keyrings[cast.mentee.pk].seal_ledger())}
    for way in ("kit", "passphrase"):
        answer = thief.put(
            f"/api/vault/keyring/wraps/{way}",
            json.dumps({**body, "generation": 2}),
            content_type="application/json",
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "confirm-identity")


def test_what_was_replaced_is_kept_for_a_month(cast: Cast, pair: Pair) -> None:
    other = bytes(pyrage.passphrase.encrypt(b"{}", "une autre phrase"))
    ledger = pair.keyrings[cast.mentee.pk].seal_ledger(generation=2)
    actions.put_wrap(actor=cast.mentee, way="kit", file=other, ledger=ledger, generation=2)
    assert bytes(FormerWrap.objects.get().file) == WRAP
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        actions.forget_replaced_wraps()
    assert not FormerWrap.objects.exists()


def test_cards_are_shown_to_those_one_has_to_do_with(
    cast: Cast, pair: Pair, sign_in: Callable[[Person], Client]
) -> None:
    address = f"/api/vault/cards/{cast.mentor.pk}"
    seen = {
        person: sign_in(person).get(address).status_code
        for person in (cast.mentor, cast.mentee, cast.coordinator, cast.outsider)
    }
    assert list(seen.values()) == [200, 200, 200, 404]


def test_the_room_of_a_private_topic_is_no_other_topics(cast: Cast) -> None:
    pair_of_two = mentorships.begin(
        actor=cast.mentor, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    keyrings = [give_keyring(person) for person in (cast.mentor, cast.mentee)]
    sealed, _key = make_room(keyrings[0], [keyring.card for keyring in keyrings])
    mentorships.mark_topic(actor=cast.mentor, id=ids.new_id(), mentorship=pair_of_two, sealed=sealed)
    topic = pair_of_two.topics.get()
    mentorships.consent_to_topic(actor=cast.mentee, topic_id=topic.pk, mentorship=pair_of_two)
    with pytest.raises(Refusal):
        mentorships.mark_topic(actor=cast.mentor, id=ids.new_id(), mentorship=pair_of_two, sealed=sealed)

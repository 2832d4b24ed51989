"""Rooms: who gets in, and what becomes of two texts written at once."""

import threading
import uuid

import pytest
from django.db import connection

from ithaca.access.rules import Denied
from ithaca.journal.models import Event
from ithaca.kernel import ids
from ithaca.kernel.errors import Refusal
from ithaca.vault import actions, queries
from ithaca.vault.client import Keyring, Place, Tampered, make_room, read_destruction
from ithaca.vault.models import ContentObject, Draft, Grant, Revision, Room
from tests.cast import Cast, make_cast
from tests.vault.people import Pair, give_keyring


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast.mentee, cast.mentor)


def note(**changes: object) -> Place:
    return Place(**{"object": str(ids.new_id()), "kind": "note", **changes})  # type: ignore[arg-type]


def write(pair: Pair, author: object, place: Place, text: str = "Bonjour") -> Revision:
    sealed = pair.seal(author, place, text)  # type: ignore[arg-type]
    return actions.write_revision(actor=author, room_id=pair.room.id, sealed=sealed)  # type: ignore[arg-type]


def test_both_members_read_what_one_wrote(pair: Pair, cast: Cast) -> None:
    place = note()
    revision = write(pair, cast.mentee, place)
    for reader in (cast.mentee, cast.mentor):
        state = queries.room_state(reader, pair.room.id)
        file = state.files[uuid.UUID(place.object)]
        assert pair.key.open(file, place, str(cast.mentee.id)).content == {"text": "Bonjour"}
    event = Event.objects.get(verb="vault.content_written")
    assert event.facts == {"room_id": str(pair.room.id), "kind": "note", "number": 1}
    assert revision.size == len(revision.file)


def test_an_outsider_gets_nothing(pair: Pair, cast: Cast) -> None:
    place = note()
    write(pair, cast.mentee, place)
    for stranger in (cast.outsider, cast.coordinator, cast.administrator):
        with pytest.raises(Denied):
            queries.room_state(stranger, pair.room.id)
        with pytest.raises(Denied):
            queries.history(stranger, pair.room.id, uuid.UUID(place.object))
        with pytest.raises(Denied):
            actions.write_revision(
                actor=stranger, room_id=pair.room.id, sealed=pair.seal(cast.mentee, note())
            )
        assert list(queries.rooms_of(stranger)) == []


def test_a_room_is_granted_to_exactly_its_members(cast: Cast) -> None:
    keyrings = [give_keyring(person) for person in (cast.mentee, cast.mentor, cast.outsider)]
    too_many = make_room(keyrings[0], [one.card for one in keyrings])[0]
    too_few = make_room(keyrings[0], [keyrings[0].card])[0]
    for sealed in (too_many, too_few):
        with pytest.raises(Refusal):
            actions.create_room(actor=cast.mentee, sealed=sealed, members=[cast.mentee, cast.mentor])
    assert not Room.objects.exists()


def test_a_room_needs_a_keyring_of_each(cast: Cast) -> None:
    mine = give_keyring(cast.mentee)
    sealed = make_room(mine, [mine.card, Keyring.create(cast.mentor.id).card])[0]
    with pytest.raises(Refusal, match="Marc Delorme"):
        actions.create_room(actor=cast.mentee, sealed=sealed, members=[cast.mentee, cast.mentor])


def test_a_second_click_finds_the_room(cast: Cast) -> None:
    mine = give_keyring(cast.mentee)
    sealed = make_room(mine, [mine.card], objects=[("journal", {"text": "…"})])[0]
    rooms = {actions.create_room(actor=cast.mentee, sealed=sealed, members=[cast.mentee]) for _ in range(2)}
    assert len(rooms) == 1
    assert ContentObject.objects.get().head == 1


def test_the_same_bytes_are_written_once(pair: Pair, cast: Cast) -> None:
    sealed = pair.seal(cast.mentee, note())
    first = actions.write_revision(actor=cast.mentee, room_id=pair.room.id, sealed=sealed)
    assert actions.write_revision(actor=cast.mentee, room_id=pair.room.id, sealed=sealed) == first
    assert Event.objects.filter(verb="vault.content_written").count() == 1


def test_a_late_writer_gets_the_other_text_back(pair: Pair, cast: Cast) -> None:
    first = note()
    one = write(pair, cast.mentee, first)
    second = note(object=first.object, revision=2, previous=one.sha256)
    two = write(pair, cast.mentor, second, "du mentor")
    with pytest.raises(actions.Conflict) as conflict:
        write(pair, cast.mentee, second, "de la mentorée")
    assert conflict.value.content.head == 2
    settled = note(object=first.object, revision=3, previous=two.sha256)
    assert write(pair, cast.mentee, settled, "les deux").number == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_writers_at_once_one_is_told() -> None:
    cast = make_cast()
    pair = Pair(cast.mentee, cast.mentor)
    first = note()
    one = write(pair, cast.mentee, first)
    results: list[str] = []

    def racer(author: object) -> None:
        try:
            write(pair, author, note(object=first.object, revision=2, previous=one.sha256))
            results.append("saved")
        except actions.Conflict:
            results.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=racer, args=(author,)) for author in (cast.mentee, cast.mentor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["conflict", "saved"]


def test_a_text_in_clear_is_refused(pair: Pair, cast: Cast) -> None:
    sealed = pair.seal(cast.mentee, note())
    clear = type(sealed)(sealed.id, "note", 1, 1, "", b"Je suis un texte en clair")
    with pytest.raises(Refusal):
        actions.write_revision(actor=cast.mentee, room_id=pair.room.id, sealed=clear)


def test_an_object_of_another_room_cannot_be_written(pair: Pair, cast: Cast) -> None:
    place = note()
    write(pair, cast.mentee, place)
    mine = pair.keyrings[cast.mentee.id]
    sealed, key = make_room(mine, [mine.card])
    room = actions.create_room(actor=cast.mentee, sealed=sealed, members=[cast.mentee])
    with pytest.raises(Denied):
        actions.write_revision(
            actor=cast.mentee, room_id=room.id, sealed=key.sealed_revision(mine, place, {"text": "ailleurs"})
        )


def test_who_leaves_gives_up_their_keys_and_the_other_keeps_theirs(pair: Pair, cast: Cast) -> None:
    write(pair, cast.mentee, note())
    actions.leave_room(actor=cast.mentor, room_id=pair.room.id)
    actions.leave_room(actor=cast.mentor, room_id=pair.room.id)  # a second click
    assert Event.objects.filter(verb="vault.room_left").count() == 1
    assert {grant.member for grant in Grant.objects.filter(epoch__room=pair.room)} == {cast.mentee}
    with pytest.raises(Denied):
        queries.room_state(cast.mentor, pair.room.id)
    with pytest.raises(Denied):
        write(pair, cast.mentor, note())
    assert list(queries.rooms_of(cast.mentor)) == []
    state = queries.room_state(cast.mentee, pair.room.id)
    assert (len(state.contents), len(state.grants)) == (1, 1)


def test_what_nobody_can_read_any_more_is_destroyed(pair: Pair, cast: Cast) -> None:
    revision = write(pair, cast.mentee, note())
    for person in (cast.mentor, cast.mentee):
        actions.leave_room(actor=person, room_id=pair.room.id)
    revision.refresh_from_db()
    assert bytes(revision.file) == b""
    pair.room.refresh_from_db()
    assert pair.room.destroyed_at is not None


def test_the_outsider_can_leave_nothing(pair: Pair, cast: Cast) -> None:
    actions.leave_room(actor=cast.outsider, room_id=pair.room.id)
    assert not Event.objects.filter(verb="vault.room_left").exists()
    assert Grant.objects.filter(epoch__room=pair.room).count() == 2


def test_a_closed_room_stays_readable_and_takes_nothing_new(pair: Pair, cast: Cast) -> None:
    write(pair, cast.mentee, note())
    actions.close_room(room_id=pair.room.id)
    with pytest.raises(Refusal):
        write(pair, cast.mentor, note())
    assert len(queries.room_state(cast.mentor, pair.room.id).contents) == 1


def test_an_author_destroys_a_text_for_good(pair: Pair, cast: Cast) -> None:
    place = note()
    write(pair, cast.mentee, place)
    target = {"room_id": pair.room.id, "object_id": uuid.UUID(place.object)}
    with pytest.raises(Denied):
        pair.destroy(cast.mentor, place.object)
    for unsigned in ("", "x.y.z", pair.destruction(cast.mentor, place.object)):
        with pytest.raises(Refusal):
            actions.destroy_content(actor=cast.mentee, destruction=unsigned, **target)
    before = pair.destruction(cast.mentee, place.object)
    first = Revision.objects.get()
    write(pair, cast.mentee, Place(place.object, place.kind, 2, first.sha256))
    with pytest.raises(Refusal):  # signed of a text that has changed since
        actions.destroy_content(actor=cast.mentee, destruction=before, **target)
    pair.destroy(cast.mentee, place.object)
    pair.destroy(cast.mentee, place.object)
    signed = queries.room_state(cast.mentor, pair.room.id).contents[0].destruction
    newest = Place(place.object, place.kind, 2)
    head = Revision.objects.get(number=2)
    assert read_destruction(signed, pair.key, newest, head.sha256, str(cast.mentee.id))
    for other in (Place(place.object, place.kind, 1), Place(place.object, "document", 2)):
        with pytest.raises(Tampered):
            read_destruction(signed, pair.key, other, head.sha256, str(cast.mentee.id))
    with pytest.raises(Tampered):
        read_destruction(signed, pair.key, newest, head.sha256, str(cast.mentor.id))
    assert [bytes(file) for file in Revision.objects.values_list("file", flat=True)] == [b"", b""]


def test_a_draft_is_seen_by_its_author_alone(pair: Pair, cast: Cast) -> None:
    target = {"room_id": pair.room.id, "object_id": ids.new_id()}
    file = pair.seal(cast.mentee, note()).file
    for _ in range(2):
        actions.save_draft(actor=cast.mentee, file=file, **target)
    assert queries.drafts_of(cast.mentee, pair.room.id).count() == 1
    assert not queries.drafts_of(cast.mentor, pair.room.id).exists()
    actions.discard_draft(actor=cast.mentor, **target)
    assert Draft.objects.count() == 1
    actions.discard_draft(actor=cast.mentee, **target)
    assert not Draft.objects.exists()
    with pytest.raises(Denied):
        queries.drafts_of(cast.outsider, pair.room.id)

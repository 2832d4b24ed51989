"""Documents are kept by whoever answers for the programme, read by its auditors as long as they audit, by nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.closing import close_account
from ithaca.accounts.models import Person
from ithaca.cli.worker import Worker
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.programmes import actions as programmes
from ithaca.seals import actions
from ithaca.seals.actions import Use
from ithaca.seals.models import SealFile
from ithaca.seals.queries import documents as queries
from ithaca.seals.states import FileState
from ithaca.vault import actions as vault
from ithaca.vault import queries as rooms
from ithaca.vault.client import CopySource, Place, make_room, open_copy, sign_destruction
from ithaca.vault.handing_over import Standing
from ithaca.vault.models import Attachment, FrozenCopy, Grant, Revision, Room
from ithaca.vault.sealed import SealedRoom
from tests import factories
from tests.seals.sealers import Sealers
from tests.seals.shelves import PAPER, WORDS, Shelf

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


# --- Keeping ---


def test_a_document_serves_several_standards_and_any_colleague_opens_it(shelf: Shelf, world: Sealers) -> None:
    made = shelf.add(world.clemence)
    (known,) = queries.documents_in(shelf.row)
    assert (known, known.kind, known.standards, known.added_by) == (
        made,
        "paper",
        ["a1", "b1"],
        world.clemence,
    )
    state = rooms.room_state(world.claude, shelf.room)
    (content,) = state.contents
    told = shelf.key.open(
        state.files[content.pk],
        Place(str(made.pk), "document", about=str(content.about)),
        str(world.clemence.pk),
    )
    assert told.content["title"] == WORDS["title"]


def test_neither_title_nor_note_nor_name_is_a_fact(shelf: Shelf, world: Sealers, sign_in: SignIn) -> None:
    shelf.add(world.clemence)
    answer = sign_in(world.claude).get(f"/api/seal-files/{shelf.row.pk}/documents")
    assert answer.json()["documents"][0]["standards"] == ["a1", "b1"]
    assert not [word for word in WORDS.values() if word in answer.content.decode()]


def test_a_second_click_adds_nothing_twice(shelf: Shelf, world: Sealers) -> None:
    sealed = shelf.told(world.clemence, shelf.send(world.clemence))
    for _click in range(2):
        actions.add_document(actor=world.clemence, row=shelf.row, use=PAPER, sealed=sealed)
    assert len(queries.documents_in(shelf.row)) == 1


@pytest.mark.parametrize("use", [Use("paper", ()), Use("paper", ("a1", "z9")), Use("song", ("a1",))])
def test_what_the_scheme_does_not_know_is_no_use(shelf: Shelf, world: Sealers, use: Use) -> None:
    with pytest.raises(Refusal):
        shelf.add(world.clemence, use)


def test_a_text_without_the_bytes_it_tells_of_is_no_document(shelf: Shelf, world: Sealers) -> None:
    sealed = shelf.key.sealed_revision(
        shelf.keyrings[world.clemence.pk], Place(str(new_id()), "document", about=str(new_id())), WORDS
    )
    with pytest.raises(Refusal):
        actions.add_document(actor=world.clemence, row=shelf.row, use=PAPER, sealed=sealed)


def test_nobody_else_keeps_anything(shelf: Shelf, world: Sealers, sign_in: SignIn) -> None:
    shelf.add(world.clemence)
    shelf.audited()
    for stranger in (world.oriane, *world.auditors, *world.committee, world.cast.outsider, world.cast.mentor):
        client = sign_in(stranger)
        assert client.get(f"/api/seal-files/{shelf.row.pk}/documents").status_code == 404
        assert client.get(f"/api/vault/rooms/{shelf.room}").status_code == 404
        assert client.get(reverse("seals:documents", args=[shelf.row.pk])).status_code == 404
        with pytest.raises(Denied):
            actions.open_file_room(actor=stranger, row=shelf.row, sealed=_room(shelf, world.clemence))


def _room(shelf: Shelf, maker: Person) -> SealedRoom:
    return make_room(shelf.keyrings[maker.pk], [shelf.keyrings[maker.pk].card])[0]


def test_who_comes_second_finds_the_room_of_the_first(shelf: Shelf, world: Sealers) -> None:
    found = actions.open_file_room(actor=world.claude, row=shelf.row, sealed=_room(shelf, world.claude))
    assert found.pk == shelf.room


def test_a_document_is_called_otherwise_and_taken_out(shelf: Shelf, world: Sealers) -> None:
    made = shelf.add(world.clemence)
    head = Revision.objects.select_related("content").get(content=made.pk)
    again = Place(str(made.pk), "document", 2, head.sha256, str(head.content.about))
    sealed = shelf.key.sealed_revision(shelf.keyrings[world.claude.pk], again, WORDS)
    actions.change_document(actor=world.claude, document=made, use=Use("paper", ("b2",)), sealed=sealed)
    (known,) = queries.documents_in(shelf.row)
    assert known.standards == ["b2"]
    actions.remove_document(actor=world.claude, document=known)
    assert queries.documents_in(shelf.row) == []


def test_who_has_written_a_document_alone_destroys_its_bytes_with_it(shelf: Shelf, world: Sealers) -> None:
    made = shelf.add(world.clemence)
    head = Revision.objects.select_related("content").get(content=made.pk)
    said = Place(str(made.pk), "document", 1, about=str(head.content.about))
    destruction = sign_destruction(shelf.keyrings[world.clemence.pk], shelf.key.id, said, head.sha256)
    actions.remove_document(actor=world.clemence, document=made, destruction=destruction)
    assert bytes(Revision.objects.get().file) == b""
    assert not Attachment.objects.exists()


def test_nobody_writes_or_destroys_past_the_file(shelf: Shelf, world: Sealers, sign_in: SignIn) -> None:
    made, client = shelf.add(world.clemence), sign_in(world.clemence)
    address = f"/api/vault/rooms/{shelf.room}/objects/{made.pk}"
    assert client.delete(address, {"destruction": "x"}, content_type="application/json").status_code == 422
    body = {"kind": "document", "number": 2, "epoch": 1, "previous": "0" * 64, "file": "AAAA"}
    assert client.post(f"{address}/revisions", body, content_type="application/json").status_code == 422


# --- Whoever comes and goes ---


def test_a_colleague_who_comes_later_is_let_in_and_reads_what_was_there(shelf: Shelf, world: Sealers) -> None:
    alma = world.cast.administrator
    shelf.add(world.clemence)
    shelf.has_keys(alma)
    with pytest.raises(Denied):
        rooms.room_state(alma, shelf.room)
    shelf.kept_by(world.claude, [world.clemence, world.claude, alma])
    assert len(rooms.room_state(alma, shelf.room).contents) == 1
    assert rooms.members_of(queries.room_of(shelf.row)) == [world.clemence, world.claude, alma]  # type: ignore[arg-type]


def test_also_once_the_file_was_handed_in(shelf: Shelf, world: Sealers) -> None:
    shelf.add(world.clemence)
    shelf.hand_in()
    shelf.has_keys(world.cast.administrator)
    shelf.kept_by(world.claude, [world.clemence, world.claude, world.cast.administrator])
    assert rooms.room_state(world.cast.administrator, shelf.room).room.closed_at is not None


def test_nobody_lets_a_stranger_in_nor_puts_a_colleague_out(shelf: Shelf, world: Sealers) -> None:
    shelf.has_keys(world.cast.outsider)
    with pytest.raises(Refusal):
        shelf.kept_by(world.clemence, [world.clemence, world.claude, world.cast.outsider])
    with pytest.raises(Refusal):
        shelf.kept_by(world.clemence, [world.clemence])


def test_who_coordinates_no_more_opens_nothing_and_no_document_is_lost(shelf: Shelf, world: Sealers) -> None:
    shelf.add(world.clemence)
    programmes.remove_coordinator(actor=world.claude, programme=world.cast.programme, person=world.clemence)
    Worker().work_once()
    with pytest.raises(Denied):
        rooms.room_state(world.clemence, shelf.room)
    assert not Grant.objects.filter(member=world.clemence).exists()
    assert len(rooms.room_state(world.claude, shelf.room).contents) == 1
    with pytest.raises(Refusal):
        shelf.add(world.claude)  # under a key that Clémence still holds
    shelf.kept_by(world.claude, [world.claude])
    shelf.add(world.claude)
    assert len(queries.documents_in(shelf.row)) == 2


def test_who_still_answers_for_the_programme_by_another_office_stays(shelf: Shelf, world: Sealers) -> None:
    factories.make_administrator(world.clemence, world.cast.organisation)
    programmes.remove_coordinator(actor=world.claude, programme=world.cast.programme, person=world.clemence)
    Worker().work_once()
    assert rooms.room_state(world.clemence, shelf.room)


def test_who_closes_the_last_account_with_a_key_destroys_nothing_and_the_next_begins_a_room(
    shelf: Shelf, world: Sealers
) -> None:
    made = shelf.add(world.clemence)
    close_account(world.claude)
    factories.make_coordinator(world.cast.administrator, world.cast.programme)
    close_account(world.clemence)
    Worker().work_once()
    assert Room.objects.get(pk=shelf.room).destroyed_at is None
    assert queries.documents_in(shelf.row) == [made], "known still, and who has the file adds it anew"
    assert queries.room_of(shelf.row) is None
    shelf.has_keys(world.cast.administrator)
    shelf.opened_by(world.cast.administrator)
    assert queries.room_of(shelf.row) is not None


# --- Auditing ---


def test_what_was_handed_in_is_frozen_with_its_hashes(shelf: Shelf, world: Sealers) -> None:
    made = shelf.add(world.clemence)
    shelf.hand_in()
    (frozen,) = queries.handed_in(shelf.now())
    head, attachment = Revision.objects.get(), Attachment.objects.get()
    assert frozen == {
        "id": str(made.pk),
        "kind": "paper",
        "standards": ["a1", "b1"],
        "sha256": attachment.sha256,
        "text": {"revision": 1, "sha256": head.sha256},
    }
    with pytest.raises(Refusal):
        shelf.add(world.clemence)
    with pytest.raises(Refusal):
        actions.remove_document(actor=world.clemence, document=made)


def test_auditors_wait_until_any_coordinator_has_shown_them_all(shelf: Shelf, world: Sealers) -> None:
    aude, aziz = world.auditors[:2]
    shelf.add(world.clemence)
    shelf.add(world.claude)
    shelf.audited()
    assert dict(queries.waiting_for(shelf.row)) == {aude: 2, aziz: 2}
    assert [row for row, _readers in queries.to_hand_over(world.claude)] == [shelf.row]
    for which in shelf.pieces(aude):
        shelf.show(world.claude, aude, which)  # Clémence's as well as his own
    assert dict(queries.waiting_for(shelf.row)) == {aziz: 2}
    copy = vault.open_copy(actor=aude, copy_id=shelf.pieces(aude)[0].copy.pk)  # type: ignore[union-attr]
    source = CopySource(shelf.key.id, str(copy.content_id), "document", copy.revision, copy.sha256)
    opened = open_copy(
        shelf.keyrings[aude.pk],
        [shelf.keyrings[world.claude.pk].card],
        str(copy.pk),
        source,
        bytes(copy.file),
    )
    assert opened.content == WORDS
    with pytest.raises(Denied):
        vault.open_copy(actor=aziz, copy_id=copy.pk)


def test_auditors_go_on_reading_what_somebody_showed_who_has_closed_their_account(
    shelf: Shelf, world: Sealers
) -> None:
    aude = world.auditors[0]
    shelf.add(world.clemence)
    shelf.audited()
    copy = shelf.show(world.clemence, aude, shelf.pieces(aude)[0])
    close_account(world.clemence)
    Worker().work_once()
    assert bytes(vault.open_copy(actor=aude, copy_id=copy.pk).file) == bytes(copy.file)
    close_account(aude)
    assert bytes(FrozenCopy.objects.get(pk=copy.pk).file) == b""


def test_a_copy_from_two_colleagues_is_one(shelf: Shelf, world: Sealers) -> None:
    aude = world.auditors[0]
    shelf.add(world.clemence)
    shelf.audited()
    first = shelf.pieces(aude)[0]
    assert shelf.show(world.clemence, aude, first) == shelf.show(world.claude, aude, first)
    assert FrozenCopy.objects.count() == 1


def test_nobody_but_an_auditor_is_shown_anything(shelf: Shelf, world: Sealers) -> None:
    shelf.add(world.clemence)
    shelf.audited()
    first = shelf.pieces(world.auditors[0])[0]
    others = (world.oriane, world.auditors[2], world.committee[0], world.cast.administrator)
    shelf.has_keys(*others)
    for reader in others:
        with pytest.raises(Refusal):
            shelf.show(world.clemence, reader, first)
    with pytest.raises(Denied):
        shelf.show(world.auditors[0], world.auditors[1], first)


def test_what_auditors_ask_for_later_is_added_and_shown(shelf: Shelf, world: Sealers) -> None:
    aude = world.auditors[0]
    shelf.add(world.clemence)
    shelf.audited()
    later = shelf.add(world.claude, Use("paper", ("b1",)))
    assert [each.piece.object == later.pk for each in shelf.pieces(aude)] == [False, True]
    shelf.show(world.clemence, aude, shelf.pieces(aude)[1])
    assert len(queries.handed_in(shelf.now())) == 1
    with pytest.raises(Refusal):
        actions.remove_document(actor=world.claude, document=later)


def test_auditors_read_no_longer_than_they_audit(shelf: Shelf, world: Sealers, sign_in: SignIn) -> None:
    aude = world.auditors[0]
    shelf.add(world.clemence)
    shelf.audited()
    shelf.show(world.clemence, aude)
    shelf.step("report")
    assert shelf.pieces(aude)[0].standing == Standing.SHOWN
    shelf.step("hand over")
    assert shelf.now().state == FileState.DECIDING
    copy = FrozenCopy.objects.get()
    assert (bytes(copy.file), copy.revoked_at is None) == (b"", False)
    with pytest.raises(Refusal):
        shelf.show(world.clemence, aude, shelf.pieces(aude)[0])
    assert sign_in(aude).get(f"/api/copies/{copy.pk}/document").status_code == 404


def test_who_goes_on_auditing_keeps_what_was_shown_when_another_steps_aside(
    shelf: Shelf, world: Sealers
) -> None:
    aude, aziz = world.auditors[:2]
    shelf.add(world.clemence)
    shelf.audited()
    shelf.show(world.clemence, aude)
    shelf.show(world.claude, aziz)
    actions.declare_tie(actor=aziz, file=shelf.now(), person=aziz)
    assert shelf.now().state == FileState.HANDED_IN
    assert [copy.reader for copy in FrozenCopy.objects.filter(revoked_at=None)] == [aude]
    shelf.has_keys(world.auditors[2])
    actions.name_auditors(actor=world.oriane, file=shelf.now(), people=[world.auditors[2]])
    assert dict(queries.waiting_for(shelf.now())) == {world.auditors[2]: 1}


def test_who_steps_aside_while_another_is_looked_for_reads_no_longer(shelf: Shelf, world: Sealers) -> None:
    aude, aziz = world.auditors[:2]
    shelf.add(world.clemence)
    shelf.audited()
    shelf.show(world.clemence, aude)
    for person in (aziz, aude):
        actions.declare_tie(actor=person, file=shelf.now(), person=person)
    assert shelf.now().state == FileState.HANDED_IN
    assert not FrozenCopy.objects.filter(revoked_at=None).exists()


def test_the_programme_takes_back_whoever_has_shown(shelf: Shelf, world: Sealers) -> None:
    aude = world.auditors[0]
    shelf.add(world.clemence)
    shelf.audited()
    copy = shelf.show(world.clemence, aude)
    actions.take_documents_back(actor=world.claude, row=shelf.row, copies=[copy.pk])
    assert shelf.pieces(aude)[0].standing == Standing.TAKEN_BACK
    with pytest.raises(Refusal):
        vault.open_copy(actor=aude, copy_id=copy.pk)
    assert shelf.show(world.claude, aude).pk != copy.pk  # shown again, on purpose


def test_copies_of_another_file_are_not_taken_back_here(shelf: Shelf, world: Sealers) -> None:
    shelf.add(world.clemence)
    shelf.audited()
    copy = shelf.show(world.clemence, world.auditors[0])
    SealFile.objects.filter(pk=shelf.row.pk).update(state="left")
    actions.take_documents_back(actor=world.claude, row=world.begun(), copies=[copy.pk])
    assert FrozenCopy.objects.get().revoked_at is None


def test_who_audits_and_who_keeps_see_each_others_keys_and_nobody_elses(
    shelf: Shelf, world: Sealers, sign_in: SignIn
) -> None:
    aude, clemence = world.auditors[0], world.clemence
    assert sign_in(clemence).get(f"/api/vault/cards/{aude.pk}").status_code == 404
    shelf.add(clemence)
    shelf.audited()
    assert sign_in(clemence).get(f"/api/vault/cards/{aude.pk}").status_code == 200
    assert sign_in(aude).get(f"/api/vault/cards/{clemence.pk}").status_code == 200
    assert sign_in(world.cast.administrator).get(f"/api/vault/cards/{clemence.pk}").status_code == 200
    assert sign_in(world.cast.outsider).get(f"/api/vault/cards/{clemence.pk}").status_code == 404

"""Documents: sealed bytes in parts, read by the members alone, gone with what told of them."""

import errno
import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.vault import actions, depot, rules
from ithaca.vault.client import Place
from ithaca.vault.models import Attachment
from tests.cast import Cast
from tests.vault.people import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast.mentee, cast.mentor)


def sealed(pair: Pair, size: int) -> bytes:
    return bytes(pyrage.encrypt(os.urandom(size), [pyrage.x25519.Recipient.from_str(pair.key.recipient)]))


def send(pair: Pair, author: Person, file: bytes) -> Attachment:
    attachment_id = new_id()
    for number, start in enumerate(range(0, len(file), rules.PART)):
        actions.receive_part(
            actor=author,
            room_id=pair.room.pk,
            attachment_id=attachment_id,
            number=number,
            data=file[start : start + rules.PART],
        )
    digest = hashlib.sha256(file).hexdigest()
    return actions.complete_attachment(
        actor=author, room_id=pair.room.pk, attachment_id=attachment_id, sha256=digest
    )


def tell(pair: Pair, author: Person, attachment: Attachment) -> Place:
    place = Place(str(new_id()), "document", about=str(attachment.pk))
    actions.write_revision(actor=author, room_id=pair.room.pk, sealed=pair.seal(author, place))
    return place


def test_the_other_member_fetches_the_same_bytes(
    cast: Cast, pair: Pair, sign_in: Callable[[Person], Client]
) -> None:
    file = sealed(pair, 2_500_000)
    row = send(pair, cast.mentee, file)
    address = f"/api/attachments/{pair.room.pk}/{row.pk}"
    answer = sign_in(cast.mentor).get(address)
    assert b"".join(answer.streaming_content) == file  # type: ignore[attr-defined]
    assert row.size == len(file)
    for stranger in (cast.outsider, cast.coordinator, cast.administrator):
        client = sign_in(stranger)
        assert client.get(address).status_code == 404
        assert (
            client.put(f"{address}/parts/0", b"x", content_type="application/octet-stream").status_code == 404
        )
        assert (
            client.post(
                f"{address}/complete", {"sha256": "0" * 64}, content_type="application/json"
            ).status_code
            == 404
        )


def test_a_part_sent_again_changes_nothing_and_a_gap_is_refused(cast: Cast, pair: Pair) -> None:
    file, attachment_id = sealed(pair, 1_500_000), new_id()
    part = {"actor": cast.mentee, "room_id": pair.room.pk, "attachment_id": attachment_id}
    for _try in range(2):
        assert actions.receive_part(**part, number=0, data=file[: rules.PART]) == 1
    with pytest.raises(Refusal):
        actions.receive_part(**part, number=2, data=b"x")
    with pytest.raises(Denied):  # the other member can't write into it
        actions.receive_part(**{**part, "actor": cast.mentor}, number=1, data=b"x")
    assert actions.receive_part(**part, number=1, data=file[rules.PART :]) == 2
    assert depot.path_of(attachment_id).read_bytes() == file


def test_what_is_not_whole_or_not_sealed_is_refused(cast: Cast, pair: Pair) -> None:
    part = {"actor": cast.mentee, "room_id": pair.room.pk, "attachment_id": new_id()}
    with pytest.raises(Refusal):
        actions.receive_part(**part, number=0, data=b"%PDF-1.7 in clear")
    actions.receive_part(**part, number=0, data=sealed(pair, 1000))
    with pytest.raises(Refusal, match=r"whole|entier"):
        actions.complete_attachment(
            actor=cast.mentee, room_id=pair.room.pk, attachment_id=part["attachment_id"], sha256="0" * 64
        )


def test_too_much_is_refused_in_words(cast: Cast, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MAX_DOCUMENT", 1_000_000)
    with pytest.raises(Refusal, match="25"):
        send(pair, cast.mentee, sealed(pair, 1_000_000))
    monkeypatch.undo()
    monkeypatch.setattr(rules, "MAX_DOCUMENTS_OF_ROOM", 1_000_000)
    with pytest.raises(Refusal, match=r"room holds|espace contient"):
        send(pair, cast.mentee, sealed(pair, 1_000_000))


def test_a_full_disk_is_said_and_leaves_nothing_half(
    cast: Cast, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    part = {"actor": cast.mentee, "room_id": pair.room.pk, "attachment_id": new_id()}
    file = sealed(pair, 1000)
    with pytest.raises(Refusal, match=r"no room left|plus de place"):
        actions.receive_part(**part, number=0, data=file)
    assert not Attachment.objects.exists()
    monkeypatch.undo()
    assert actions.receive_part(**part, number=0, data=file) == 1


def test_a_destroyed_document_leaves_no_bytes(
    cast: Cast, pair: Pair, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = send(pair, cast.mentee, sealed(pair, 1000))
    place = tell(pair, cast.mentee, row)
    path = depot.path_of(row.pk)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        pair.destroy(cast.mentee, place.object)
    assert not path.exists()
    assert not Attachment.objects.exists()


def test_what_was_given_up_is_swept_after_a_day_and_the_rest_stays(
    cast: Cast, pair: Pair, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    told, untold = (send(pair, cast.mentee, sealed(pair, 1000)) for _time in range(2))
    tell(pair, cast.mentee, told)
    half = new_id()
    actions.receive_part(
        actor=cast.mentee, room_id=pair.room.pk, attachment_id=half, number=0, data=sealed(pair, 500)
    )
    actions.sweep_attachments()
    assert Attachment.objects.count() == 3
    later = datetime.now(UTC) + timedelta(days=2)
    with time_machine.travel(later), django_capture_on_commit_callbacks(execute=True):
        actions.sweep_attachments()
    assert [row.pk for row in Attachment.objects.all()] == [told.pk]
    assert depot.path_of(told.pk).exists()
    assert not depot.path_of(untold.pk).exists()
    assert not depot.path_of(half).exists()

"""Two people of a programme at the same moment, and who comes when it is over: nobody's work is lost, nobody meets an error."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.seals import actions
from ithaca.seals.actions import Use
from ithaca.seals.models import Document, SealFile
from ithaca.seals.queries.documents import share_documents
from tests.racing import at_once
from tests.seals.sealers import Sealers, make_sealers
from tests.seals.shelves import Shelf

SignIn = Callable[[Person], Client]


# --- Beginning ---


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_have_one_file_and_the_second_reads_why() -> None:
    world = make_sealers()

    def begin(person: Person) -> Callable[[], object]:
        return lambda: actions.begin_file(
            actor=person, programme=world.cast.programme, version=world.version, level="first", id=new_id()
        )

    came = at_once(begin(world.clemence), begin(world.claude))
    assert SealFile.objects.count() == 1
    assert {type(each) for each in came} == {SealFile, Refusal}


def test_who_comes_to_begin_after_a_colleague_is_led_to_the_file(world: Sealers, sign_in: SignIn) -> None:
    client = sign_in(world.claude)
    address = reverse("seals:begin", args=[world.cast.programme.slug, world.version.pk])
    assert client.get(address).status_code == 200
    row = world.begun()
    for answer in (client.post(address, {"id": str(new_id()), "level": "second"}), client.get(address)):
        assert answer.headers["Location"] == reverse("seals:file", args=[row.pk])
    assert SealFile.objects.get().level == "first"


# --- Writing ---


@pytest.mark.parametrize("ended", ["hand in", "leave"])
def test_who_writes_while_a_colleague_ends_the_self_assessment_keeps_their_words(
    world: Sealers, sign_in: SignIn, ended: str
) -> None:
    row, client = world.begun(), sign_in(world.claude)
    world.says(row, a1="done", a2="done", a3="done", b1="done", b2="done")
    act = actions.hand_in if ended == "hand in" else actions.leave_file
    act(actor=world.clemence, file=row)
    sent = {"words": "Une heure de travail.", "base_words": "", "step": "done", "base_step": "done"}
    for name, args in (
        ("answer", [row.pk, "a1"]),
        ("reflection", [row.pk, "a"]),
        ("context", [row.pk]),
        ("remark", [row.pk, "a1"]),
    ):
        answer = client.post(reverse(f"seals:{name}", args=args), sent | {"id": str(new_id())})
        assert answer.status_code == 409, name
        assert "Une heure de travail." in answer.content.decode()


def test_a_reflection_that_is_too_long_comes_back_with_what_is_wrong(world: Sealers, sign_in: SignIn) -> None:
    row, client = world.begun(), sign_in(world.clemence)
    sent = {"words": "Long. " * 2000, "base_words": ""}
    for name, args in (("reflection", [row.pk, "a"]), ("context", [row.pk])):
        answer = client.post(reverse(f"seals:{name}", args=args), sent)
        assert answer.status_code == 422
        assert "Long. Long." in answer.content.decode()


# --- Documents ---


def test_a_document_that_a_colleague_has_removed_is_neither_changed_nor_removed_again(shelf: Shelf) -> None:
    clemence, claude = shelf.world.clemence, shelf.world.claude
    shelf.add(clemence)
    seen = Document.objects.select_related("file").get()
    actions.remove_document(actor=claude, document=Document.objects.get())
    with pytest.raises(Refusal):
        actions.change_document(actor=clemence, document=seen, use=Use("paper", ("a1",)))
    actions.remove_document(actor=clemence, document=seen)
    assert not Document.objects.exists()


def test_whether_two_share_documents_takes_as_many_queries_however_many_files_there_are(
    shelf: Shelf,
) -> None:
    world = shelf.world
    aude = world.auditors[0]

    def asked(one: Person, other: Person) -> int:
        with CaptureQueriesContext(connection) as counted:
            share_documents(one, other.pk)
        return len(counted)

    shelf.audited()
    few = [asked(*pair) for pair in ((world.clemence, world.cast.outsider), (aude, world.cast.outsider))]
    assert share_documents(world.clemence, aude.pk)
    assert share_documents(aude, world.claude.pk)
    assert share_documents(world.claude, world.cast.administrator.pk)
    assert not share_documents(world.cast.outsider, aude.pk)
    assert not share_documents(world.auditors[2], world.claude.pk)
    for _more in range(3):
        other = shelf.now()
        other.pk, other.state, other.credential = new_id(), "left", None
        other.save(force_insert=True)
    assert [
        asked(*pair) for pair in ((world.clemence, world.cast.outsider), (aude, world.cast.outsider))
    ] == few

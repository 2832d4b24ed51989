"""The agreement: begun by one, signed by both, one text; a changed text asks for both signatures anew."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.agreements.actions import Signed
from ithaca.agreements.models import Agreement
from ithaca.agreements.queries import is_under_discussion
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.models import Mentorship
from ithaca.notifications.models import Message
from ithaca.vault import actions as vault
from ithaca.vault.client import Place
from ithaca.vault.sealed import SealedRevision
from tests.cast import Cast
from tests.vault.people import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast.mentee, cast.mentor)


@pytest.fixture
def mentorship(cast: Cast, pair: Pair) -> Mentorship:
    return actions.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored, room=pair.room
    )


def text(pair: Pair, cast: Cast, object_id: str, number: int = 1, previous: str = "") -> SealedRevision:
    place = Place(object=object_id, kind="agreement", revision=number, previous=previous)
    return pair.seal(cast.mentee, place, f"Nous convenons de ceci, version {number}.")


def signed(pair: Pair, person: Person, sealed: SealedRevision, **lies: object) -> Signed:
    digest = hashlib.sha256(sealed.file).hexdigest()
    keyring = pair.keyrings[person.pk]
    claims = {
        "room": str(pair.room.pk),
        "object": str(sealed.id),
        "revision": sealed.number,
        "sha256": digest,
        "person": str(person.pk),
        "card": keyring.card.fingerprint,
        "unpaid": True,
        "at": "2026-11-21T08:00:00Z",
    }
    return Signed(sealed.number, digest, keyring.sign("signature", {**claims, **lies}))


def write(cast: Cast, mentorship: Mentorship, pair: Pair) -> SealedRevision:
    sealed = text(pair, cast, str(new_id()))
    actions.write_agreement(actor=cast.mentee, id=new_id(), mentorship=mentorship, sealed=sealed)
    mentorship.refresh_from_db()
    return sealed


def effective() -> bool:
    return Agreement.objects.get().effective_at is not None


def test_it_takes_effect_when_both_have_signed_the_same_text(
    cast: Cast, mentorship: Mentorship, pair: Pair
) -> None:
    first = write(cast, mentorship, pair)
    actions.sign_agreement(actor=cast.mentee, mentorship=mentorship, signed=signed(pair, cast.mentee, first))
    assert not effective()
    for _click in range(2):
        actions.sign_agreement(
            actor=cast.mentor, mentorship=mentorship, signed=signed(pair, cast.mentor, first)
        )
    assert effective()
    assert Agreement.objects.get().signatures.count() == 2


def test_a_text_changed_meanwhile_is_not_signed_unread(
    cast: Cast, mentorship: Mentorship, pair: Pair
) -> None:
    first = write(cast, mentorship, pair)
    actions.sign_agreement(actor=cast.mentee, mentorship=mentorship, signed=signed(pair, cast.mentee, first))
    second = text(pair, cast, str(first.id), 2, hashlib.sha256(first.file).hexdigest())
    vault.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=second)
    with pytest.raises(Refusal, match=r"changed|changé"):
        actions.sign_agreement(
            actor=cast.mentor, mentorship=mentorship, signed=signed(pair, cast.mentor, first)
        )
    actions.sign_agreement(actor=cast.mentor, mentorship=mentorship, signed=signed(pair, cast.mentor, second))
    assert not effective(), "the mentee has signed the older text only"
    actions.sign_agreement(actor=cast.mentee, mentorship=mentorship, signed=signed(pair, cast.mentee, second))
    assert effective()


def test_a_signature_that_is_none_is_refused(cast: Cast, mentorship: Mentorship, pair: Pair) -> None:
    first = write(cast, mentorship, pair)
    digest = hashlib.sha256(first.file).hexdigest()
    genuine = signed(pair, cast.mentee, first)
    forged = [
        *(
            Signed(1, digest, jws)
            for jws in ("", "only.two", "a.b.c.d", "not.a.signature", "x" * 5000 + ".b.c")
        ),
        signed(pair, cast.mentor, first),  # the other's
        signed(pair, cast.mentee, first, object=str(new_id())),  # of another text
        signed(pair, cast.mentee, first, revision=2),
        Signed(1, digest, genuine.jws[:-4] + "AAAA"),
    ]
    for one in forged:
        with pytest.raises(Refusal), transaction.atomic():
            actions.sign_agreement(actor=cast.mentee, mentorship=mentorship, signed=one)
    assert not Agreement.objects.get().signatures.exists()
    actions.sign_agreement(actor=cast.mentee, mentorship=mentorship, signed=genuine)


def test_the_one_begun_first_stands(cast: Cast, mentorship: Mentorship, pair: Pair) -> None:
    write(cast, mentorship, pair)
    with pytest.raises(Refusal, match=r"just begun|vient de"):
        actions.write_agreement(
            actor=cast.mentor, id=new_id(), mentorship=mentorship, sealed=text(pair, cast, str(new_id()))
        )
    assert Agreement.objects.count() == 1


def test_nobody_else_writes_or_signs(cast: Cast, mentorship: Mentorship, pair: Pair) -> None:
    first = write(cast, mentorship, pair)
    for stranger in (cast.outsider, cast.coordinator, cast.administrator, cast.second_mentor):
        with pytest.raises(Denied):
            actions.sign_agreement(
                actor=stranger, mentorship=mentorship, signed=signed(pair, cast.mentee, first)
            )
        with pytest.raises(Denied):
            actions.write_agreement(actor=stranger, id=new_id(), mentorship=mentorship, sealed=first)


def test_the_first_signature_calls_the_other_and_the_last_tells_both(
    cast: Cast, mentorship: Mentorship, pair: Pair
) -> None:
    first = write(cast, mentorship, pair)
    dispatch_waiting()
    Message.objects.all().delete()
    actions.sign_agreement(actor=cast.mentee, mentorship=mentorship, signed=signed(pair, cast.mentee, first))
    dispatch_waiting()
    (asked,) = Message.objects.all()
    assert asked.to == cast.mentor.email
    assert f"/mentorships/{mentorship.pk}/room/#agreement" in asked.text
    actions.sign_agreement(actor=cast.mentor, mentorship=mentorship, signed=signed(pair, cast.mentor, first))
    dispatch_waiting()
    assert sorted(Message.objects.exclude(pk=asked.pk).values_list("to", flat=True)) == sorted(
        [cast.mentor.email, cast.mentee.email]
    )


def sign_both(cast: Cast, mentorship: Mentorship, pair: Pair, sealed: SealedRevision) -> None:
    for person in (cast.mentee, cast.mentor):
        actions.sign_agreement(actor=person, mentorship=mentorship, signed=signed(pair, person, sealed))


def test_who_does_not_confirm_that_nothing_is_paid_does_not_sign(
    cast: Cast, mentorship: Mentorship, pair: Pair
) -> None:
    first = write(cast, mentorship, pair)
    for said in (False, None, "true", 1.5):
        with pytest.raises(Refusal), transaction.atomic():
            actions.sign_agreement(
                actor=cast.mentee, mentorship=mentorship, signed=signed(pair, cast.mentee, first, unpaid=said)
            )


def test_the_signed_version_holds_until_both_have_signed_the_new_one(
    cast: Cast, mentorship: Mentorship, pair: Pair, sign_in: Callable[[Person], Client]
) -> None:
    first = write(cast, mentorship, pair)
    sign_both(cast, mentorship, pair, first)
    dispatch_waiting(limit=1000)
    Message.objects.all().delete()
    second = text(pair, cast, str(first.id), 2, hashlib.sha256(first.file).hexdigest())
    vault.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=second)
    agreement = Agreement.objects.get()
    assert agreement.effective_revision == 1
    assert is_under_discussion(agreement)
    third = text(pair, cast, str(first.id), 3, hashlib.sha256(second.file).hexdigest())
    vault.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=third)
    dispatch_waiting(limit=1000)
    (mail,) = Message.objects.all()
    assert mail.to == cast.mentor.email, "the other is told once a negotiation"
    page = sign_in(cast.mentee).get(f"/mentorships/{mentorship.pk}/").content.decode()
    assert "La version 1 est en vigueur" in page
    assert "en discussion" in page
    sign_both(cast, mentorship, pair, third)
    agreement.refresh_from_db()
    assert agreement.effective_revision == 3
    assert not is_under_discussion(Agreement.objects.get())


def test_the_others_note_sent_once_more_is_no_agreement(
    cast: Cast, mentorship: Mentorship, pair: Pair
) -> None:
    note = pair.seal(cast.mentor, Place(object=str(new_id()), kind="note", revision=1, previous=""))
    vault.write_revision(actor=cast.mentor, room_id=pair.room.pk, sealed=note)
    with pytest.raises(Refusal):
        actions.write_agreement(
            actor=cast.mentee, id=new_id(), mentorship=mentorship, sealed=replace(note, kind="agreement")
        )
    assert not Agreement.objects.exists()
    vault.write_revision(actor=cast.mentor, room_id=pair.room.pk, sealed=note)  # a lost answer: nothing new
    with pytest.raises(Refusal):
        vault.write_revision(actor=cast.mentee, room_id=pair.room.pk, sealed=note)

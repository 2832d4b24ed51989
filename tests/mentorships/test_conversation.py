"""Messages as facts: how far each has read, one mail until it is read, and nobody writes in another's message."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, queries
from ithaca.mentorships.models import Mentorship, Reading
from ithaca.notifications.models import Message
from ithaca.vault import actions as vault
from ithaca.vault.client import Place
from ithaca.vault.models import ContentObject, Revision
from tests.cast import Cast
from tests.vault.people import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast.mentee, cast.mentor)


@pytest.fixture
def mentorship(cast: Cast, pair: Pair) -> Mentorship:
    row = actions.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored, room=pair.room
    )
    dispatch_waiting(limit=1000)
    Message.objects.all().delete()
    return row


def say(pair: Pair, author: Person, minutes: int = 0) -> ContentObject:
    with time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=False):
        sealed = pair.seal(author, Place(str(new_id()), "message"), "Bonjour")
        revision = vault.write_revision(actor=author, room_id=pair.room.pk, sealed=sealed)
    dispatch_waiting(limit=1000)
    return revision.content


def later(minutes: int) -> int:
    """What the clock does then; says how many were told."""
    with time_machine.travel(clock.now() + timedelta(minutes=minutes)):
        told = actions.announce_unread()
        dispatch_waiting(limit=1000)
    return told


def test_one_mail_until_it_is_read(cast: Cast, mentorship: Mentorship, pair: Pair) -> None:
    say(pair, cast.mentor)
    second = say(pair, cast.mentor, 1)
    assert later(1) == 0, "two who write at this moment need no mail"
    assert later(5) == 1
    say(pair, cast.mentor, 6)
    assert later(60) == 0
    (mail,) = Message.objects.all()
    assert mail.to == cast.mentee.email
    assert mail.subject == "Votre binôme vous a écrit dans votre espace confidentiel"
    assert "Bonjour," not in mail.subject
    actions.mark_read(actor=cast.mentee, mentorship=mentorship, message_id=second.pk)
    assert queries.unread(cast.mentee, mentorship) == 1
    assert later(61) == 1, "what came in after what was read is told anew"
    assert Message.objects.count() == 2


def test_what_is_read_or_taken_back_in_time_is_not_told(
    cast: Cast, mentorship: Mentorship, pair: Pair
) -> None:
    first = say(pair, cast.mentor)
    actions.mark_read(actor=cast.mentee, mentorship=mentorship, message_id=first.pk)
    assert later(60) == 0
    second = say(pair, cast.mentor, 61)
    pair.destroy(cast.mentor, second.pk)
    assert later(120) == 0
    assert not Message.objects.exists()
    assert queries.unread(cast.mentee, mentorship) == 0


def test_reading_goes_forward_only_and_is_ones_own(cast: Cast, mentorship: Mentorship, pair: Pair) -> None:
    first, second = say(pair, cast.mentor), say(pair, cast.mentor, 1)
    for message in (second, first, second):
        actions.mark_read(actor=cast.mentee, mentorship=mentorship, message_id=message.pk)
    assert queries.read_until(cast.mentee, [pair.room.pk]) == {pair.room.pk: second.created_at}
    assert queries.read_until(cast.mentor, [pair.room.pk]) == {}
    own = say(pair, cast.mentee, 2)
    with pytest.raises(Refusal):
        actions.mark_read(actor=cast.mentee, mentorship=mentorship, message_id=own.pk)
    assert Reading.objects.filter(person=cast.mentee, waiting_since=None).exists()


def test_a_message_is_corrected_by_its_author_alone(cast: Cast, mentorship: Mentorship, pair: Pair) -> None:
    message = say(pair, cast.mentor)
    head = Revision.objects.get(content=message)
    place = Place(str(message.pk), "message", 2, head.sha256)
    with pytest.raises(Refusal):
        vault.write_revision(
            actor=cast.mentee, room_id=pair.room.pk, sealed=pair.seal(cast.mentee, place, "Autre chose")
        )
    vault.write_revision(
        actor=cast.mentor, room_id=pair.room.pk, sealed=pair.seal(cast.mentor, place, "Corrigé")
    )
    dispatch_waiting(limit=1000)
    assert later(60) == 1, "a correction is not one message more"


def test_nobody_else_learns_of_it(
    cast: Cast, mentorship: Mentorship, pair: Pair, sign_in: Callable[[Person], Client]
) -> None:
    message = say(pair, cast.mentor)
    address = f"/api/conversations/{mentorship.pk}/reading"
    for stranger in (cast.coordinator, cast.outsider, cast.second_mentee):
        answer = sign_in(stranger).post(
            address, {"message": str(message.pk)}, content_type="application/json"
        )
        assert answer.status_code == 404
    page = f"/mentorships/{mentorship.pk}/"
    home = sign_in(cast.mentee).get("/").content.decode()
    assert "1 message que vous n’avez pas lu." in home
    assert f"{page}room/#messages" in home
    for stranger in (cast.mentor, cast.coordinator, cast.second_mentee):
        assert "pas lu." not in sign_in(stranger).get("/").content.decode()
    assert "1 message que vous n’avez pas lu" in sign_in(cast.mentee).get(page).content.decode()
    assert "pas lu" not in sign_in(cast.coordinator).get(page).content.decode()
    body = {"message": str(message.pk)}
    assert sign_in(cast.mentee).post(address, body, content_type="application/json").status_code == 204
    assert "pas lu" not in sign_in(cast.mentee).get(page).content.decode()

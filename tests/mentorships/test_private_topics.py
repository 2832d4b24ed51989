"""Private ground: marked by either, opened by the mentee alone, closed, and destroyed with its key."""

import base64
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponseBase
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.cli.worker import Worker
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.mentorships import actions
from ithaca.mentorships.models import Mentorship, PrivateTopic
from ithaca.notifications.models import Message
from ithaca.vault import actions as vault
from ithaca.vault import depot, queries
from ithaca.vault.client import Keyring, OpenRoom, Place, make_room
from ithaca.vault.models import Attachment, Draft, Grant, Revision
from ithaca.vault.sealed import SealedRevision
from tests.cast import Cast
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db
WORDS = "Ce que je traverse en ce moment."


@dataclass
class Ground:
    """A pair with vaults, and private ground that one of the two has marked."""

    cast: Cast
    mentorship: Mentorship
    keyrings: dict[uuid.UUID, Keyring]
    topic: PrivateTopic
    key: OpenRoom

    def act(self, action: Callable[..., None], actor: Person | None = None) -> None:
        action(actor=actor or self.cast.mentee, topic_id=self.topic.pk, mentorship=self.mentorship)
        self.topic.refresh_from_db()

    def sealed(self, author: Person, text: str = WORDS, kind: str = "note") -> SealedRevision:
        place = Place(str(new_id()), kind)
        return self.key.sealed_revision(self.keyrings[author.pk], place, {"text": text})

    def write(self, author: Person, kind: str = "note") -> Revision:
        sealed = self.sealed(author, kind=kind)
        return vault.write_revision(actor=author, room_id=self.topic.room_id, sealed=sealed)


def mark(cast: Cast, mentorship: Mentorship, keyrings: dict[uuid.UUID, Keyring], actor: Person) -> Ground:
    sealed, key = make_room(keyrings[actor.pk], [one.card for one in keyrings.values()])
    topic = actions.mark_topic(actor=actor, id=new_id(), mentorship=mentorship, sealed=sealed)
    return Ground(cast, mentorship, keyrings, topic, key)


@pytest.fixture
def ground(cast: Cast) -> Ground:
    mentorship = actions.begin(
        actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    keyrings = {person.pk: give_keyring(person) for person in (cast.mentor, cast.mentee)}
    return mark(cast, mentorship, keyrings, cast.mentor)


def mails() -> list[tuple[str, str]]:
    worker = Worker()
    while worker.work_once():
        pass
    return [(one.to, one.subject) for one in Message.objects.order_by("created_at")]


def test_nothing_is_written_before_the_mentee_has_consented(ground: Ground) -> None:
    room = ground.topic.room_id
    for person in (ground.cast.mentor, ground.cast.mentee):
        with pytest.raises(Refusal):
            ground.write(person)
        file = ground.sealed(person).file
        with pytest.raises(Refusal):
            vault.save_draft(actor=person, room_id=room, object_id=new_id(), file=file)
        data = b"age-encryption.org/v1\n-> X25519 x"
        with pytest.raises(Refusal):
            vault.receive_part(actor=person, room_id=room, attachment_id=new_id(), number=0, data=data)
    assert not Revision.objects.exists()


def test_the_api_takes_nothing_before_the_consent_either(
    ground: Ground, sign_in: Callable[[Person], Client]
) -> None:
    revision = ground.sealed(ground.cast.mentor)
    file = base64.urlsafe_b64encode(revision.file).decode().rstrip("=")
    here = f"/api/vault/rooms/{ground.topic.room_id}"
    writing = {"kind": "note", "number": 1, "epoch": 1, "previous": None, "file": file}
    for person in (ground.cast.mentor, ground.cast.mentee):
        client = sign_in(person)
        answers = [
            post(client, f"{here}/objects/{revision.id}/revisions", writing),
            client.put(
                f"{here}/drafts/{revision.id}", json.dumps({"file": file}), content_type="application/json"
            ),
        ]
        assert [answer.status_code for answer in answers] == [422, 422]
    assert (Revision.objects.count(), Draft.objects.count()) == (0, 0)


def post(client: Client, path: str, body: object = None) -> HttpResponseBase:
    response: HttpResponseBase = client.post(path, json.dumps(body or {}), content_type="application/json")
    return response


def test_a_room_that_brings_words_along_is_not_taken(ground: Ground) -> None:
    ground.act(actions.take_topic_back)
    mine = ground.keyrings[ground.cast.mentor.pk]
    cards = [one.card for one in ground.keyrings.values()]
    sealed, _key = make_room(mine, cards, objects=[("note", {"text": WORDS})])
    with pytest.raises(Refusal):
        actions.mark_topic(actor=ground.cast.mentor, id=new_id(), mentorship=ground.mentorship, sealed=sealed)


def test_only_the_mentee_consents_withdraws_and_destroys(
    ground: Ground, sign_in: Callable[[Person], Client]
) -> None:
    address = f"/api/topics/{ground.mentorship.pk}/{ground.topic.pk}"
    mentor = sign_in(ground.cast.mentor)
    for step in ("consent", "withdrawal", "destruction"):
        assert post(mentor, f"{address}/{step}").status_code == 404
    assert post(sign_in(ground.cast.mentee), f"{address}/consent").status_code == 200
    assert ground.write(ground.cast.mentor).number == 1
    assert post(mentor, f"{address}/taking-back").status_code == 409


def test_a_private_topic_is_named_among_the_rooms_of_its_two_people(
    ground: Ground, sign_in: Callable[[Person], Client]
) -> None:
    places = sign_in(ground.cast.mentee).get("/api/me/rooms").json()
    (apart,) = [one for one in places if one["room"] == str(ground.topic.room_id)]
    assert (apart["id"], apart["topic"]) == (str(ground.mentorship.pk), str(ground.topic.pk))
    assert {one["topic"] for one in places if one != apart} <= {None}
    assert sign_in(ground.cast.coordinator).get("/api/me/rooms").json() == []


def test_who_is_not_of_the_pair_finds_nothing(ground: Ground, sign_in: Callable[[Person], Client]) -> None:
    address = f"/api/topics/{ground.mentorship.pk}"
    for person in (ground.cast.outsider, ground.cast.coordinator, ground.cast.second_mentor):
        client = sign_in(person)
        for step in ("consent", "withdrawal", "destruction", "taking-back"):
            assert post(client, f"{address}/{ground.topic.pk}/{step}").status_code == 404
        assert client.get(f"/api/vault/rooms/{ground.topic.room_id}").status_code == 404
        with pytest.raises(Denied):
            mark(ground.cast, ground.mentorship, {person.pk: give_keyring(person)}, person)


def test_a_topic_of_another_pair_is_not_found(ground: Ground) -> None:
    cast = ground.cast
    other = actions.begin(
        actor=cast.second_mentor,
        id=new_id(),
        mentor=cast.second_mentoring,
        mentee=cast.second_being_mentored,
    )
    with pytest.raises(Denied):
        actions.consent_to_topic(actor=cast.second_mentee, topic_id=ground.topic.pk, mentorship=other)


def test_a_second_click_marks_and_consents_once(ground: Ground) -> None:
    sealed, _key = make_room(
        ground.keyrings[ground.cast.mentor.pk], [one.card for one in ground.keyrings.values()]
    )
    again = actions.mark_topic(
        actor=ground.cast.mentor, id=ground.topic.pk, mentorship=ground.mentorship, sealed=sealed
    )
    assert again == ground.topic
    for _click in range(2):
        ground.act(actions.consent_to_topic)
    assert Event.objects.filter(verb="topic.consented").count() == 1


def test_withdrawn_ground_stays_readable_takes_nothing_new_and_may_open_again(ground: Ground) -> None:
    ground.act(actions.consent_to_topic)
    ground.write(ground.cast.mentor)
    ground.act(actions.withdraw_topic)
    with pytest.raises(Refusal):
        ground.write(ground.cast.mentee)
    assert len(queries.room_state(ground.cast.mentor, ground.topic.room_id).contents) == 1
    ground.act(actions.consent_to_topic)
    assert ground.write(ground.cast.mentee).number == 1


def test_what_is_consented_to_is_not_destroyed_behind_ones_back(ground: Ground) -> None:
    ground.act(actions.consent_to_topic)
    with pytest.raises(ForbiddenTransition):
        ground.act(actions.destroy_topic)


def test_destroying_deletes_the_key_and_everything_written_under_it(ground: Ground) -> None:
    cast, room = ground.cast, ground.topic.room_id
    ground.act(actions.consent_to_topic)
    written, message = ground.write(cast.mentor), ground.write(cast.mentor, "message")
    draft = ground.sealed(cast.mentee)
    vault.save_draft(actor=cast.mentee, room_id=room, object_id=draft.id, file=draft.file)
    part = b"age-encryption.org/v1\n-> X25519 x\n--- y\n" + bytes(100)
    document = new_id()
    vault.receive_part(actor=cast.mentor, room_id=room, attachment_id=document, number=0, data=part)
    ground.act(actions.withdraw_topic)
    ground.act(actions.destroy_topic)
    assert ground.topic.state == "destroyed"
    assert not Grant.objects.filter(epoch__room=room).exists()
    assert [bytes(one.file) for one in Revision.objects.filter(pk__in=[written.pk, message.pk])] == [b"", b""]
    assert not Draft.objects.exists()
    assert not Attachment.objects.exists()
    for person in (cast.mentor, cast.mentee):
        with pytest.raises(Denied):
            queries.room_state(person, room)
        with pytest.raises(Denied):
            queries.history(person, room, written.content_id)
        assert room not in {one.pk for one in queries.rooms_of(person)}
    for step in (actions.consent_to_topic, actions.withdraw_topic):
        with pytest.raises(ForbiddenTransition):
            ground.act(step)


def test_a_message_there_is_told_by_mail_and_on_the_home_page_without_saying_where(
    ground: Ground, sign_in: Callable[[Person], Client]
) -> None:
    cast, row = ground.cast, ground.mentorship
    ground.act(actions.consent_to_topic)
    mails()
    Message.objects.all().delete()
    message = ground.write(cast.mentor, "message")
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        mails()
        ground.write(cast.mentor, "message")
        mails()
    (mail,) = Message.objects.all()
    assert (mail.to, mail.subject) == (
        cast.mentee.email,
        "Votre binôme vous a écrit dans votre espace confidentiel",
    )
    for secret in (str(ground.topic.pk), str(ground.topic.room_id), "topics", "privé"):
        assert secret not in mail.text + mail.html
    home = sign_in(cast.mentee).get("/").content.decode()
    assert "2 messages que vous n’avez pas lus." in home
    assert f"#topics/{ground.topic.pk}/messages" in home
    facts = sign_in(cast.mentee).get(f"/api/mentorships/{row.pk}").json()["topics"][0]
    assert (facts["unread"], facts["read_until"]) == (2, None)
    assert "pas lus" not in sign_in(cast.mentor).get("/").content.decode()
    actions.mark_read(actor=cast.mentee, mentorship=row, message_id=message.content_id)
    assert "1 message que vous n’avez pas lu." in sign_in(cast.mentee).get("/").content.decode()
    ground.act(actions.withdraw_topic)
    ground.act(actions.destroy_topic)
    assert "pas lu." not in sign_in(cast.mentee).get("/").content.decode()


def test_messages_in_several_rooms_are_one_mail(ground: Ground) -> None:
    cast, row = ground.cast, ground.mentorship
    ground.act(actions.consent_to_topic)
    other = mark(cast, row, ground.keyrings, cast.mentor)
    other.act(actions.consent_to_topic)
    mails()
    Message.objects.all().delete()
    first = ground.write(cast.mentor, "message")
    second = other.write(cast.mentor, "message")
    mails()
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        assert actions.announce_unread() == 1
        mails()
        assert Message.objects.count() == 1
        for message in (first, second):
            actions.mark_read(actor=cast.mentee, mentorship=row, message_id=message.content_id)
        ground.write(cast.mentor, "message")
        mails()
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        mails()
    assert Message.objects.count() == 2
    with pytest.raises(Refusal):
        actions.mark_read(actor=cast.mentor, mentorship=row, message_id=first.content_id)


@pytest.mark.django_db(transaction=True)
def test_the_bytes_of_documents_go_too(ground: Ground) -> None:
    ground.act(actions.consent_to_topic)
    document = new_id()
    part = b"age-encryption.org/v1\n-> X25519 x\n--- y\n" + bytes(100)
    vault.receive_part(
        actor=ground.cast.mentor, room_id=ground.topic.room_id, attachment_id=document, number=0, data=part
    )
    assert depot.path_of(document).exists()
    ground.act(actions.withdraw_topic)
    ground.act(actions.destroy_topic)
    assert not depot.path_of(document).exists()


def test_either_takes_back_a_mark_that_nobody_has_answered(ground: Ground) -> None:
    ground.act(actions.take_topic_back, ground.cast.mentee)
    assert ground.topic.state == "destroyed"
    again = mark(ground.cast, ground.mentorship, ground.keyrings, ground.cast.mentee)
    again.act(actions.take_topic_back, ground.cast.mentor)
    assert again.topic.state == "destroyed"


def test_with_the_mentorship_private_ground_closes_and_the_mentee_may_still_have_it_destroyed(
    ground: Ground,
) -> None:
    ground.act(actions.consent_to_topic)
    ground.write(ground.cast.mentor)
    actions.withdraw(actor=ground.cast.mentor, mentorship=ground.mentorship)
    with pytest.raises(Refusal):
        ground.write(ground.cast.mentor)
    ground.act(actions.withdraw_topic)
    with pytest.raises(Refusal):
        ground.act(actions.consent_to_topic)
    ground.act(actions.destroy_topic)
    assert ground.topic.state == "destroyed"


def test_the_other_hears_of_each_step_and_of_no_word(ground: Ground) -> None:
    for step in (actions.consent_to_topic, actions.withdraw_topic, actions.destroy_topic):
        ground.act(step)
    cast = ground.cast
    told = [to for to, _subject in mails() if to in (cast.mentor.email, cast.mentee.email)]
    topics = [(to, subject) for to, subject in mails() if "mentorat" not in subject]
    assert topics, told
    assert [to for to, _subject in topics] == [cast.mentee.email, *[cast.mentor.email] * 3]
    assert {subject for _to, subject in topics} == {"Du nouveau dans votre espace confidentiel"}

"""A text shown to one reader outside the room: by its author alone, seen when opened, taken back."""

import base64
import json
import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel import ids
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.notifications.models import Message
from ithaca.programmes import actions as programmes
from ithaca.vault import actions
from ithaca.vault.client import (
    CopySource,
    Keyring,
    OpenRoom,
    Place,
    Tampered,
    make_room,
    open_copy,
    seal_copy,
)
from ithaca.vault.models import FrozenCopy
from ithaca.vault.sealed import SealedCopy
from tests.cast import Cast
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db
CONTENT = {"title": "Bilan", "text": "Ce que je veux montrer."}


class Story:
    """A pair with a text by the mentee, and a coordinator with a vault."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        people = (cast.mentor, cast.mentee, cast.coordinator)
        self.keyrings: dict[uuid.UUID, Keyring] = {person.pk: give_keyring(person) for person in people}
        self.mentorship: Mentorship = mentorships.begin(
            actor=cast.mentor, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
        )
        mine = self.keyrings[cast.mentee.pk]
        sealed, key = make_room(mine, [mine.card, self.keyrings[cast.mentor.pk].card])
        self.key: OpenRoom = key
        mentorships.attach_room(actor=cast.mentee, mentorship=self.mentorship, sealed=sealed)
        self.place = Place(str(ids.new_id()), "note")
        self.revision = actions.write_revision(
            actor=cast.mentee,
            room_id=uuid.UUID(key.id),
            sealed=key.sealed_revision(mine, self.place, CONTENT),
        )
        self.source = CopySource(key.id, self.place.object, "note", 1, self.revision.sha256)

    def sealed(self, reader: Person, copy_id: uuid.UUID | None = None) -> SealedCopy:
        copy_id = copy_id or ids.new_id()
        ring = self.keyrings.get(reader.pk) or Keyring.create(reader.pk)
        file = seal_copy(
            self.keyrings[self.cast.mentee.pk], ring.card, str(copy_id), self.source, CONTENT, note="Merci"
        )
        return SealedCopy(copy_id, uuid.UUID(self.place.object), 1, file)

    def show(self, actor: Person | None = None, reader: Person | None = None) -> FrozenCopy:
        reader = reader or self.cast.coordinator
        return mentorships.show_copy(
            actor=actor or self.cast.mentee,
            mentorship=self.mentorship,
            reader_id=reader.pk,
            sealed=self.sealed(reader),
        )


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


def test_the_reader_opens_what_was_shown_and_the_owner_sees_when(story: Story) -> None:
    copy = story.show()
    given = actions.open_copy(actor=story.cast.coordinator, copy_id=copy.pk)
    owner = story.keyrings[story.cast.mentee.pk]
    shown = open_copy(
        story.keyrings[story.cast.coordinator.pk], [owner.card], str(copy.pk), story.source, bytes(given.file)
    )
    assert (shown.content, shown.note) == (CONTENT, "Merci")
    first = FrozenCopy.objects.get().opened_at
    actions.open_copy(actor=story.cast.coordinator, copy_id=copy.pk)
    assert FrozenCopy.objects.get().opened_at == first
    assert Event.objects.filter(verb="vault.copy_opened").count() == 1


def test_a_copy_opens_for_nobody_else_and_as_nothing_else(story: Story) -> None:
    copy = story.show()
    owner, reader = story.keyrings[story.cast.mentee.pk], story.keyrings[story.cast.coordinator.pk]
    file = bytes(copy.file)
    other = story.keyrings[story.cast.mentor.pk]
    with pytest.raises(Tampered, match="key"):
        open_copy(other, [owner.card], str(copy.pk), story.source, file)
    with pytest.raises(Tampered, match="card"):
        open_copy(reader, [other.card], str(copy.pk), story.source, file)
    with pytest.raises(Tampered, match="object"):
        open_copy(reader, [owner.card], str(ids.new_id()), story.source, file)
    elsewhere = CopySource(story.source.room, story.source.object, "note", 2, story.source.sha256)
    with pytest.raises(Tampered, match="revision"):
        open_copy(reader, [owner.card], str(copy.pk), elsewhere, file)


def test_only_the_author_of_the_newest_version_shows_it(story: Story) -> None:
    with pytest.raises(Refusal):
        story.show(actor=story.cast.mentor)
    mentors = story.keyrings[story.cast.mentor.pk]
    following = Place(story.place.object, "note", 2, story.revision.sha256)
    sealed = story.key.sealed_revision(mentors, following, {"text": "revu"})
    actions.write_revision(actor=story.cast.mentor, room_id=uuid.UUID(story.key.id), sealed=sealed)
    with pytest.raises(Refusal):
        story.show()
    assert not FrozenCopy.objects.exists()


def test_only_those_who_coordinate_the_programme_and_have_a_vault_can_be_shown_a_text(story: Story) -> None:
    for person in (story.cast.outsider, story.cast.second_mentor, story.cast.mentor):
        with pytest.raises(Refusal):
            story.show(reader=person)
    for actor in (story.cast.outsider, story.cast.coordinator):
        with pytest.raises(Denied):
            story.show(actor=actor)


def test_a_reader_without_a_vault_is_named_as_such(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    mentorship = mentorships.begin(
        actor=cast.mentor, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    answer = sign_in(cast.mentee).get(f"/api/copies/readers/{mentorship.pk}")
    assert answer.json() == [
        {"person": str(cast.coordinator.pk), "name": cast.coordinator.name, "has_keyring": False}
    ]
    for person in (cast.outsider, cast.coordinator):
        assert sign_in(person).get(f"/api/copies/readers/{mentorship.pk}").status_code == 404


def test_a_second_click_shows_once(story: Story) -> None:
    sealed = story.sealed(story.cast.coordinator)
    for _click in range(2):
        mentorships.show_copy(
            actor=story.cast.mentee,
            mentorship=story.mentorship,
            reader_id=story.cast.coordinator.pk,
            sealed=sealed,
        )
    assert FrozenCopy.objects.count() == 1
    assert Event.objects.filter(verb="vault.copy_released").count() == 1


def test_a_text_in_clear_is_never_taken(story: Story) -> None:
    clear = SealedCopy(ids.new_id(), uuid.UUID(story.place.object), 1, b"en clair")
    with pytest.raises(Refusal):
        mentorships.show_copy(
            actor=story.cast.mentee,
            mentorship=story.mentorship,
            reader_id=story.cast.coordinator.pk,
            sealed=clear,
        )


def test_taken_back_its_bytes_are_gone_and_the_reader_is_told(
    story: Story, sign_in: Callable[[Person], Client]
) -> None:
    copy = story.show()
    assert sign_in(story.cast.mentee).post(f"/api/copies/{copy.pk}/revocation").status_code == 204
    assert bytes(FrozenCopy.objects.get().file) == b""
    reader = sign_in(story.cast.coordinator)
    answer = reader.post(f"/api/copies/{copy.pk}/opening")
    assert (answer.status_code, answer.json()["code"]) == (422, "refused")
    assert reader.get("/api/copies/received").json()[0]["revoked"] is not None


def test_who_no_longer_coordinates_the_programme_opens_nothing_that_was_shown_to_them_as_a_coordinator(
    story: Story, sign_in: Callable[[Person], Client]
) -> None:
    cast, copy = story.cast, story.show()
    actor, programme = cast.administrator, cast.programme
    programmes.add_coordinator(actor=actor, programme=programme, email=cast.second_mentor.email)
    programmes.remove_coordinator(actor=actor, programme=programme, person=cast.coordinator)
    programmes.add_coordinator(actor=actor, programme=programme, email=cast.coordinator.email)
    dispatch_waiting()  # old news: they coordinate again
    assert FrozenCopy.objects.get().revoked_at is None
    programmes.remove_coordinator(actor=actor, programme=programme, person=cast.coordinator)
    dispatch_waiting()
    dispatch_waiting()
    answer = sign_in(cast.coordinator).post(f"/api/copies/{copy.pk}/opening")
    assert (answer.status_code, bytes(FrozenCopy.objects.get().file)) == (422, b"")
    assert sign_in(cast.mentee).get("/api/copies/released").json()[0]["revoked"] is not None
    assert Event.objects.filter(verb="vault.copy_revoked").count() == 1


def test_each_sees_their_own_list_and_outsiders_find_nothing(
    story: Story, sign_in: Callable[[Person], Client]
) -> None:
    sealed = story.sealed(story.cast.coordinator)
    body = {
        "id": str(sealed.id),
        "reader": str(story.cast.coordinator.pk),
        "object": str(sealed.object),
        "revision": 1,
        "file": base64.urlsafe_b64encode(sealed.file).decode().rstrip("="),
    }
    owner = sign_in(story.cast.mentee)
    path = f"/api/copies/of/{story.mentorship.pk}"
    assert owner.post(path, json.dumps(body), content_type="application/json").status_code == 200
    (mine,) = owner.get("/api/copies/released").json()
    assert mine["reader"]["name"] == story.cast.coordinator.name
    (theirs,) = sign_in(story.cast.coordinator).get("/api/copies/received").json()
    assert "file" not in theirs
    for person in (story.cast.outsider, story.cast.mentor):
        client = sign_in(person)
        assert client.get("/api/copies/released").json() == client.get("/api/copies/received").json() == []
        for step in ("opening", "revocation"):
            assert client.post(f"/api/copies/{sealed.id}/{step}").status_code == 404
    assert sign_in(story.cast.coordinator).post(f"/api/copies/{sealed.id}/revocation").status_code == 404
    assert owner.post(f"/api/copies/{sealed.id}/opening").status_code == 404


def test_the_reader_gets_a_mail_without_a_word_of_the_text(story: Story) -> None:
    story.show()
    dispatch_waiting(limit=1000)
    mail = Message.objects.get(to=story.cast.coordinator.email)
    assert story.cast.mentee.name in mail.text
    assert CONTENT["text"] not in mail.text

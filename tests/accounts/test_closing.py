"""Closing an account: what runs ends as if its owner withdrew, the others are told, and others' facts stay readable."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from ithaca.accounts.closing import close_account, obstacles
from ithaca.accounts.models import Device, Person
from ithaca.accounts.queries import person_by_email
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.mentorships.models import Mentorship
from ithaca.notifications.models import Message, Notice
from ithaca.organisations.models import Administrator
from ithaca.organisations.queries import above
from ithaca.programmes.models import Coordinator, Invitation, Participation
from ithaca.vault.models import Grant, KeyCard, Keyring, RoomMember
from tests.cast import Cast
from tests.factories import PASSWORD, make_administrator, make_coordinator, make_person, make_position
from tests.matching.crowd import make_profile
from tests.mentorships.rooms import open_room

CLOSE = "/account/close/"
pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def react() -> None:
    while dispatch_waiting():
        pass


def close_by_page(browser: Client, person: Person) -> None:
    """Types the address, proves once more who sits there, and is done."""
    again = browser.post(CLOSE, {"address": f" {person.email.upper()} "}).headers["Location"]
    assert again.startswith("/account/again/")
    assert Person.objects.get(pk=person.pk).is_active
    answer = browser.post(again, {"password": PASSWORD, "next": CLOSE})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_whoever_closes_their_account_is_signed_out_everywhere_and_cannot_come_back(
    cast: Cast, sign_in: SignIn
) -> None:
    address, elsewhere, here = cast.mentee.email, sign_in(cast.mentee), sign_in(cast.mentee)
    close_by_page(here, cast.mentee)
    assert "Votre compte est fermé" in here.get("/").content.decode()
    for browser in (here, elsewhere):
        assert browser.get("/account/settings/").status_code == 302
    assert not Device.objects.filter(person=cast.mentee).exists()
    again = Client().post("/account/sign-in/", {"login": address, "password": PASSWORD})
    assert again.status_code == 200
    assert list(Event.objects.filter(verb="account.closed").values_list("actor_id", flat=True)) == [
        cast.mentee.pk
    ]


def test_the_same_address_begins_anew_as_somebody_else(cast: Cast) -> None:
    address = cast.mentee.email
    close_account(cast.mentee)
    assert person_by_email(address) is None
    anew = make_person("Inès Benali", email=address)
    assert not Participation.objects.filter(person=anew).exists()


def test_another_address_or_none_closes_nothing(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.mentee)
    browser.post("/account/again/", {"password": PASSWORD})
    for typed in ("", cast.mentor.email, "Inès Benali"):
        assert browser.post(CLOSE, {"address": typed}).status_code == 200
    assert Person.objects.get(pk=cast.mentee.pk).is_active


def test_a_running_mentorship_ends_as_a_withdrawal_and_the_other_is_told(cast: Cast, sign_in: SignIn) -> None:
    room = open_room(cast)
    react()
    close_account(cast.mentee)
    react()
    row = room.row
    assert (row.state, row.end_kind) == ("ended", "withdrawn by mentee")
    places = Participation.objects.filter(person=cast.mentee).values_list("state", "pairs")
    assert list(places) == [("left", 0)]
    told = list(Notice.objects.filter(person=cast.mentor).values_list("title", flat=True))
    assert told == ["Votre mentorat a pris fin"]
    assert not Notice.objects.filter(person=cast.mentee).exists()
    assert not Message.objects.filter(person_id=cast.mentee.pk).exists()
    page = sign_in(cast.mentor).get(f"/mentorships/{row.pk}/").content.decode()
    assert "Ancien membre" in page
    assert "Inès" not in page


def test_what_was_written_stays_with_the_other_and_opens_for_nobody_else(cast: Cast, sign_in: SignIn) -> None:
    room = open_room(cast)
    room.goal()
    close_account(cast.mentee)
    row = room.row
    assert not Keyring.objects.filter(person=cast.mentee).exists()
    assert not Grant.objects.filter(member=cast.mentee).exists()
    assert Grant.objects.filter(member=cast.mentor, epoch__room=row.room).exists()
    assert KeyCard.objects.filter(person=cast.mentee).exists(), "it verifies what the other reads"
    assert RoomMember.objects.get(room=row.room, person=cast.mentee).left_at is not None
    told = sign_in(cast.mentor).get(f"/api/vault/rooms/{row.room_id}").json()
    assert [one["kind"] for one in told["objects"]] == ["goal"]
    pair = sign_in(cast.mentor).get(f"/api/mentorships/{row.pk}").json()
    assert "Ancien membre" in str(pair)


def test_keys_that_nobody_needs_leave_no_card(cast: Cast) -> None:
    room = open_room(cast)
    close_account(cast.mentee)
    close_account(cast.mentor)
    assert room.row.room is not None
    assert room.row.room.destroyed_at is not None, "nobody is left who could read it"
    assert not Grant.objects.exists()
    KeyCard.objects.get(person=cast.mentee)


def test_the_photo_is_deleted_from_the_disk(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    profile = make_profile(cast.mentoring)
    profile.photo.save("portrait.webp", ContentFile(b"a face"))
    storage, name = profile.photo.storage, str(profile.photo.name)
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        close_account(cast.mentor)
    assert not storage.exists(name)


def test_nobody_goes_on_whom_others_depend_alone(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.outsider).get(CLOSE).content.decode()
    assert "/organisations/autre-rive/" in page
    assert "/programmes/autre-rive/set-up/coordinators/" in page
    assert 'name="address"' not in page
    with pytest.raises(Refusal):
        close_account(cast.outsider)
    assert Person.objects.get(pk=cast.outsider.pk).is_active
    heir = make_person("Hélène Aubry")
    make_administrator(heir, Administrator.objects.get(person=cast.outsider).organisation)
    make_coordinator(heir, cast.elsewhere)
    assert obstacles(cast.outsider) == []
    close_account(cast.outsider)
    assert not Administrator.objects.filter(person=cast.outsider).exists()
    assert not Coordinator.objects.filter(person=cast.outsider).exists()


def test_a_second_click_closes_nothing_twice(cast: Cast) -> None:
    for _click in range(2):
        close_account(cast.mentee)
    assert Event.objects.filter(verb="account.closed").count() == 1


def test_coordination_reads_of_a_former_member_in_its_own_language(cast: Cast, sign_in: SignIn) -> None:
    open_room(cast)
    letter = {"email": cast.mentee.email, "name": "Inès Benali", "role": "mentee", "token": "t"}
    Invitation.objects.create(programme=cast.programme, state="used", used_by=cast.mentee, **letter)
    close_account(cast.mentee)
    react()
    Person.objects.filter(pk=cast.mentor.pk).update(language="en")
    row = Mentorship.objects.get()
    assert "Former member" in sign_in(cast.mentor).get(f"/mentorships/{row.pk}/").content.decode()
    coordinator, start = sign_in(cast.coordinator), f"/programmes/{cast.programme.slug}/"
    for page in ("participants/?state=left", "invitations/", f"participants/{cast.being_mentored.pk}/"):
        shown = coordinator.get(start + page).content.decode()
        assert "Ancien membre" in shown, page
        assert "Inès" not in shown
        assert "closed.invalid" not in shown


def test_the_line_closes_over_somebody_who_goes(cast: Cast) -> None:
    make_position(cast.organisation, cast.second_mentor, cast.administrator)
    make_position(cast.organisation, cast.mentee, cast.second_mentor)
    close_account(cast.second_mentor)
    assert above(cast.mentee.pk) == {cast.administrator.pk}

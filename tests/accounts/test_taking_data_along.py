"""Taking one's data along: everything of one's own, nothing of others but what one sees oneself."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client

from ithaca.accounts.archive import take_data_along
from ithaca.accounts.models import Person
from ithaca.intake.models import Import
from ithaca.journal.models import Event
from ithaca.kernel.personal_data import parts
from ithaca.notifications.models import Notice
from ithaca.programmes.models import Programme
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.matching.crowd import make_profile, make_solved_run
from tests.mentorships.rooms import open_room

DATA = "/account/data/"
pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def archive(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name) for name in found.namelist()}


def read(found: dict[str, bytes], app: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(found[f"{app}.json"])
    return told


def proven(browser: Client) -> Client:
    browser.post("/account/again/", {"password": PASSWORD})
    return browser


def test_the_archive_holds_account_participations_profile_and_photo(cast: Cast, sign_in: SignIn) -> None:
    profile = make_profile(cast.mentoring, headline="J’écoute d’abord")
    profile.photo.save("portrait.webp", ContentFile(b"a face"))
    room = open_room(cast)
    answer = proven(sign_in(cast.mentor)).post(DATA)
    assert answer.headers["Content-Type"] == "application/zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    found = archive(answer.content)
    assert read(found, "accounts")["account"][0]["email"] == cast.mentor.email
    assert read(found, "programmes")["participations"][0]["role"] == "mentor"
    assert read(found, "directory")["profiles"][0]["headline"] == "J’écoute d’abord"
    (pair,) = read(found, "mentorships")["mentorships"]
    assert (pair["as"], pair["with"], pair["room"]) == ("mentor", "Inès Benali", str(room.row.room_id))
    assert pair["begun_at"].endswith("Z"), "ISO 8601, in UTC"
    assert found[str(profile.photo.name)] == b"a face"


def test_a_photo_that_is_lost_on_the_disk_keeps_nobody_from_the_rest(cast: Cast) -> None:
    profile = make_profile(cast.mentoring, headline="J’écoute d’abord")
    profile.photo.save("portrait.webp", ContentFile(b"a face"))
    profile.photo.storage.delete(str(profile.photo.name))
    assert "directory.json" in archive(take_data_along(cast.mentor))


def test_the_page_that_explains_is_in_the_persons_language_and_names_every_file(cast: Cast) -> None:
    for language, name, word in (("fr", "LISEZMOI.txt", "chiffré"), ("en", "README.txt", "encrypted")):
        cast.mentor.language = language
        found = archive(take_data_along(cast.mentor))
        told = found.pop(name).decode()
        assert word in told
        assert "/vault/export/" in told
        assert [each for each in found if each.endswith(".json") and each not in told] == []


def test_nothing_of_others_goes_along(cast: Cast) -> None:
    open_room(cast)
    whole = b"\n".join(archive(take_data_along(cast.mentor)).values()).decode()
    for each in (cast.mentee, cast.second_mentor, cast.second_mentee, cast.coordinator, cast.outsider):
        assert each.email not in whole
    for unmet in (cast.second_mentor, cast.second_mentee, cast.outsider):
        assert unmet.name not in whole


def test_everybodys_archive_can_be_made(demo: Programme) -> None:
    """Each part is asked, and says something to somebody."""
    told: set[str] = set()
    for person in Person.objects.filter(email__endswith="@demo.example.org"):
        told |= {name for name in archive(take_data_along(person)) if name.endswith(".json")}
    having = {f"{part.app}.json" for part in parts() if part.title}
    # Of these the demo has no rows of its own people.
    assert having - told <= {"intake.json", "matching.json", "notifications.json"}


def test_what_matching_and_mail_know_of_somebody_is_there_too(cast: Cast) -> None:
    make_profile(cast.mentoring)
    make_profile(cast.being_mentored)
    make_solved_run(cast.programme)
    Notice.objects.create(
        person=cast.mentor, key="one", kind="pairs", subject_id=cast.mentor.pk, title="Bonjour", path="/"
    )
    Import.objects.create(
        kind="people", organisation=cast.organisation, programme=cast.programme, started_by=cast.mentor
    )
    found = archive(take_data_along(cast.mentor))
    assert [each["name"] for each in read(found, "matching")["runs"]] == ["Marc Delorme"]
    assert [each["title"] for each in read(found, "notifications")["notices"]] == ["Bonjour"]
    assert len(read(found, "intake")["imports"]) == 1


def test_whoever_finds_a_browser_open_is_asked_who_they_are(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.mentor).post(DATA)
    assert answer.headers["Location"] == "/account/again/?next=%2Faccount%2Fdata%2F"
    assert not Event.objects.filter(verb="account.data taken").exists()


def test_it_is_made_some_times_an_hour_and_no_oftener(cast: Cast, sign_in: SignIn) -> None:
    browser = proven(sign_in(cast.mentor))
    codes = [browser.post(DATA).status_code for _time in range(11)]
    assert codes == [200] * 10 + [429]
    assert Event.objects.filter(verb="account.data taken", actor_id=cast.mentor.pk).count() == 10

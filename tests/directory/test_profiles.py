"""A participant's profile."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from ithaca.directory.models import Entry, Profile
from tests import factories
from tests.cast import Cast
from tests.directory.people import PAGE, Keys, SignIn, give_profile

AS_MENTOR = reverse("directory:profile", args=["cap-ouest", "mentor"])
AS_MENTEE = reverse("directory:profile", args=["cap-ouest", "mentee"])
FILLED = {
    "headline": "Je vous écoute",
    "presentation": "Vingt ans d'hôpital.",
    "expertise": ["leadership", "conflict"],
    "sectors": ["health"],
    "languages": ["fr", "de"],
    "mentor_roles": ["adviser"],
    "place": "Nantes",
    "capacity": "2",
}


def picture(
    form: str = "JPEG", size: tuple[int, int] = (1600, 1200), name: str = "moi.jpg"
) -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", size, "teal").save(out, form, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


@pytest.fixture(autouse=True)
def only_accepted(cast: Cast) -> None:
    for participation in (cast.mentoring, cast.being_mentored):
        participation.state = "accepted"
        participation.save()


def test_a_mentor_prepares_the_confidential_space_then_publishes_and_is_found(
    cast: Cast, keys: Keys, sign_in: SignIn
) -> None:
    client = sign_in(cast.mentor)
    page = client.get(AS_MENTOR).content.decode()
    assert f"/vault/?next={AS_MENTOR}" in page
    assert client.post(AS_MENTOR, FILLED).status_code == 422  # also for who posts past the page
    keys.give(cast.mentor)
    assert client.post(AS_MENTOR, FILLED).status_code == 302
    cast.mentoring.refresh_from_db()
    assert cast.mentoring.state == "active"
    assert "Marc Delorme" in sign_in(cast.second_mentee).get(PAGE, {"q": "hopital"}).content.decode()


def test_a_mentee_publishes_without_keys_and_is_in_no_search(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.mentee).post(AS_MENTEE, FILLED).status_code == 302
    cast.being_mentored.refresh_from_db()
    assert cast.being_mentored.state == "active"
    assert not Entry.objects.exists()


def test_a_change_is_found_at_once_and_what_was_is_not(cast: Cast, keys: Keys, sign_in: SignIn) -> None:
    keys.give(cast.mentor)
    mentor, mentee = sign_in(cast.mentor), sign_in(cast.second_mentee)
    mentor.post(AS_MENTOR, FILLED)
    assert mentee.get(PAGE, {"expertise": "conflict"}).context["found"].total == 1
    mentor.post(AS_MENTOR, FILLED | {"expertise": ["finance"], "presentation": "Autre chose."})
    assert mentee.get(PAGE, {"expertise": "conflict"}).context["found"].total == 0
    assert mentee.get(PAGE, {"q": "hopital"}).context["found"].total == 0
    assert mentee.get(PAGE, {"expertise": "finance"}).context["found"].total == 1
    assert mentor.get(AS_MENTOR).context["form"]["expertise"].value() == ["finance"]


@pytest.mark.parametrize(
    "wrong",
    [{"headline": ""}, {"expertise": []}, {"expertise": ["nonsense"]}, {"capacity": "9"}, {"languages": []}],
)
def test_wrong_input_comes_back_with_the_text_kept(
    cast: Cast, keys: Keys, sign_in: SignIn, wrong: dict[str, Any]
) -> None:
    keys.give(cast.mentor)
    answer = sign_in(cast.mentor).post(AS_MENTOR, FILLED | wrong)
    assert answer.status_code == 422
    assert "Vingt ans d&#x27;hôpital." in answer.content.decode()
    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    ("form", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("PNG", "a.jpg")]
)
def test_a_photo_is_made_small_and_says_nothing_of_where_it_was_taken(
    cast: Cast, sign_in: SignIn, form: str, name: str
) -> None:
    client = sign_in(cast.mentee)
    assert client.post(AS_MENTEE, FILLED | {"photo": picture(form, name=name)}).status_code == 302
    address = reverse("directory:photo", args=["cap-ouest", cast.being_mentored.pk])
    answer = client.get(address)
    assert answer["Content-Type"] == "image/webp"
    body = b"".join(answer)  # type: ignore[arg-type]
    with Image.open(io.BytesIO(body)) as shown:
        assert (shown.format, max(shown.size)) == ("WEBP", 512)
        assert not shown.getexif()
    assert b"secret" not in body
    assert client.post(AS_MENTEE, FILLED | {"remove_photo": "on"}).status_code == 302
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "upload", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff not a picture", b"GIF89a"]
)
def test_what_is_no_photo_is_refused(cast: Cast, sign_in: SignIn, upload: bytes) -> None:
    file = SimpleUploadedFile("moi.jpg", upload)
    assert sign_in(cast.mentee).post(AS_MENTEE, FILLED | {"photo": file}).status_code == 422


def test_a_photo_is_seen_by_the_people_of_the_programme_alone(
    cast: Cast, keys: Keys, sign_in: SignIn
) -> None:
    keys.give(cast.mentor)
    sign_in(cast.mentor).post(AS_MENTOR, FILLED | {"photo": picture()})
    address = reverse("directory:photo", args=["cap-ouest", cast.mentoring.pk])
    assert sign_in(cast.second_mentee).get(address).status_code == 200
    assert sign_in(cast.outsider).get(address).status_code == 404
    applicant = factories.make_person("Lina Attente")
    factories.make_participation(applicant, cast.programme, "mentee", state="applied")
    assert sign_in(applicant).get(address).status_code == 404


def test_nobody_edits_the_profile_of_somebody_else(cast: Cast, sign_in: SignIn) -> None:
    for person in (cast.mentee, cast.coordinator, cast.outsider):
        assert sign_in(person).get(AS_MENTOR).status_code == 404
        assert sign_in(person).post(AS_MENTOR, FILLED).status_code == 404


def test_the_mentors_page_offers_one_clear_thing(cast: Cast, keys: Keys, sign_in: SignIn) -> None:
    give_profile(cast.second_mentoring)
    keys.give(cast.second_mentor)
    address = reverse("directory:person", args=["cap-ouest", cast.second_mentoring.pk])
    ask = f"/requests/new/?mentor={cast.second_mentoring.pk}"
    assert ask in sign_in(cast.second_mentee).get(address).content.decode()
    for person in (
        cast.mentee,
        cast.mentor,
        cast.second_mentor,
        cast.coordinator,
    ):  # the first is not active yet
        assert ask not in sign_in(person).get(address).content.decode()
    assert sign_in(cast.outsider).get(address).status_code == 404

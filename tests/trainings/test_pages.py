"""The pages of trainings, as a browser without JavaScript uses them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.trainings import actions, queries
from ithaca.trainings.models import SignUp, Training
from tests.cast import Cast
from tests.factories import make_training

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
START = "/programmes/cap-ouest/trainings/"


def written(**fields: str) -> dict[str, str]:
    day = (date.today() + timedelta(days=20)).isoformat()  # noqa: DTZ011 - any day to come
    return {
        "id": str(new_id()),
        "rows": "2",
        "kind": "training",
        "audience": "mentor",
        "title_fr": "Écouter",
        "title_en": "Listening",
        "description_fr": "Deux heures.",
        "description_en": "",
        "time_zone": "Europe/Paris",
        "date_1": day,
        "time_1": "18:00",
        "minutes_1": "120",
        "place": "Nantes",
        "places": "1",
        **fields,
    }


def test_from_the_first_word_to_the_hours(cast: Cast, sign_in: SignIn) -> None:
    coordinator, mentor, second = (sign_in(p) for p in (cast.coordinator, cast.mentor, cast.second_mentor))
    page = coordinator.post(f"{START}new/", written(), follow=True)
    training = Training.objects.get()
    here = f"{START}{training.pk}/"
    assert page.redirect_chain[-1][0] == here
    assert mentor.get(here).status_code == 404  # a draft
    coordinator.post(f"{here}open/")
    assert "1 place libre sur 1" in mentor.get(here).content.decode().replace("\xa0", " ")
    assert "Vous avez une place" in mentor.post(f"{here}sign-up/", follow=True).content.decode()
    assert "liste d’attente" in second.post(f"{here}sign-up/", follow=True).content.decode()
    assert "prochain" in second.get(here).content.decode()
    assert b"BEGIN:VEVENT" in mentor.get(f"{here}dates.ics").content
    assert second.get(f"{here}dates.ics").status_code == 404
    mentor.post(f"{here}give-up/")
    assert "Vous avez une place" in second.get(here).content.decode()
    begin(training)
    page = coordinator.get("/").content.decode()
    assert "Qui est venu à" in page
    sign_up = SignUp.objects.get(person=cast.second_mentor)
    fields = {f"state_{sign_up.pk.hex}": "present", f"hours_{sign_up.pk.hex}": "1.5"}
    assert coordinator.get(f"{here}attendance/").status_code == 200
    coordinator.post(f"{here}attendance/", fields)
    assert queries.hours_of(cast.second_mentor) == 1.5
    mine = second.get("/trainings/").content.decode()
    assert "1,5" in mine
    assert "1 h 30" in mine.replace("\xa0", " ")
    assert coordinator.get(f"{here}attendance.xlsx")["Content-Type"].endswith("spreadsheetml.sheet")


def begin(training: Training) -> None:
    moment = clock.now() - timedelta(hours=3)
    Training.objects.filter(pk=training.pk).update(starts_at=moment, last_starts_at=moment)
    training.dates.update(starts_at=moment)


def test_all_the_others_were_present_in_one_press(cast: Cast, sign_in: SignIn) -> None:
    training = make_training(cast.programme, days=1)
    rows = [actions.sign_up(person=p, training=training) for p in (cast.mentor, cast.mentee)]
    begin(training)
    fields = {f"state_{rows[0].pk.hex}": "absent", "rest": "present"}
    sign_in(cast.coordinator).post(f"{START}{training.pk}/attendance/", fields)
    assert [SignUp.objects.get(pk=row.pk).state for row in rows] == ["absent", "present"]


def test_one_more_date_keeps_what_was_written(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    answer = client.post(f"{START}new/", written(more="1", required="on", title_en=""))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="date_3"' in page
    assert 'value="Écouter"' in page
    assert "error-summary__title" not in page
    assert 'value="18:00"' in page
    assert not Training.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"link": "http://visio.example.org"}, "commence par https://"),
        ({"date_2": "2030-01-01"}, "Complétez cette date"),
        ({"title_en": ""}, "obligatoire"),
        ({"date_1": "1999-01-01"}, "moins de trois ans"),
        ({"rows": "999999999999"}, "obligatoire"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    cast: Cast, sign_in: SignIn, fields: dict[str, str], sentence: str
) -> None:
    page = sign_in(cast.coordinator).post(f"{START}new/", written(**fields)).content.decode()
    assert "error-summary" in page
    assert "Deux heures." in page
    assert sentence in page or fields.get("rows")
    assert not Training.objects.exists()


def test_offered_again_it_is_of_the_same_series(cast: Cast, sign_in: SignIn) -> None:
    training = make_training(cast.programme, state="held", days=-30, required=True)
    client = sign_in(cast.coordinator)
    page = client.get(f"{START}{training.pk}/again/").content.decode()
    assert 'value="Écouter"' in page
    client.post(f"{START}{training.pk}/again/", written(required="on"))
    again = Training.objects.exclude(pk=training.pk).get()
    assert (again.series, again.state) == (training.series, "draft")


def test_the_link_is_for_those_who_have_a_place(cast: Cast, sign_in: SignIn) -> None:
    training = make_training(cast.programme, link="https://visio.example.org/salle", places=1)
    here = f"{START}{training.pk}/"
    actions.sign_up(person=cast.mentor, training=training)
    actions.sign_up(person=cast.mentee, training=training)
    assert "visio.example.org" in sign_in(cast.mentor).get(here).content.decode()
    assert "visio.example.org" in sign_in(cast.coordinator).get(here).content.decode()
    for person in (cast.mentee, cast.second_mentor):
        assert "visio.example.org" not in sign_in(person).get(here).content.decode()


def test_home_shows_the_next_event_and_asks_for_what_is_required(cast: Cast, sign_in: SignIn) -> None:
    training = make_training(cast.programme, audience="mentor", required=True)
    client = sign_in(cast.mentor)
    assert "Inscrivez-vous à" in client.get("/").content.decode()
    assert "Obligatoire avant" in client.get(START).content.decode()
    actions.sign_up(person=cast.mentor, training=training)
    page = client.get("/").content.decode()
    assert "Inscrivez-vous à" not in page
    assert f"{START}{training.pk}/" in page
    assert f"{START}{training.pk}/" not in sign_in(cast.mentee).get("/").content.decode()


def test_the_outsider_finds_nothing(cast: Cast, sign_in: SignIn) -> None:
    training = make_training(cast.programme)
    row = actions.sign_up(person=cast.mentor, training=training)
    here, client = f"{START}{training.pk}/", sign_in(cast.outsider)
    pages = ("", "change/", "again/", "cancel/", "discard/", "attendance/", "attendance.xlsx", "dates.ics")
    assert {client.get(here + page).status_code for page in pages} == {404}
    posts = ("sign-up/", "give-up/", "open/", "require/", "people/", f"people/{row.pk}/remove/")
    assert {client.post(here + page).status_code for page in posts} == {404}
    elsewhere = f"/programmes/autre-rive/trainings/{training.pk}/"  # one's own programme, another's training
    assert client.get(elsewhere).status_code == 404
    assert client.get(START).status_code == 404


def test_a_coordinator_gives_a_place_by_address(cast: Cast, sign_in: SignIn) -> None:
    training = make_training(cast.programme, audience="mentor")
    here, client = f"{START}{training.pk}/", sign_in(cast.coordinator)
    page = client.get(here).content.decode()
    assert f'value="{cast.mentor.email}"' in page
    assert cast.mentee.email not in page
    for email in (cast.outsider.email, cast.mentee.email, "nobody@example.org", "no address"):
        answer = client.post(f"{here}people/", {"person": email}, follow=True).content.decode()
        assert "Aucune des personnes concernées" in answer
    client.post(f"{here}people/", {"person": cast.mentor.email.upper()})
    assert [row.person for row in queries.coming(training)] == [cast.mentor]


def test_a_crowd_is_noted_page_by_page(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ithaca.trainings.views.attendance.PER_PAGE", 1)
    training = make_training(cast.programme, days=1)
    for person in (cast.mentor, cast.mentee):
        actions.sign_up(person=person, training=training)
    begin(training)
    here, client = f"{START}{training.pk}/attendance/", sign_in(cast.coordinator)
    assert client.post(here, {"rest": "present"}).headers["Location"] == f"{here}?page=2"
    client.post(f"{here}?page=2", {"rest": "present"})
    assert {row.state for row in queries.coming(training)} == {"present"}

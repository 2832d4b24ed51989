"""A mentee looks for a mentor."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ithaca.directory.entries import reindex_programme
from ithaca.organisations.models import DeclaredConflict
from ithaca.programmes import actions as programmes
from tests import factories
from tests.cast import Cast
from tests.directory.people import PAGE, SignIn, give_profile


def names(client: Client, **query: object) -> str:
    return client.get(PAGE, query).content.decode()


@pytest.fixture
def mentors(cast: Cast) -> None:
    give_profile(
        cast.mentoring, headline="Réussir sa reconversion", expertise=["career_change"], place="Nantes"
    )
    give_profile(cast.second_mentoring, headline="Mener une équipe", expertise=["leadership"], place="Lyon")


@pytest.mark.usefixtures("mentors")
def test_a_mentee_finds_mentors_by_words_and_facets_without_javascript(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mentee)
    page = names(client)
    assert "Marc Delorme" in page
    assert "Nadia Keller" in page
    assert "Marc Delorme" in names(client, q="REUSSIR reconv")
    assert "Nadia Keller" not in names(client, q="REUSSIR reconv")
    assert "Nadia Keller" in names(client, expertise="leadership", place="lyon")
    both = names(client, expertise=["leadership", "career_change"])
    assert "Marc Delorme" in both
    assert "Nadia Keller" in both


@pytest.mark.usefixtures("mentors")
def test_where_nobody_fits_the_page_says_what_to_let_go(cast: Cast, sign_in: SignIn) -> None:
    page = names(sign_in(cast.mentee), expertise="leadership", place="nantes")
    assert "Marc Delorme" not in page
    assert "?expertise=leadership" in page  # without the place
    assert "?place=nantes" in page  # without the expertise


@pytest.mark.usefixtures("mentors")
def test_the_outsider_and_people_who_only_applied_see_nothing(cast: Cast, sign_in: SignIn) -> None:
    applicant = factories.make_person("Lina Attente")
    factories.make_participation(applicant, cast.programme, "mentee", state="applied")
    assert sign_in(cast.outsider).get(PAGE).status_code == 404
    assert sign_in(applicant).get(PAGE).status_code == 404


@pytest.mark.usefixtures("mentors")
def test_a_manager_is_not_shown_to_a_report_nor_found_by_address(cast: Cast, sign_in: SignIn) -> None:
    factories.make_position(cast.organisation, cast.mentee, cast.mentor)
    client = sign_in(cast.mentee)
    assert "Marc Delorme" not in names(client)
    assert client.get(reverse("directory:person", args=["cap-ouest", cast.mentoring.pk])).status_code == 404
    assert "Marc Delorme" in names(sign_in(cast.second_mentee))


@pytest.mark.usefixtures("mentors")
def test_a_declared_conflict_and_a_shared_unit_hide_too(cast: Cast, sign_in: SignIn) -> None:
    DeclaredConflict.objects.create(organisation=cast.organisation, person=cast.mentor, other=cast.mentee)
    for person in (cast.second_mentor, cast.mentee):
        factories.make_position(cast.organisation, person, unit="Qualité")
    page = names(sign_in(cast.mentee))
    assert "Marc Delorme" not in page
    assert "Nadia Keller" in page
    cast.programme.same_unit_excluded = True
    cast.programme.save()
    assert "Nadia Keller" not in names(sign_in(cast.mentee))


@pytest.mark.usefixtures("mentors")
def test_a_busy_mentor_is_shown_as_such_at_once_and_not_counted_as_available(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.mentee)
    assert client.get(PAGE).context["found"].available == 2
    programmes.set_busy(person=cast.mentor, participation=cast.mentoring)
    # The card reads the live state, before any worker has rewritten the entry.
    shown = {card["person"].name: card["available"] for card in client.get(PAGE).context["cards"]}
    assert shown == {"Marc Delorme": False, "Nadia Keller": True}
    reindex_programme(cast.programme)
    assert client.get(PAGE).context["found"].available == 1
    assert "Marc Delorme" not in names(client, available="1")


@pytest.mark.usefixtures("mentors")
def test_strange_addresses_are_answered(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mentee)
    for query in ({"page": "999"}, {"page": "-1"}, {"page": "x"}, {"expertise": "nothing"}, {"q": "%' <b>"}):
        assert client.get(PAGE, query).status_code == 200


def test_a_page_takes_the_same_queries_for_two_mentors_and_for_thirty(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mentee)

    def queries() -> int:
        client.get(PAGE)  # the index takes in what is new
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        return len(seen)

    give_profile(cast.mentoring)
    give_profile(cast.second_mentoring)
    few = queries()
    for number in range(28):
        person = factories.make_person(f"Personne {number}", email=f"p{number}@example.org")
        give_profile(factories.make_participation(person, cast.programme, "mentor"))
    assert queries() == few


@pytest.mark.usefixtures("mentors")
def test_an_ended_programme_shows_its_people_to_those_who_coordinate_it_alone(
    cast: Cast, sign_in: SignIn
) -> None:
    programmes.end_programme(actor=cast.coordinator, programme=cast.programme)
    client = sign_in(cast.mentee)
    assert client.get(PAGE).status_code == 404
    assert client.get(reverse("directory:person", args=["cap-ouest", cast.mentoring.pk])).status_code == 404
    assert PAGE not in client.get(reverse("programmes:home", args=["cap-ouest"])).content.decode()
    assert "Marc Delorme" in names(sign_in(cast.coordinator))

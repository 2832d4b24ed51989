"""A participant says with whom they would like to be matched."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel.ids import new_id
from ithaca.matching.actions import Order, save_policy, solving, start_run
from ithaca.matching.models import Pair
from ithaca.matching.policy import Policy, Weights
from ithaca.mentorships.models import Mentorship
from ithaca.programmes.actions import set_wishes
from ithaca.programmes.models import Participation
from tests import factories
from tests.cast import Cast
from tests.directory.people import give_profile
from tests.matching.crowd import make_people, make_profile

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
START = "/programmes/cap-ouest/matching/wishes/"


def wishes_of(participation: Participation) -> list[str]:
    return list(Participation.objects.get(pk=participation.pk).wishes)


def test_a_mentee_names_mentors_of_the_directory_in_their_order(cast: Cast, sign_in: SignIn) -> None:
    give_profile(cast.mentoring)
    give_profile(cast.second_mentoring)
    client = sign_in(cast.mentee)
    page = client.get(f"{START}mentee/").content.decode()
    assert "Nadia Keller" in page
    assert cast.mentor.email not in page
    assert "Paul Tremblay" not in page  # a mentee, as they are
    client.post(f"{START}mentee/", {"wish1": "nadia  keller", "wish3": "Marc Delorme"})
    assert wishes_of(cast.being_mentored) == [cast.second_mentor.email, cast.mentor.email]
    assert 'value="Nadia Keller"' in client.get(f"{START}mentee/").content.decode()
    fact = Event.objects.get(verb="participation.wishes set")
    assert fact.facts["number"] == 2
    assert cast.mentor.email not in str(fact.facts)
    wrong = client.post(f"{START}mentee/", {"wish1": "Oscar Autre"})
    assert (wrong.status_code, len(wishes_of(cast.being_mentored))) == (422, 2)
    client.post(f"{START}mentee/", {"wish1": ""})
    assert wishes_of(cast.being_mentored) == []


def test_a_wish_for_somebody_not_shown_now_is_kept_and_their_address_is_not_told(
    cast: Cast, sign_in: SignIn
) -> None:
    give_profile(cast.second_mentoring)
    set_wishes(person=cast.mentee, participation=cast.being_mentored, wishes=[cast.mentor.email])
    client = sign_in(cast.mentee)
    assert cast.mentor.email not in client.get(f"{START}mentee/").content.decode()
    client.post(f"{START}mentee/", {"wish1": "Nadia Keller", "keep": "on"})
    assert wishes_of(cast.being_mentored) == [cast.second_mentor.email, cast.mentor.email]
    client.post(f"{START}mentee/", {"wish1": "Nadia Keller"})
    assert wishes_of(cast.being_mentored) == [cast.second_mentor.email]


def test_two_of_one_name_are_told_apart(cast: Cast, sign_in: SignIn) -> None:
    give_profile(cast.second_mentoring, headline="Marine")
    other = factories.make_person("Nadia Keller", email="other@example.org")
    make_profile(factories.make_participation(other, cast.programme, "mentor"), headline="Achats")
    client = sign_in(cast.mentee)
    assert client.post(f"{START}mentee/", {"wish1": "Nadia Keller"}).status_code == 422
    client.post(f"{START}mentee/", {"wish1": "Nadia Keller – Achats"})
    assert wishes_of(cast.being_mentored) == ["other@example.org"]


def test_a_mentor_names_by_address_and_learns_nothing_of_who_takes_part(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mentor)
    page = client.get(f"{START}mentor/").content.decode()
    assert "Inès Benali" not in page
    client.post(f"{START}mentor/", {"wish1": cast.mentee.email.upper(), "wish2": "nobody@example.org"})
    assert wishes_of(cast.mentoring) == [cast.mentee.email, "nobody@example.org"]
    page = client.get(f"{START}mentor/").content.decode()
    assert "Inès Benali" not in page
    assert client.post(f"{START}mentor/", {"wish1": cast.mentor.email}).status_code == 422


def test_nobody_else_gets_there(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.mentor).get(f"{START}mentee/").status_code == 404
    for person in (cast.outsider, cast.coordinator):
        assert sign_in(person).get(f"{START}mentee/").status_code == 404


def test_the_page_says_whether_wishes_count_and_where_they_do_they_decide(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.mentee)
    assert client.get(f"{START}mentee/").context["weight"] == ""
    weights = dict.fromkeys(Weights.model_fields, 0) | {"wishes_of_mentees": 10}
    version = save_policy(
        actor=cast.coordinator,
        programme=cast.programme,
        id=new_id(),
        policy=Policy(weights=Weights(**weights)),
        after=0,
    )
    assert client.get(f"{START}mentee/").context["weight"]
    for mentor in make_people(cast.programme, "mentor", 3, capacity=1):
        assert mentor.inside
    (mentee,) = make_people(cast.programme, "mentee", 1)
    client = sign_in(mentee.person)
    client.post(f"{START}mentee/", {"wish1": "Mentor 002"})
    run = start_run(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), order=Order(policy=version)
    )
    solving.solve_waiting()
    pair = Pair.objects.get(run=run, mentee__participation=mentee)
    assert pair.mentor.participation
    assert pair.mentor.participation.person.name == "Mentor 002"


def test_a_mentor_names_those_with_whom_they_are_in_touch_and_reads_their_names(
    cast: Cast, sign_in: SignIn
) -> None:
    Mentorship.objects.create(
        programme=cast.programme, mentor=cast.mentoring, mentee=cast.being_mentored, state="declined"
    )
    client = sign_in(cast.mentor)
    client.post(f"{START}mentor/", {"wish1": "Inès Benali", "wish2": cast.second_mentee.email})
    assert wishes_of(cast.mentoring) == [cast.mentee.email, cast.second_mentee.email]
    page = client.get(f"{START}mentor/").content.decode()
    assert 'value="Inès Benali"' in page
    assert cast.mentee.email not in page
    assert "Paul Tremblay" not in page, "whether he takes part is not told"
    assert client.post(f"{START}mentor/", {"wish1": "Paul Tremblay"}).status_code == 422

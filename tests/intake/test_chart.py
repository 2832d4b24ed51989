"""An organisation's chart comes out of a file; the rule of independence stands on it."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from ithaca.accounts.actions import create_person
from ithaca.accounts.models import Person
from ithaca.intake.charts import Line, resolve
from ithaca.intake.models import Import
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.organisations.actions import claim_positions
from ithaca.organisations.models import Position
from ithaca.organisations.queries import not_independent_of
from tests import factories
from tests.cast import Cast
from tests.intake.files import CHART, checked, csv_file, upload, written

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
HEADINGS = ("Matricule", "Nom complet", "Courriel", "N+1", "Service")


@pytest.fixture
def client(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.coordinator)


def chart(client: Client, *rows: tuple[str, ...], **fields: str) -> Import:
    return checked(client, upload(client, csv_file(HEADINGS, *rows), CHART, **fields))


def test_lines_through_people_without_an_account_keep_those_with_one_apart(
    cast: Cast, client: Client
) -> None:
    rows = (
        ("1", "Inès Benali", cast.mentee.email, "2", "Achats"),
        ("2", "Gaëlle Sans-Compte", "gaelle@example.org", "Marc Delorme", "Achats"),
        ("3", "Marc Delorme", cast.mentor.email, "", "Direction"),
    )
    job = written(client, chart(client, *rows))
    assert (job.state, job.result) == ("done", {"placed": 3, "rejected": 0})
    assert not_independent_of(cast.mentee.pk, same_unit=False) == {cast.mentor.pk}
    assert not_independent_of(cast.mentor.pk, same_unit=False) == {cast.mentee.pk}
    gaelle = factories.make_person("Gaëlle Martin", email="gaelle@example.org")
    claim_positions(gaelle)
    assert Position.objects.get(person=gaelle).email == ""
    assert not_independent_of(gaelle.pk, same_unit=True) == {cast.mentor.pk, cast.mentee.pk}


def test_an_address_must_be_proven_before_somebody_takes_its_place(cast: Cast, client: Client) -> None:
    written(client, chart(client, ("1", "Chef", "chef@example.org", "", "")))
    person = Person.objects.create_user("chef@example.org", "x", name="Quelqu’un")
    address = EmailAddress.objects.create(user=person, email=person.email, verified=False, primary=True)
    claim_positions(person)
    assert Position.objects.get(email="chef@example.org").person is None
    address.verified = True
    address.save()
    claim_positions(person)
    assert Position.objects.get(person=person).email == ""


def test_circles_and_unknown_managers_are_shown_with_their_rows(cast: Cast, client: Client) -> None:
    rows = (
        ("1", "A", "a@example.org", "b@example.org", ""),
        ("2", "B", "b@example.org", "c@example.org", ""),
        ("3", "C", "c@example.org", "a@example.org", ""),
        ("4", "D", "d@example.org", "d@example.org", ""),
        ("5", "E", "e@example.org", "Personne Connue", ""),
        ("6", "F", "f@example.org", "dehors@example.org", ""),
    )
    job = chart(client, *rows)
    told = {
        row.number: (row.state, [one[0] for one in [*row.problems, *row.notes]]) for row in job.rows.all()
    }
    assert told == {
        2: ("bad", ["circle"]),
        3: ("bad", ["circle"]),
        4: ("bad", ["circle"]),
        5: ("bad", ["own manager"]),
        6: ("bad", ["manager not found"]),
        7: ("good", ["manager not listed"]),
    }
    page = client.get(f"/imports/{job.pk}/").content.decode()
    assert "a@example.org → b@example.org → c@example.org → a@example.org" in page
    written(client, job)
    assert {one.email for one in Position.objects.all()} == {"f@example.org", "dehors@example.org"}


def test_a_circle_with_people_whom_the_file_does_not_name_is_found_as_well(
    cast: Cast, client: Client
) -> None:
    written(client, chart(client, ("1", "A", "a@example.org", "b@example.org", "")))
    job = chart(client, ("2", "B", "b@example.org", "a@example.org", ""))
    assert job.rows.get().problems[0][0] == "circle"
    replacing = chart(client, ("2", "B", "b@example.org", "a@example.org", ""), replace="replace")
    assert replacing.rows.get().state == "good"


def test_a_chart_is_replaced_as_a_whole_or_brought_up_to_date(cast: Cast, client: Client) -> None:
    factories.make_position(cast.organisation, cast.mentee, cast.mentor, "Achats")
    rows = (("1", "Inès", cast.mentee.email, "", "Ventes"), ("2", "Neu", "neu@example.org", "1", "Ventes"))
    written(client, chart(client, *rows))
    assert Position.objects.count() == 3
    assert Position.objects.get(person=cast.mentee).unit == "Ventes"
    assert Position.objects.get(person=cast.mentee).manager is None
    written(client, chart(client, ("2", "Neu", "neu@example.org", "", "Ventes"), replace="replace"))
    assert [one.email for one in Position.objects.all()] == ["neu@example.org"]


def test_who_may_bring_a_chart_in(cast: Cast, client: Client, sign_in: SignIn) -> None:
    assert sign_in(cast.administrator).get(CHART).status_code == 200
    for person in (cast.outsider, cast.mentor, cast.mentee):
        assert sign_in(person).get(CHART).status_code == 404


def test_the_line_of_a_deep_file_is_found_in_one_pass() -> None:
    lines = [
        Line(n, f"p{n}@example.org", f"P {n}", str(n), str(n + 1) if n < 50_000 else "")
        for n in range(2, 50_001)
    ]
    found = resolve(lines, {})
    assert len(found.managers) == 49_999
    assert not found.problems


def test_accounts_made_later_find_their_place_by_the_journal(cast: Cast, client: Client) -> None:
    written(client, chart(client, ("1", "Zoé", "zoe@example.org", "", "Achats")))
    zoe = create_person(email="zoe@example.org", name="Zoé", language="fr", confirmed=True)
    dispatch_waiting()
    assert Position.objects.get(person=zoe).unit == "Achats"


def test_a_line_that_is_refused_keeps_no_later_one_of_the_same_person_out(cast: Cast, client: Client) -> None:
    rows = (
        ("1", "Anne", "anne@example.org", "2", ""),
        ("2", "Luc", "luc@example.org", "1", ""),
        ("1", "Anne", "anne@example.org", "", "Achats"),
        ("1", "Anne", "anne@example.org", "", "Ventes"),
    )
    job = chart(client, *rows)
    told = {row.number: (row.state, [one[0] for one in row.problems]) for row in job.rows.all()}
    assert told[4] == ("good", [])
    assert told[5] == ("bad", ["twice"])
    assert job.rows.get(number=5).problems == [["twice", "email", "4"]]

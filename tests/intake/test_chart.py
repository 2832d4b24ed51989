"""An organisation's chart comes out of a file; the rule of independence stands on it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ithaca.accounts.actions import create_person
from ithaca.accounts.models import Person
from ithaca.intake.actions import forget_old_imports
from ithaca.intake.charts import Line, resolve
from ithaca.intake.models import Import
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel import clock
from ithaca.notifications.models import Notice
from ithaca.organisations.actions import claim_positions
from ithaca.organisations.models import Position
from ithaca.organisations.queries import not_independent_of
from ithaca.programmes.actions import accept_application
from tests import factories
from tests.cast import Cast
from tests.intake.files import CHART, checked, csv_file, upload, written, xlsx_file

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
HEADINGS = ("Matricule", "Nom complet", "Courriel", "N+1", "Service")


@pytest.fixture
def client(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.administrator)


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
    # The address still stands there: nobody is shown that it has an account.
    assert Position.objects.get(person=person).email == "chef@example.org"


@pytest.mark.parametrize("make", [csv_file, xlsx_file], ids=["CSV", "XLSX"])
def test_circles_and_unknown_managers_are_shown_with_their_rows(
    cast: Cast, client: Client, make: Callable[..., SimpleUploadedFile]
) -> None:
    rows = (
        ("1", "A", "a@example.org", "b@example.org", ""),
        ("2", "B", "b@example.org", "c@example.org", ""),
        ("3", "C", "c@example.org", "a@example.org", ""),
        ("4", "D", "d@example.org", "d@example.org", ""),
        ("5", "E", "e@example.org", "Personne Connue", ""),
        ("6", "F", "f@example.org", "dehors@example.org", ""),
    )
    job = checked(client, upload(client, make(HEADINGS, *rows), CHART))
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
    assert "a@example.org [2] → b@example.org [3] → c@example.org [4] → a@example.org [2]" in page
    lines = b"".join(client.get(f"/imports/{job.pk}/rejected/")).decode().splitlines()
    assert len(lines) == 6
    assert "c@example.org [4]" in lines[3]
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


def test_nobody_learns_from_a_chart_who_has_an_account_elsewhere(cast: Cast, client: Client) -> None:
    """Whether or not the address of a row is an account's, every page says the same of it, what the file said."""
    rows = (
        ("1", "Inès Benali", cast.mentee.email, "2", "Achats"),
        ("2", "Du Fichier", cast.outsider.email, "", "Achats"),
        ("3", "Du Fichier", "personne@example.org", "", "Achats"),
    )
    written(client, chart(client, *rows))
    linked = Position.objects.get(email=cast.outsider.email)
    assert linked.person == cast.outsider  # the rule of independence means them all the same
    assert not_independent_of(cast.outsider.pk, same_unit=False) == {cast.mentee.pk}
    pages = [
        "/organisations/les-voiles/people/",
        "/organisations/les-voiles/",
        f"/organisations/les-voiles/people/{cast.mentee.pk}/",
        CHART,
    ]
    for page in pages:
        assert cast.outsider.name not in client.get(page).content.decode()
    assert "Du Fichier" in client.get(pages[0]).content.decode()
    assert client.get(f"/organisations/les-voiles/people/{cast.outsider.pk}/").status_code == 404
    assert client.get(CHART).context["by_address"] == 2
    told = written(client, chart(client, *rows, replace="replace")).result
    assert told == {"placed": 3, "rejected": 0}


def test_somebody_of_the_organisation_is_found_by_any_address_of_theirs(cast: Cast, client: Client) -> None:
    EmailAddress.objects.create(user=cast.mentee, email="ines@maison.example.org", verified=True)
    factories.make_position(cast.organisation, cast.mentee, unit="Achats")
    rows = (("1", "Inès", "ines@maison.example.org", cast.mentee.email, "Ventes"),)
    assert written(client, chart(client, *rows, replace="replace")).state == "done"
    here = Position.objects.get()
    assert (here.person, here.email, here.unit, here.manager) == (cast.mentee, "", "Ventes", None)


def test_whoever_joins_takes_the_place_of_their_address(cast: Cast, client: Client) -> None:
    rows = (
        ("1", "Zoé", "zoe@example.org", "2", "Achats"),
        ("2", "Chef", "chef@example.org", "", "Direction"),
    )
    written(client, chart(client, *rows))
    zoe = factories.make_person("Zoé Marin", email="zoe@example.org")
    claim_positions(zoe)
    assert "Zoé Marin" not in client.get("/organisations/les-voiles/people/").content.decode()
    place = factories.make_participation(zoe, cast.programme, "mentee", state="applied")
    accept_application(actor=cast.coordinator, participation=place)
    dispatch_waiting()
    here = Position.objects.get(person=zoe)
    assert (here.email, here.unit, str(here.manager)) == ("", "Achats", "Chef")
    assert "Zoé Marin" in client.get("/organisations/les-voiles/people/").content.decode()


def test_a_coordinator_proposes_a_chart_and_an_administrator_has_it_written(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    factories.make_position(cast.organisation, cast.mentee, cast.mentor, "Achats")
    coordinator = sign_in(cast.coordinator)
    job = chart(coordinator, ("1", "Neu", "neu@example.org", "", "Ventes"), replace="replace")
    assert coordinator.post(f"/imports/{job.pk}/confirm/").status_code == 404
    assert "confirm/" not in coordinator.get(f"/imports/{job.pk}/").content.decode()
    coordinator.post(f"/imports/{job.pk}/propose/")
    job.refresh_from_db()
    assert (job.state, Position.objects.count()) == ("proposed", 2)
    assert coordinator.post(f"/imports/{job.pk}/confirm/").status_code == 404
    dispatch_waiting()
    assert set(Notice.objects.values_list("person__name", flat=True)) == {cast.administrator.name}
    assert cast.coordinator.name in client.get(f"/imports/{job.pk}/").content.decode()
    assert written(client, job).state == "done"
    assert [one.email for one in Position.objects.all()] == ["neu@example.org"]
    dispatch_waiting()
    assert Notice.objects.filter(person=cast.coordinator).exists()
    assert coordinator.get(f"/imports/{job.pk}/").status_code == 200


def test_a_coordinator_sees_only_the_charts_that_they_brought_in(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    job = chart(client, ("1", "Neu", "neu@example.org", "", "Ventes"))
    coordinator = sign_in(cast.coordinator)
    assert job.file_name not in coordinator.get(CHART).content.decode()
    for path in ("", "rejected/"):
        assert coordinator.get(f"/imports/{job.pk}/{path}").status_code == 404
    for path in ("words/", "back/", "confirm/", "propose/", "cancel/"):
        assert coordinator.post(f"/imports/{job.pk}/{path}").status_code == 404
    own = chart(coordinator, ("1", "Neu", "neu@example.org", "", "Ventes"))
    coordinator.post(f"/imports/{own.pk}/propose/")
    client.post(f"/imports/{own.pk}/cancel/")
    dispatch_waiting()
    own.refresh_from_db()
    assert own.state == "cancelled"
    assert Notice.objects.filter(person=cast.coordinator).exists()


def test_a_file_that_nobody_goes_on_with_goes_and_whoever_proposed_it_is_told(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    row = ("1", "Neu", "neu@example.org", "", "Ventes")
    left, proposed = (chart(sign_in(cast.coordinator), row) for _file in range(2))
    sign_in(cast.coordinator).post(f"/imports/{proposed.pk}/propose/")
    dispatch_waiting()
    for days, states in ((8, ["cancelled", "proposed"]), (31, ["cancelled", "cancelled"])):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            forget_old_imports()
            dispatch_waiting()
        assert [Import.objects.get(pk=each.pk).state for each in (left, proposed)] == states
    assert not left.rows.exists()
    (told,) = Notice.objects.filter(person=cast.coordinator)
    assert told.title == "L’organigramme que vous avez proposé est resté sans suite"
    with time_machine.travel(clock.now() + timedelta(days=70)):
        forget_old_imports()
    assert not Import.objects.exists()


def test_a_list_of_people_adds_to_the_chart_and_changes_nothing_of_it_unless_an_administrator_brings_it_in(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    factories.make_position(cast.organisation, cast.mentee, cast.mentor, "Achats")
    rows = (
        (cast.mentee.email, "Ventes", ""),
        (cast.second_mentee.email, "Ventes", cast.mentor.email),
    )

    def bring_in(by: Client) -> Import:
        file = csv_file(("email", "service", "manager"), *rows)
        return written(by, checked(by, upload(by, file)))

    coordinator = sign_in(cast.coordinator)
    job = bring_in(coordinator)
    stays, added = (Position.objects.get(person=one) for one in (cast.mentee, cast.second_mentee))
    assert (stays.unit, stays.manager and stays.manager.person) == ("Achats", cast.mentor)
    assert (added.unit, added.manager and added.manager.person) == ("Ventes", cast.mentor)
    assert sorted(job.rows.get(key=cast.mentee.email).kept) == ["manager", "unit"]
    bring_in(client)
    stays.refresh_from_db()
    assert (stays.unit, stays.manager) == ("Ventes", None)

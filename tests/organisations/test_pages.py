import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.queries import history
from ithaca.kernel.ids import new_id
from ithaca.notifications.models import Message
from ithaca.organisations import queries
from ithaca.organisations.policies import roles_in_organisation
from tests import factories
from tests.cast import Cast

SignIn = Callable[[Person], Client]


def address(name: str, cast: Cast, *more: object) -> str:
    return reverse(f"organisations:{name}", args=[cast.organisation.slug, *more])


def test_the_administrator_finds_programmes_people_and_administrators(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.administrator).get(address("page", cast)).content.decode()
    assert "Cap Ouest" in page
    assert "Alma Ferrand" in page
    assert "alma@example.org" in page


def test_a_coordinator_sees_the_organisation_and_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.coordinator)
    page = browser.get(address("page", cast)).content.decode()
    assert "alma@example.org" not in page
    assert browser.get(address("people", cast)).status_code == 404
    assert (
        browser.post(address("add_administrator", cast), {"email": cast.coordinator.email}).status_code == 404
    )


@pytest.mark.parametrize("who", ["outsider", "mentor", "mentee"])
def test_nobody_else_finds_it(cast: Cast, sign_in: SignIn, who: str) -> None:
    browser = sign_in(getattr(cast, who))
    addresses = [
        address("page", cast),
        address("people", cast),
        address("position", cast, cast.mentee.pk),
        address("declare_conflict", cast),
        address("add_administrator", cast),
        address("remove_administrator", cast, cast.administrator.pk),
        address("take_letter_back", cast, new_id()),
        address("end_conflict", cast, new_id()),
        reverse("organisations:new"),
    ]
    assert {browser.get(path).status_code for path in addresses} == {404}
    assert {browser.post(path).status_code for path in addresses} == {404}
    assert cast.organisation.name not in browser.get(reverse("organisations:index")).content.decode()


def test_people_of_another_organisation_have_no_position_here(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.administrator).get(address("position", cast, cast.outsider.pk)).status_code == 404


def test_administrators_come_and_go_but_one_remains(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.administrator)
    remove = address("remove_administrator", cast, cast.administrator.pk)
    assert "au moins" in browser.post(remove, follow=True).content.decode()
    for _twice in range(2):
        browser.post(address("add_administrator", cast), {"email": cast.coordinator.email})
    (letter,) = queries.letters_of(cast.organisation)
    assert list(queries.administrators(cast.organisation).values_list("person", flat=True)) == [
        cast.administrator.pk
    ]
    asked = sign_in(cast.coordinator)
    assert "On vous demande d’administrer" in asked.get(reverse("organisations:index")).content.decode()
    answer = reverse("organisations:answer_letter", args=[letter.pk])
    assert sign_in(cast.outsider).post(answer, {"answer": "yes"}).status_code == 404
    assert asked.post(answer, {"answer": "yes"}).headers["Location"] == address("page", cast)
    assert asked.post(answer, {"answer": "yes"}).status_code == 404
    told = browser.post(address("add_administrator", cast), {"email": cast.coordinator.email})
    assert "administre déjà" in told.content.decode()
    assert [row.person for row in queries.administrators(cast.organisation)] == [
        cast.administrator,
        cast.coordinator,
    ]
    assert browser.post(remove).headers["Location"] == reverse("organisations:index")
    assert roles_in_organisation(cast.administrator, cast.organisation) == frozenset()
    verbs = [event.verb for event in history(cast.organisation.pk)]
    assert verbs == ["administrator.invited", "administrator.added", "administrator.removed"]


def test_asking_an_administrator_tells_nobody_whether_an_address_has_an_account(
    cast: Cast, sign_in: SignIn
) -> None:
    browser = sign_in(cast.administrator)
    seen = []
    for email in ("personne@example.org", cast.outsider.email):
        page = browser.post(
            address("add_administrator", cast), {"email": email}, follow=True
        ).content.decode()
        letter = queries.letters_of(cast.organisation).get(email=email)
        seen.append(re.sub(r"csrf\w*\W.*?>|\d+", "", page.replace(email, "X").replace(str(letter.pk), "Y")))
        while dispatch_waiting():
            pass
        (mail,) = Message.objects.filter(to=email)
        assert cast.organisation.name in mail.text
        browser.post(address("take_letter_back", cast, letter.pk), follow=True)
    assert seen[0] == seen[1]
    assert not queries.letters_of(cast.organisation).exists()
    assert not sign_in(cast.outsider).get(reverse("organisations:index")).context["letters"]


def test_who_is_asked_may_say_no_and_an_address_gets_one_mail(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.administrator)
    for _time in range(3):
        browser.post(address("add_administrator", cast), {"email": cast.outsider.email.upper()})
    while dispatch_waiting():
        pass
    assert Message.objects.filter(to=cast.outsider.email).count() == 1
    (letter,) = queries.letters_of(cast.organisation)
    answer = reverse("organisations:answer_letter", args=[letter.pk])
    assert sign_in(cast.outsider).post(answer, {"answer": "no"}).status_code == 302
    assert not queries.letters_of(cast.organisation).exists()
    assert roles_in_organisation(cast.outsider, cast.organisation) == frozenset()


def test_a_position_is_set_by_form(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.administrator)
    path = address("position", cast, cast.mentee.pk)
    answer = browser.post(path, {"manager": str(cast.mentor.pk), "unit": " Achats "})
    assert answer.headers["Location"] == address("people", cast)
    page = browser.get(address("people", cast)).content.decode()
    assert "Achats" in page
    stranger = browser.post(path, {"manager": str(cast.outsider.pk), "unit": "Ventes"})
    assert "Ventes" in stranger.content.decode()
    assert queries.positions(cast.organisation)[0].manager.person == cast.mentor  # type: ignore[union-attr]


def test_conflicts_are_declared_and_taken_back(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.administrator)
    two = {"person": str(cast.mentor.pk), "other": str(cast.mentee.pk)}
    same = browser.post(address("declare_conflict", cast), {**two, "other": two["person"]}).content.decode()
    assert "deux personnes différentes" in same
    browser.post(address("declare_conflict", cast), two)
    conflict = queries.conflicts(cast.organisation).get()
    browser.post(address("end_conflict", cast, conflict.pk))
    assert not queries.conflicts(cast.organisation).exists()


def test_whoever_runs_the_installation_founds_an_organisation_once(cast: Cast, sign_in: SignIn) -> None:
    operator = factories.make_person("Olga Serveur", is_operator=True)
    browser = sign_in(operator)
    data = {"id": str(new_id()), "name": "Les Voiles", "country": "CA"}
    answers = [browser.post(reverse("organisations:new"), data).headers["Location"] for _twice in range(2)]
    assert answers == [reverse("organisations:page", args=["les-voiles-2"])] * 2
    assert browser.get(address("page", cast)).status_code == 404


def test_name_and_place_are_changed_and_a_region_belongs_to_its_country(cast: Cast, sign_in: SignIn) -> None:
    browser, path = sign_in(cast.administrator), address("settings", cast)
    data = {"name": "Les Grandes Voiles", "country": "FR", "region": "FR-PDL"}
    assert browser.post(path, data).headers["Location"] == address("page", cast)
    page = browser.get(address("page", cast)).content.decode()
    assert "Les Grandes Voiles" in page
    assert "Pays de la Loire" in page
    assert browser.post(path, data | {"region": "BE-WAL"}).status_code == 422
    assert browser.post(path, data | {"country": "BE"}).headers["Location"] == path  # the region comes next
    cast.organisation.refresh_from_db()
    assert (cast.organisation.country, cast.organisation.region) == ("BE", "")
    assert "Région wallonne" in browser.get(path).content.decode()
    for person in (cast.coordinator, cast.outsider):
        assert sign_in(person).post(path, data).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_people(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for n in range(30):
        person = factories.make_person(f"P{n} Essai", email=f"p{n}@example.org")
        factories.make_participation(person, cast.programme, "mentee")
    browser = sign_in(cast.administrator)
    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        browser.get(address("people", cast))
    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        browser.get(address("page", cast))

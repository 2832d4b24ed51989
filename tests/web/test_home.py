from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.vault.models import ContentObject, FrozenCopy, Room
from tests import factories
from tests.cast import Cast
from tests.matching.runs import propose

SignIn = Callable[[Person], Client]


def home(browser: Client) -> str:
    answer = browser.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_reads_what_ithaca_is(db: None) -> None:
    page = home(Client())
    assert "Se connecter" in page
    assert "Ce qui reste entre vous" in page
    assert "boîte de démonstration" not in page


def test_somebody_without_a_programme_is_told_how_to_join_one(db: None, sign_in: SignIn) -> None:
    assert "Vous ne faites pas encore partie" in home(sign_in(factories.make_person("Zoé Seule")))


def test_a_mentee_without_mentor_is_led_to_the_directory(cast: Cast, sign_in: SignIn) -> None:
    page = home(sign_in(cast.mentee))
    assert "Cherchez votre mentor·e dans Cap Ouest" in page
    assert reverse("directory:search", args=["cap-ouest"]) in page
    assert "Préparez votre espace confidentiel" in page


@pytest.mark.parametrize(
    ("state", "sentence"), [("applied", "attend une réponse"), ("accepted", "Rédigez votre profil")]
)
def test_the_way_in_is_told_step_by_step(cast: Cast, sign_in: SignIn, state: str, sentence: str) -> None:
    person = factories.make_person("Zoé Seule")
    factories.make_participation(person, cast.programme, "mentor", state=state)
    assert sentence in home(sign_in(person))


def test_a_coordinator_sees_the_applications_that_wait(cast: Cast, sign_in: SignIn) -> None:
    person = factories.make_person("Zoé Seule")
    factories.make_participation(person, cast.programme, "mentee", state="applied")
    page = home(sign_in(cast.coordinator))
    assert "1 candidature à Cap Ouest attend votre réponse" in page
    assert "candidature" not in home(sign_in(cast.outsider)).split("</header>")[1]


def test_a_proposal_comes_before_everything_that_has_no_date(cast: Cast, sign_in: SignIn) -> None:
    page = home(sign_in(cast.second_mentee))
    assert "Cherchez votre mentor·e dans Cap Ouest" in page
    propose(cast, (cast.second_being_mentored, cast.second_mentoring))
    page = home(sign_in(cast.second_mentee))
    assert "Nadia Keller comme mentor·e" in page
    assert page.index("Nadia Keller comme") < page.index("Préparez votre espace confidentiel")
    assert "Cherchez votre mentor·e" not in page, "one is proposed"


def test_a_coordinator_sees_who_asks_about_the_matching(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("matching:how", args=["cap-ouest"])
    sign_in(cast.mentee).post(address, {"id": str(new_id()), "words": "Pourquoi ?"})
    page = home(sign_in(cast.coordinator))
    assert "1 personne vous a écrit au sujet du jumelage du programme Cap Ouest" in page
    assert reverse("matching:objections", args=["cap-ouest"]) in page
    assert "jumelage" not in home(sign_in(cast.outsider)).split("</header>")[1]


def test_an_administrator_is_asked_for_the_first_programme(cast: Cast, sign_in: SignIn) -> None:
    empty = factories.make_organisation("Île Neuve", slug="ile-neuve")
    factories.make_administrator(cast.administrator, empty)
    assert "Préparez le premier programme de l’organisation Île Neuve" in home(sign_in(cast.administrator))


def test_the_frame_offers_what_one_has_part_in(cast: Cast, sign_in: SignIn) -> None:
    def items(person: Person) -> list[str]:
        page = sign_in(person).get("/accessibility/")
        return [str(item["label"]) for item in page.context["navigation"]]

    assert items(cast.mentee) == ["Accueil", "Mon programme", "Annuaire", "Demandes", "Binômes"]
    assert items(cast.coordinator) == ["Accueil", "Mon programme", "Annuaire", "Pilotage"]
    assert items(cast.administrator) == ["Accueil", "Organisation"]


def test_a_coordinator_without_keys_is_led_to_them_without_hurry(cast: Cast, sign_in: SignIn) -> None:
    page = home(sign_in(cast.coordinator))
    assert "Préparez votre espace confidentiel" in page
    assert "Rien d’urgent" in page
    assert "Rien ne vous attend" not in page, "not above something that is asked"


def test_what_waits_for_somebody_is_told_apart_from_what_can_wait(cast: Cast, sign_in: SignIn) -> None:
    person = factories.make_person("Zoé Seule")
    factories.make_participation(person, cast.programme, "mentee", state="applied")
    page = home(sign_in(cast.coordinator))
    assert "1 chose vous attend, le reste ne presse pas." in page


def test_a_shown_text_waits_on_the_coordinators_home(cast: Cast, sign_in: SignIn) -> None:
    room = Room.objects.create(purpose="pair")
    text = ContentObject.objects.create(room=room, kind="note", author=cast.mentee)
    copy = FrozenCopy.objects.create(
        owner=cast.mentee, reader=cast.coordinator, content=text, revision=1, file=b"sealed"
    )
    page = home(sign_in(cast.coordinator))
    assert "Inès Benali vous montre un de ses textes" in page
    assert reverse("vault:own") + "#shown" in page
    for change in ({"opened_at": clock.now()}, {"opened_at": None, "revoked_at": clock.now(), "file": b""}):
        FrozenCopy.objects.filter(pk=copy.pk).update(**change)
        assert "vous montre un de ses textes" not in home(sign_in(cast.coordinator))


def test_the_journal_and_the_confidential_space_are_in_the_menu(cast: Cast, sign_in: SignIn) -> None:
    menu = home(sign_in(cast.mentor)).split("</header>")[0]
    assert 'href="/journal/"' in menu
    assert "Espace confidentiel" in menu


def test_the_outsider_sees_nothing_of_it(cast: Cast, sign_in: SignIn) -> None:
    page = home(sign_in(cast.outsider))
    for word in ("Les Voiles", cast.mentor.name, cast.mentee.name):
        assert word not in page


def test_the_number_of_queries_does_not_grow_with_programmes(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for n in range(12):
        programme = factories.make_programme(cast.organisation, f"p{n}")
        factories.make_coordinator(cast.coordinator, programme)
        factories.make_participation(cast.coordinator, programme, "mentor")
        factories.make_participation(cast.coordinator, programme, "mentee")
        factories.make_participation(cast.mentee, programme, "mentor", state="applied")
    browser = sign_in(cast.coordinator)
    with django_assert_max_num_queries(41):  # type: ignore[attr-defined]
        browser.get("/")

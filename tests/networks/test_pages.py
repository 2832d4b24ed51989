"""What a network's people, a member's people and everybody see on the pages of networks."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.editions.document import digest
from ithaca.networks import actions, queries, seen
from ithaca.networks.models import Membership, Network
from ithaca.organisations.models import Organisation
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def oriane(db: None) -> Person:
    return factories.make_person("Oriane Meyer")


@pytest.fixture
def network(oriane: Person) -> Network:
    return factories.make_network(oriane)


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_network_sees_counts_of_its_members_and_never_a_name(
    cast: Cast, network: Network, oriane: Person, sign_in: SignIn
) -> None:
    row = factories.make_membership(network, cast.organisation)
    browser = sign_in(oriane)
    pages = [
        reverse("networks:members", args=[network.slug]),
        reverse("networks:member", args=[network.slug, row.pk]),
    ]
    for page in pages:
        seen = text(browser, page)
        assert "Les Voiles" in seen
        assert "Cap Ouest" not in seen  # nor a programme's name
        for person in (cast.mentor, cast.mentee, cast.coordinator, cast.administrator):
            assert person.name not in seen
    (line,) = browser.get(pages[0]).context["lines"]
    assert (line.counts.programmes, line.counts.people.value) == (1, None)  # four people
    ana = factories.make_person("Ana Cinq")
    factories.make_participation(ana, cast.programme, "mentee")
    (line,) = browser.get(pages[0]).context["lines"]
    assert line.counts.people.value == 5
    own = sign_in(cast.administrator).get(reverse("networks:of_organisation", args=[cast.organisation.slug]))
    assert own.context["seen"] == line.counts  # the member reads the same numbers


def test_a_suspended_member_is_not_counted_and_reads_why(
    cast: Cast, network: Network, oriane: Person, sign_in: SignIn
) -> None:
    row = factories.make_membership(network, cast.organisation)
    browser = sign_in(oriane)
    suspend = reverse("networks:suspend", args=[network.slug, row.pk])
    assert browser.post(suspend, {"reason": ""}).status_code == 422
    assert browser.post(suspend, {"reason": "Rapport manquant."}).status_code == 302
    (line,) = browser.get(reverse("networks:members", args=[network.slug])).context["lines"]
    assert line.counts is None
    ours = reverse("networks:of_organisation", args=[cast.organisation.slug])
    assert "Rapport manquant." in text(sign_in(cast.administrator), ours)
    assert "Rapport manquant." in text(sign_in(cast.coordinator), ours)
    assert sign_in(cast.outsider).get(ours).status_code == 404
    assert browser.get(suspend).status_code == 302  # done already


def test_the_public_page_names_what_coordinators_let_it(
    cast: Cast, network: Network, oriane: Person, sign_in: SignIn
) -> None:
    factories.make_membership(network, cast.organisation)
    factories.make_membership(network, cast.elsewhere.organisation, "suspended")
    Organisation.objects.filter(pk=cast.organisation.pk).update(region="FR-PDL")
    page = reverse("networks:page", args=[network.slug])
    assert "Cap Ouest" not in text(Client(), page)
    form = {
        "languages": ["fr"],
        "name_fr": "Cap Ouest",
        "theme_fr": "Oser",
        "objectives_fr": "Oser",
        "listed": "on",
    }
    set_up = reverse("programmes:presentation", args=[cast.programme.slug])
    assert sign_in(cast.coordinator).post(set_up, form).status_code == 302
    type(cast.elsewhere).objects.filter(pk=cast.elsewhere.pk).update(listed=True)
    seen = text(Client(), page)
    assert "Cap Ouest" in seen
    assert "Pays de la Loire" in seen
    assert cast.elsewhere.organisation.name not in seen  # suspended
    assert '<svg class="map__picture"' in seen
    Network.objects.update(public=False)
    for client in (Client(), sign_in(cast.administrator)):
        assert client.get(page).status_code == 404
    assert "pas encore publique" in text(sign_in(oriane), page)


def test_an_invited_organisation_joins_through_its_pages(
    cast: Cast, network: Network, oriane: Person, sign_in: SignIn
) -> None:
    sign_in(oriane).post(reverse("networks:invite", args=[network.slug]), {"email": cast.administrator.email})
    (letter,) = queries.letters_of(network, "member")
    path = reverse("networks:answer_letter", args=[letter.pk])
    browser = sign_in(cast.administrator)
    assert path in text(browser, "/")  # the home page says who waits
    assert path in text(browser, reverse("networks:index"))
    for nobody in (cast.coordinator, cast.outsider, oriane):
        assert sign_in(nobody).get(path).status_code == 404
    assert browser.post(path, {"organisation": str(cast.elsewhere.organisation_id)}).status_code == 422
    id = browser.get(path).context["form"].initial["id"]
    answer = browser.post(path, {"organisation": str(cast.organisation.pk), "id": id, "country": "FR"})
    assert answer.headers["Location"] == reverse("networks:of_organisation", args=[cast.organisation.slug])
    assert Membership.objects.get().state == "member"


def test_somebody_without_an_organisation_founds_one_with_the_letter(
    network: Network, oriane: Person, sign_in: SignIn
) -> None:
    zoe = factories.make_person("Zoé Phare")
    actions.write_to(actor=oriane, network=network, email=zoe.email, asks="member")
    path = reverse("networks:answer_letter", args=[queries.letters_of(network, "member")[0].pk])
    browser = sign_in(zoe)
    data = {
        "id": str(browser.get(path).context["form"].initial["id"]),
        "organisation": "new",
        "country": "BE",
    }
    assert browser.post(path, data | {"name": ""}).status_code == 422
    assert browser.post(path, data | {"name": "Le Phare"}).status_code == 302
    assert Membership.objects.get().organisation.name == "Le Phare"


def test_a_request_waits_on_the_home_page_of_who_answers_it(
    cast: Cast, network: Network, oriane: Person, sign_in: SignIn
) -> None:
    ours = reverse("networks:of_organisation", args=[cast.organisation.slug])
    browser = sign_in(cast.administrator)
    assert network.name in text(browser, ours)
    browser.post(reverse("networks:ask", args=[cast.organisation.slug]), {"network": network.slug})
    row = Membership.objects.get()
    home = text(sign_in(oriane), "/")
    assert reverse("networks:member", args=[network.slug, row.pk]) in home
    sign_in(oriane).post(reverse("networks:accept", args=[network.slug, row.pk]))
    row.refresh_from_db()
    assert row.state == "member"
    leave = reverse("networks:leave", args=[cast.organisation.slug, row.pk])
    assert browser.get(leave).status_code == 200
    assert sign_in(cast.coordinator).post(leave).status_code == 404
    browser.post(leave)
    row.refresh_from_db()
    assert row.state == "left"


def test_a_network_presents_itself_in_its_languages_before_it_is_public(
    network: Network, oriane: Person, sign_in: SignIn
) -> None:
    browser, path = sign_in(oriane), reverse("networks:settings", args=[network.slug])
    data = {"name": "Grand Large", "languages": ["fr", "en"], "public": "on", "countries": ["FR", "BE"]}
    data["seen"] = digest(seen.network(network))
    refused = browser.post(path, data | {"presentation_fr": "Bonjour."})
    assert refused.status_code == 422
    texts = {"presentation_fr": "Bonjour.", "presentation_en": "Hello."}
    for _click in range(2):
        assert browser.post(path, data | texts).status_code == 302
    late = browser.post(path, data | texts | {"public": "", "presentation_fr": "Bonsoir."})
    assert late.status_code == 409
    assert "Bonsoir." in late.content.decode()
    network.refresh_from_db()
    assert network.public
    assert (network.presentation, network.countries) == ({"fr": "Bonjour.", "en": "Hello."}, ["FR", "BE"])


def test_the_number_of_queries_does_not_grow_with_the_members(
    cast: Cast,
    network: Network,
    oriane: Person,
    sign_in: SignIn,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for n in range(12):
        house = factories.make_organisation(f"Maison {n}", region="FR-PDL")
        factories.make_membership(network, house, "asked" if n % 3 == 0 else "member")
        factories.make_programme(house, f"maison-{n}", listed=True)
    browser = sign_in(oriane)
    for name, most in (("members", 20), ("page", 18)):
        with django_assert_max_num_queries(most):  # type: ignore[attr-defined]
            browser.get(reverse(f"networks:{name}", args=[network.slug]))

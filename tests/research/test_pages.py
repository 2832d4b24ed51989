"""What a network's people do on their pages, and what everybody finds."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pyld import jsonld

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.research import actions
from ithaca.research.models import Release, Study
from tests.factories import make_network, make_person
from tests.research.releases import make_release
from tests.research.world import CONTENT, FIRST_HALF, SENT, SUMMER, at, make_study, make_world

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def made_from(browser: Client, address: str) -> dict[str, str]:
    """What a page says that it was made from."""
    found = re.search(r'name="seen" value="([^"]*)"', browser.get(address).content.decode())
    assert found is not None
    return {"seen": found[1]}


def test_a_study_is_written_changed_opened_and_closed(sign_in: SignIn) -> None:
    rosa = make_person("Rosa Recherche")
    network = make_network(rosa)
    browser, id = sign_in(rosa), new_id()
    new = reverse("research:new", args=[network.slug])
    assert browser.post(new, {**SENT, "id": str(id), "k": "9"}).status_code == 422
    assert browser.post(new, {**SENT, "id": str(id)}).status_code == 302
    assert browser.post(new, {**SENT, "id": str(id)}).status_code == 302  # a second click
    study = Study.objects.get(pk=id)
    assert (study.k, study.licence, len(study.variables)) == (12, "CC0-1.0", 5)
    one = [network.slug, id]
    edit, opening, home = (reverse(f"research:{name}", args=one) for name in ("edit", "open", "study"))
    shown = made_from(browser, edit)
    for _click in range(2):
        assert browser.post(edit, {**SENT, "title": "Autrement", **shown}).status_code == 302
    late = browser.post(edit, {**SENT, "title": "Encore autrement", **shown})
    assert late.status_code == 409
    assert "Encore autrement" in late.content.decode()
    browser.post(opening, shown)  # what its page has told is no longer what would be opened
    study.refresh_from_db()
    assert (study.title, study.state) == ("Autrement", "draft")
    browser.post(opening, made_from(browser, home))
    late = browser.post(edit, {**SENT, "title": "Trop tard"})
    assert late.status_code == 409
    assert "Trop tard" in late.content.decode()
    study.refresh_from_db()
    assert (study.title, study.state) == ("Autrement", "open")
    close = reverse("research:close", args=one)
    assert (
        "Clore l’étude\N{NO-BREAK SPACE}?" in browser.get(close).content.decode()
    )  # asked once more, nothing done
    study.refresh_from_db()
    assert study.state == "open"
    browser.post(close)
    study.refresh_from_db()
    assert study.state == "closed"
    assert browser.get(close).status_code == 302
    assert browser.get(reverse("research:publish", args=one)).status_code == 302


def test_numbers_are_looked_at_in_tens_and_then_published(sign_in: SignIn) -> None:
    world = make_world()
    browser = sign_in(world.researcher)
    page = reverse("research:publish", args=[world.network.slug, world.study.pk])
    days = {"since": FIRST_HALF.since.date().isoformat(), "until": FIRST_HALF.until.date().isoformat()}
    with at(SUMMER):
        preview = browser.get(page, days).context["preview"]
        assert (preview.lines, preview.left_out) == (10, 0)  # twelve
        assert browser.get(page, {**days, "until": "2026-05-12"}).status_code == 422
        browser.post(page, {**days, "id": str(new_id())})
        release = Release.objects.get()
        again = reverse("research:again", args=[world.network.slug, release.pk])
        answer = browser.post(again, follow=True).content.decode()
    assert release.lines == 12
    assert release.sha256 in answer
    assert "identique à l’octet près" in answer


def test_everybody_reads_what_it_is_how_nobody_is_made_out_and_how_to_cite(client: Client) -> None:
    rosa = make_person("Rosa Recherche")
    release = make_release(make_study(make_network(rosa), rosa))
    listed = client.get(reverse("research:public")).content.decode()
    assert CONTENT.title in listed
    page = client.get(reverse("research:release", args=[release.pk]))
    text = page.content.decode()
    for each in (CONTENT.purpose, release.sha256, "creativecommons.org/licenses/by/4.0", "package.zip"):
        assert each in text
    assert f"{release.publisher} ({release.published_at.year})" in text
    assert (
        CONTENT.title
        in client.get(reverse("networks:page", args=[release.study.network.slug])).content.decode()
    )


def test_the_networks_people_alone_see_its_studies(sign_in: SignIn, client: Client) -> None:
    rosa, other = make_person("Rosa Recherche"), make_person("Oscar Autre")
    network, elsewhere = make_network(rosa), make_network(other, "Ailleurs")
    study = make_study(network, rosa)
    for name, args in (
        ("index", [network.slug]),
        ("study", [network.slug, study.pk]),
        ("publish", [network.slug, study.pk]),
    ):
        assert sign_in(other).get(reverse(f"research:{name}", args=args)).status_code == 404
    # Nor by way of a network of one's own.
    assert sign_in(other).get(reverse("research:study", args=[elsewhere.slug, study.pk])).status_code == 404


def make_releases(number: int) -> list[Release]:
    rosa = make_person("Rosa Recherche")
    first = make_release(make_study(make_network(rosa), rosa))
    others = []
    for each in range(2, number + 1):
        row = Release.objects.get(pk=first.pk)
        row.pk, row.number, row.published_at = new_id(), each, first.published_at + timedelta(days=each)
        row.address = f"https://ithaca.example.org/research/{row.pk}/"
        others.append(row)
    return [first, *Release.objects.bulk_create(others)]


def test_many_editions_are_read_page_by_page_of_all_or_of_one_network(client: Client) -> None:
    rows = make_releases(30)
    slug, other = rows[0].study.network.slug, make_network(make_person("Oscar Autre"), "Ailleurs")
    index = reverse("research:public")
    shown = [
        str(row.pk)
        for page in (1, 2)
        for row in client.get(index, {"network": slug, "page": page}).context["page"]
    ]
    assert shown == [str(row.pk) for row in reversed(rows)]
    assert f"?network={slug}&amp;page=2" in client.get(index, {"network": slug}).content.decode()
    for nothing in (other.slug, "nobody"):
        assert client.get(index, {"network": nothing}).status_code == 404
    page = client.get(reverse("networks:page", args=[slug]))
    assert [row.number for row in page.context["releases"]] == [30, 29, 28, 27, 26, 25]
    assert f"{index}?network={slug}" in page.content.decode()


def test_who_gathers_the_catalogue_follows_it_to_the_end(client: Client) -> None:
    rows = make_releases(230)
    hydra, found, address = "http://www.w3.org/ns/hydra/core#", [], reverse("research:catalogue")
    while address:
        (page,) = jsonld.expand(client.get(address).json())
        found += [each["@id"] for each in page["http://www.w3.org/ns/dcat#dataset"]]
        assert page[f"{hydra}totalItems"] == [{"@value": 230}]
        (view,) = page[f"{hydra}view"]
        following = view.get(f"{hydra}next", [{"@id": ""}])
        address = following[0]["@id"].removeprefix(settings.BASE_URL)
    assert found == [row.address for row in reversed(rows)]
    last = client.get(reverse("research:catalogue"), {"page": 3}).json()["hydra:view"]
    assert "hydra:next" not in last
    assert last["hydra:previous"]["@id"].endswith("?page=2")


def test_one_organisation_and_one_programme_are_said_as_one(sign_in: SignIn) -> None:
    world = make_world(pairs=0)
    for house in world.houses[1:]:
        actions.end_agreement(actor=house.administrator, study=world.study, organisation=house.organisation)
        actions.leave(actor=house.coordinator, study=world.study, programme=house.programme)
    text = sign_in(world.researcher).get(reverse("research:study", args=[world.network.slug, world.study.pk]))
    assert "Organisation qui a donné son accord" in text.content.decode()
    assert "Programme qui participe" in text.content.decode()

"""A programme begins a file; its page is for whoever has to do with it."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.seals.models import SealFile
from tests.seals.sealers import Sealers

SignIn = Callable[[Person], Client]


def test_a_coordinator_chooses_a_scheme_of_the_organisations_network_and_begins(
    world: Sealers, sign_in: SignIn
) -> None:
    client = sign_in(world.clemence)
    page = client.get(reverse("seals:programme", args=[world.cast.programme.slug]))
    begin = reverse("seals:begin", args=[world.cast.programme.slug, world.version.pk])
    assert begin in page.content.decode()
    id = new_id()
    answer = client.post(begin, {"id": str(id), "level": "second"})
    assert answer.headers["Location"] == reverse("seals:file", args=[id])
    row = SealFile.objects.get()
    assert (row.level, row.state, row.network) == ("second", "self-assessment", world.network)
    assert client.post(begin, {"id": str(id), "level": "second"}).status_code == 302
    assert SealFile.objects.count() == 1


def test_the_page_of_a_file_tells_where_it_stands_and_the_network_sees_nothing_of_it(
    world: Sealers, sign_in: SignIn
) -> None:
    row = world.begun()
    address = reverse("seals:file", args=[row.pk])
    page = sign_in(world.claude).get(address).content.decode()
    assert "Clémence Roy" in page
    assert "Autoévaluation" in page
    for stranger in (world.oriane, world.auditors[0], world.committee[0], world.cast.outsider):
        assert sign_in(stranger).get(address).status_code == 404


def test_nobody_begins_with_a_network_of_which_the_organisation_is_no_member(
    world: Sealers, sign_in: SignIn
) -> None:
    page = reverse("seals:begin", args=[world.cast.elsewhere.slug, world.version.pk])
    assert sign_in(world.cast.outsider).get(page).status_code == 404


def test_who_has_not_begun_sees_what_the_facts_say_today(world: Sealers, sign_in: SignIn) -> None:
    address = reverse("seals:begin", args=[world.cast.programme.slug, world.version.pk])
    page = sign_in(world.clemence).get(address).content.decode()
    assert "parlent de 1 critère ; pour 1, ils montrent ce qui est demandé." in page.replace("\xa0", " ")
    assert "#fact-aims_described" in page
    world.cast.programme.objectives = {}
    world.cast.programme.save()
    assert "pour 0, ils montrent" in sign_in(world.clemence).get(address).content.decode()

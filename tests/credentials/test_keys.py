"""Keys: made, changed, retired, stolen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.credentials import actions, queries, sealing
from ithaca.credentials.models import IssuerKey
from ithaca.credentials.open_badges import proofs
from ithaca.credentials.open_badges.keys import new_key
from ithaca.credentials.open_badges.multibase import public_key
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.networks.models import Network, NetworkRole
from tests.cast import Cast
from tests.credentials.awards import certified, certify, make_key
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_sealed_key_opens_in_its_own_row_with_the_same_secret_and_nowhere_else(settings: Settings) -> None:
    key, row = new_key(), new_id()
    sealed = sealing.seal(key, row)
    assert key.to_bytes() not in sealed
    assert sealing.unseal(sealed, row).public_multikey == key.public_multikey
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed, new_id())
    settings.SECRET_KEY = "another installation"
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed, row)


def test_the_next_key_retires_the_one_before_whose_private_half_is_gone(cast: Cast) -> None:
    old = certified(cast)
    second = make_key(cast.administrator, cast.organisation)
    first = IssuerKey.objects.get(number=1)
    assert (first.state, bytes(first.sealed)) == ("retired", b"")
    assert (second.number, second.state) == (2, "active")
    new = certify(second.issuer, cast.mentor, by=cast.administrator)
    methods = {one["id"]: one for one in queries.issuer_document(second.issuer)["verificationMethod"]}
    for row in (old, new):  # each by the key that it names, in the issuer's document of today
        document = queries.document(row)
        method = methods[document["proof"]["verificationMethod"]]
        proofs.verify(document, public_key(method["publicKeyMultibase"]))


def test_a_second_click_makes_no_second_key(cast: Cast) -> None:
    id = new_id()
    for _click in range(2):
        actions.make_key(actor=cast.administrator, body=cast.organisation, id=id)
    assert IssuerKey.objects.count() == 1


def test_a_stolen_key_is_marked_with_the_moment_and_signs_no_more(cast: Cast) -> None:
    row = certified(cast)
    since = clock.now() - timedelta(hours=3)
    actions.revoke_key(actor=cast.administrator, key=row.key, since=since, reason="Un disque perdu.")
    key = IssuerKey.objects.get()
    assert (key.state, bytes(key.sealed), key.revoked_at) == ("revoked", b"", since)
    methods = queries.issuer_document(row.issuer)["verificationMethod"]
    assert all(method["revoked"] == proofs.moment(since) for method in methods)
    with pytest.raises(Refusal):
        certify(row.issuer, cast.mentor, by=cast.administrator)
    with pytest.raises(ForbiddenTransition):
        actions.retire_key(actor=cast.administrator, key=key)
    assert Client().get(f"/status/{row.status_list_id}/revocation/").status_code == 503
    assert "disque" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_a_key_is_not_stolen_in_the_future(cast: Cast) -> None:
    key = make_key(cast.administrator, cast.organisation)
    with pytest.raises(Refusal):
        actions.revoke_key(
            actor=cast.administrator, key=key, since=clock.now() + timedelta(days=1), reason="-"
        )


def test_only_administrators_of_the_organisation_touch_its_keys(cast: Cast) -> None:
    key = make_key(cast.administrator, cast.organisation)
    for person in (cast.outsider, cast.mentor, cast.coordinator):
        with pytest.raises(Denied):
            make_key(person, cast.organisation)
        with pytest.raises(Denied):
            actions.retire_key(actor=person, key=key)
        with pytest.raises(Denied):
            actions.revoke_key(actor=person, key=key, since=clock.now(), reason="-")


def test_the_pages_ask_who_it_is_once_more_before_a_key_is_made(
    cast: Cast, sign_in: Callable[[Person], Client]
) -> None:
    client = sign_in(cast.administrator)
    start = f"/organisations/{cast.organisation.slug}/keys/"
    id = str(new_id())
    asked = client.post(f"{start}new/", {"id": id})
    assert asked.headers["Location"].startswith("/account/again/?next=")
    assert not IssuerKey.objects.exists()
    client.post(asked.headers["Location"], {"password": PASSWORD})
    assert client.post(f"{start}new/", {"id": id}).status_code == 302
    page = client.get(start).content.decode()
    key = IssuerKey.objects.get()
    assert key.public_multikey[-4:] in page
    assert client.post(f"{start}1/retire/").status_code == 302
    key.refresh_from_db()
    assert key.state == "retired"
    then = (clock.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert client.post(f"{start}1/revoke/", {"since": then, "reason": "Perdue"}).status_code == 302
    key.refresh_from_db()
    assert key.state == "revoked"


def test_the_outsider_finds_no_keys(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    make_key(cast.administrator, cast.organisation)
    client = sign_in(cast.outsider)
    for page in ("keys/", "keys/new/", "keys/1/retire/", "keys/1/revoke/", "credentials/"):
        assert client.get(f"/organisations/{cast.organisation.slug}/{page}").status_code == 404, page


@pytest.fixture
def network(cast: Cast) -> Network:
    """Grand Large, administered by the coordinator."""
    made = Network.objects.create(name="Grand Large", slug="grand-large")
    NetworkRole.objects.create(person=cast.coordinator, network=made, role="administrator")
    return made


def test_a_networks_administrator_makes_its_keys(cast: Cast, network: Network) -> None:
    with pytest.raises(Denied):
        actions.make_key(actor=cast.administrator, body=network, id=new_id())
    key = actions.make_key(actor=cast.coordinator, body=network, id=new_id())
    assert certify(key.issuer, cast.mentor, by=cast.coordinator).issuer.name == "Grand Large"


def test_a_network_has_the_same_pages_for_its_keys_and_for_what_it_has_issued(
    cast: Cast, network: Network, sign_in: Callable[[Person], Client]
) -> None:
    client, start = sign_in(cast.coordinator), f"/networks/{network.slug}"
    id = str(new_id())
    asked = client.post(f"{start}/keys/new/", {"id": id})
    client.post(asked.headers["Location"], {"password": PASSWORD})
    assert client.post(f"{start}/keys/new/", {"id": id}).headers["Location"] == f"{start}/keys/"
    key = IssuerKey.objects.get()
    assert key.issuer.network == network
    page = client.get(f"{start}/keys/").content.decode()
    assert key.public_multikey[-4:] in page
    assert f'href="{start}/keys/1/retire/"' in page
    row = certify(key.issuer, cast.mentor, by=cast.coordinator)
    assert f'href="{start}/credentials/{row.pk}/"' in client.get(f"{start}/credentials/").content.decode()
    client.post(f"{start}/credentials/{row.pk}/", {"suspend": "1", "reason": "À vérifier"})
    row.refresh_from_db()
    assert row.state == "suspended"
    assert client.post(f"{start}/keys/1/retire/").headers["Location"] == f"{start}/keys/"


def test_the_pages_of_a_network_and_of_a_member_do_not_open_each_others_keys(
    cast: Cast, network: Network, sign_in: Callable[[Person], Client]
) -> None:
    own = make_key(cast.administrator, cast.organisation)
    row = certify(own.issuer, cast.mentor, by=cast.administrator)
    client = sign_in(cast.coordinator)
    pages = (f"credentials/{row.pk}/", "keys/1/retire/", "keys/1/revoke/")
    assert [client.get(f"/networks/{network.slug}/{page}").status_code for page in pages] == [404] * 3
    member = sign_in(cast.administrator)
    assert member.get(f"/networks/{network.slug}/keys/").status_code == 404

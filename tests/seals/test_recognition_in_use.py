"""A programme that holds another network's seal is asked only for the supplement, as long as that seal counts."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.schemes import actions as schemes
from ithaca.schemes.actions import RecognitionContent
from ithaca.seals import actions, cases, queries
from tests.database import kept
from tests.seals.sealed import decided
from tests.seals.shores import Shore, make_shore


@pytest.fixture
def shore(db: None) -> Shore:
    return kept("two networks that recognise each other", make_shore)


def test_only_the_supplement_is_asked_for(shore: Shore) -> None:
    row = shore.begun()
    assert (row.network, row.rests_on, row.level) == (shore.network, shore.held.row, "first")
    assert queries.left_to_show(row) == ("a4",)
    first = cases.result_of(row).outcomes[0]
    assert [lack.standards for lack in first.lacks] == [("a4",)]
    shore.held.world.says(row, a4="done")
    assert cases.result_of(row).level == "first"


def test_the_seal_by_recognition_ends_with_the_one_on_which_it_rests(shore: Shore) -> None:
    row = shore.awarded()
    assert row.credential is not None
    assert row.credential.valid_until == shore.held.seal.valid_until
    assert row.credential.issuer.network == shore.network


def test_it_is_suspended_comes_back_and_is_withdrawn_with_it(shore: Shore) -> None:
    row = shore.awarded()

    def states() -> tuple[str, str]:
        now = shore.held.world.now(row)
        assert now.credential is not None
        return now.state, now.credential.state

    shore.change("suspend")
    assert states() == ("suspended", "suspended")
    shore.change("reinstate")
    assert states() == ("sealed", "issued")
    shore.change("withdraw")
    assert states() == ("withdrawn", "revoked")


def test_while_the_other_seal_does_not_count_nothing_is_covered_and_nothing_awarded(shore: Shore) -> None:
    row = shore.begun()
    shore.held.world.says(row, a4="done")
    shore.change("suspend")
    row = shore.held.world.now(row)
    assert "a4" not in queries.vouched_for(row)
    assert queries.vouched_for(row) == frozenset()
    assert set(queries.left_to_show(row)) == {"a1", "a2", "a4", "b1"}
    with pytest.raises(Refusal):
        decided(shore.held.world, row)


def test_nothing_rests_on_a_seal_that_rests_itself(shore: Shore) -> None:
    """Else two networks could hold each other's seals up, and nobody would have looked."""
    shore.awarded()
    back = RecognitionContent(
        ours=shore.held.world.version, level="first", theirs=shore.version, their_level="first"
    )
    schemes.declare_recognition(
        actor=shore.held.world.oriane, network=shore.held.world.network, id=new_id(), content=back
    )
    bases = {offer.base.pk for offer in queries.offers_to(shore.held.world.cast.programme)}
    assert bases == {shore.held.row.pk}


@pytest.mark.parametrize("gone", ["recognition", "membership", "seal"])
def test_what_no_longer_counts_there_is_not_offered(shore: Shore, gone: str) -> None:
    offer = shore.offer()
    if gone == "recognition":
        schemes.end_recognition(actor=shore.joel, recognition=shore.recognition)
    elif gone == "membership":
        shore.network.memberships.update(state="left")
    else:
        shore.change("suspend")
    assert queries.offers_to(shore.held.world.cast.programme) == []
    with pytest.raises(Refusal):
        actions.begin_by_recognition(
            actor=shore.held.world.clemence,
            programme=shore.held.world.cast.programme,
            offer=offer,
            id=new_id(),
        )


def test_the_programmes_people_begin_it_and_nobody_else(
    shore: Shore, sign_in: Callable[[Person], Client]
) -> None:
    for person in (shore.joel, shore.held.world.oriane, shore.held.world.cast.outsider):
        with pytest.raises(Denied):
            shore.begun(person)
    programme = shore.held.world.cast.programme
    start = f"/programmes/{programme.slug}/seals/recognised/"
    one = f"{start}{shore.held.row.pk}/{shore.recognition.pk}/"
    client = sign_in(shore.held.world.clemence)
    assert f'href="{start}"' in client.get(f"/seal-files/{shore.held.row.pk}/").content.decode()
    assert f'href="{one}"' in client.get(start).content.decode()
    assert "a4 fr" in client.get(one).content.decode()
    id = str(new_id())
    for _click in range(2):
        assert client.post(one, {"id": id}).headers["Location"] == f"/seal-files/{id}/"
    page = client.get(f"/seal-files/{id}/").content.decode()
    assert f"/seals/{shore.held.row.pk}/" in page
    for person in (shore.joel, shore.held.world.cast.outsider):
        assert sign_in(person).get(one).status_code == 404


def test_the_network_of_the_other_seal_learns_of_a_file_once_it_has_a_seal(
    shore: Shore, sign_in: Callable[[Person], Client]
) -> None:
    oriane, change = sign_in(shore.held.world.oriane), f"/seal-files/{shore.held.row.pk}/standing/"
    row = shore.begun()
    assert "Deux Rives" not in oriane.get(change).content.decode()
    shore.held.world.says(row, a4="done")
    decided(shore.held.world, row)
    assert "Deux Rives" in oriane.get(change).content.decode()


def test_the_registry_leads_to_no_seal_of_a_network_that_is_not_public(shore: Shore) -> None:
    row = shore.awarded()
    Network.objects.filter(pk=shore.network.pk).update(public=True)
    base = f"/seals/{shore.held.row.pk}/"
    for path in (f"/seals/{row.pk}/", "/networks/deux-rives/seals/feed.json"):
        assert base in Client().get(path).content.decode()
    Network.objects.filter(pk=shore.held.world.network.pk).update(public=False)
    for path in (f"/seals/{row.pk}/", "/networks/deux-rives/seals/feed.json"):
        assert base not in Client().get(path).content.decode()

"""Ten times the files, the same number of queries, wherever auditors, committee and network see a list of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.organisations.models import Organisation
from ithaca.seals import freezing, queries
from ithaca.seals.models import Audit, Finding, Part, SealFile, Vote
from ithaca.seals.queries import documents
from tests import factories
from tests.seals.sealers import Sealers, make_sealers

FEW, MANY = 2, 12
SignIn = Callable[[Person], Client]


class Grown:
    """A network with files in every state in which somebody of it has something to do."""

    def __init__(self) -> None:
        self.world, self.count = make_sealers(), 0
        self.frozen = freezing.freeze(self.world.begun())

    def grow(self, count: int) -> None:
        for number in range(self.count, self.count + count):
            organisation = factories.make_organisation(f"Rive {number}")
            factories.make_membership(self.world.network, organisation)
            for state in ("handed in", "audit", "reported", "deciding", "refused"):
                self._file(organisation, f"{number}-{state.replace(' ', '-')}", state)
        self.count += count

    def _file(self, organisation: Organisation, slug: str, state: str) -> None:
        world, now = self.world, clock.now()
        programme = factories.make_programme(organisation, slug)
        factories.make_coordinator(world.clemence, programme)
        row = SealFile.objects.create(
            network=world.network,
            programme=programme,
            version=world.version,
            level="first",
            state=state,
            since=now,
            first_day=now.date(),
            last_day=now.date(),
            handed_in_at=now,
            frozen=self.frozen,
        )
        if state == "handed in":
            return
        audit = Audit.objects.create(file=row, answers_until=now.date() + timedelta(days=9))
        Part.objects.create(audit=audit, person=world.auditors[0])
        if state == "reported":
            audit.reported_at = now
            audit.save(update_fields=["reported_at"])
            Finding.objects.create(audit=audit, standard="b1", kind="remediable", words="…")
        if state == "deciding":
            for person in world.committee[1:]:
                Vote.objects.create(file=row, person=person, step="refuse", reasons="…")

    def lists(self, sign_in: SignIn) -> dict[str, Callable[[], object]]:
        """What each sees who has something to do, and the reads behind it."""
        world, (cora, *_others) = self.world, self.world.committee
        pages = {
            (world.oriane, "/"),
            (world.oriane, reverse("seals:of_network", args=[world.network.slug])),
            (world.auditors[0], "/"),
            (world.auditors[0], reverse("seals:desk")),
            (cora, "/"),
            (cora, reverse("seals:desk")),
            (world.clemence, "/"),
        }
        found: dict[str, Callable[[], object]] = {
            "to decide": lambda: queries.to_decide(cora),
            "to hand over": lambda: documents.to_hand_over(world.clemence),
        }
        for person, address in pages:
            client = sign_in(person)
            found[f"{person.name} {address}"] = lambda client=client, address=address: client.get(address)  # type: ignore[misc]
        return found


@pytest.mark.django_db
def test_more_files_take_no_more_queries(sign_in: SignIn) -> None:
    grown = Grown()
    lists = grown.lists(sign_in)

    def taken() -> dict[str, int]:
        counts = {}
        for name, look in lists.items():
            look()  # what is kept after the first time is kept now
            with CaptureQueriesContext(connection) as captured:
                look()
            counts[name] = len(captured)
        return counts

    grown.grow(FEW)
    few = taken()
    grown.grow(MANY - FEW)
    many = taken()
    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
    world: Sealers = grown.world
    assert len(queries.to_decide(world.committee[0])) == MANY

"""A network with a small scheme, and a member's programme that asks for its seal."""

from dataclasses import dataclass, field
from typing import Any

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network, NetworkRole
from ithaca.schemes.document import digest
from ithaca.schemes.models import SchemeVersion
from ithaca.seals import actions, queries
from ithaca.seals.models import Answer, SealFile
from tests import factories
from tests.cast import Cast, make_cast
from tests.schemes import small

Content = dict[str, Any]


def small_scheme() -> Content:
    """
    Two levels over two requirements. *Basic* standards: a1, a2 (a fact decides), b1. *Further*: a3 (mandatory), b2, b3
    (minors), b4 (optional). The first level asks for every basic one, the second for two further ones.
    """
    one = small.standard
    return small.content_of(
        [
            {
                "slug": "a",
                "optional": False,
                "standards": [
                    one("a1", evidence=["paper"]),
                    one("a2", facts=[{"fact": "aims_described", "at_least": 1}]),
                    one("a3", tier="further", mandatory=True, facts=[{"fact": "coordinators"}]),
                ],
            },
            {
                "slug": "b",
                "optional": False,
                "standards": [
                    one("b1", weight=2),
                    one("b2", tier="further"),
                    one("b3", tier="further", minors=True),
                    one("b4", tier="further", optional=True),
                ],
            },
        ],
        [
            {"slug": "first", "valid_months": 36, "rules": [{"rule": "all_of", "tiers": ["basic"]}]},
            {
                "slug": "second",
                "after": "first",
                "valid_months": 36,
                "rules": [{"rule": "n_of", "tiers": ["further"], "at_least": 2}],
            },
        ],
    )


def publish(network: Network, content: Content, *, number: int = 1, **fields: Any) -> SchemeVersion:
    return SchemeVersion.objects.create(
        network=network,
        series=fields.pop("series", new_id()),
        number=number,
        state="published",
        content=content,
        sha256=digest(content),
        family=fields.pop("family", "small"),
        published_at=clock.now(),
        **fields,
    )


@dataclass(frozen=True)
class Sealers:
    """
    Clémence and Claude coordinate the programme of the cast, Alma administers its organisation. Oriane administers the
    network; Aude, Aziz and Ava audit for it, Cora, Cyr and Cléo are its committee. Oscar is nobody to either.
    """

    cast: Cast
    network: Network
    version: SchemeVersion
    claude: Person
    oriane: Person
    auditors: tuple[Person, ...] = ()
    committee: tuple[Person, ...] = field(default=())

    @property
    def clemence(self) -> Person:
        return self.cast.coordinator

    def begun(self, level: str = "first", **fields: Any) -> SealFile:
        row = actions.begin_file(
            actor=self.clemence,
            programme=self.cast.programme,
            version=self.version,
            level=level,
            id=new_id(),
        )
        if fields:
            SealFile.objects.filter(pk=row.pk).update(**fields)
        return self.now(row)

    def now(self, row: SealFile) -> SealFile:
        found = queries.file(row.pk)
        assert found is not None
        return found

    def says(self, row: SealFile, **steps: str) -> None:
        """What stands in the rows, whoever wrote it."""
        for standard, step in steps.items():
            Answer.objects.update_or_create(
                file=row,
                standard=standard,
                defaults={"step": step, "changed_by": self.clemence, "changed_at": clock.now()},
            )


def make_sealers() -> Sealers:
    cast = make_cast()
    claude, oriane = factories.make_person("Claude Roux"), factories.make_person("Oriane Vidal")
    factories.make_coordinator(claude, cast.programme)
    network = factories.make_network(oriane)
    factories.make_membership(network, cast.organisation)

    def people(role: str, *names: str) -> tuple[Person, ...]:
        found = tuple(factories.make_person(name) for name in names)
        for person in found:
            NetworkRole.objects.create(network=network, person=person, role=role)
        return found

    return Sealers(
        cast=cast,
        network=network,
        version=publish(network, small_scheme()),
        claude=claude,
        oriane=oriane,
        auditors=people("auditor", "Aude Audit", "Aziz Audit", "Ava Audit"),
        committee=people("committee", "Cora Comité", "Cyr Comité", "Cléo Comité"),
    )

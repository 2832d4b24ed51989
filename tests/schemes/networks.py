"""Two networks with schemes: Grand Large keeps the shipped one, Deux Rives derives from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.schemes import actions, editing
from ithaca.schemes.document import Content
from ithaca.schemes.editing import Said
from ithaca.schemes.models import SchemeVersion
from tests import factories


@dataclass(frozen=True)
class Schemers:
    """Oriane administers Grand Large, Joël administers Deux Rives; Oscar administers neither."""

    oriane: Person
    joel: Person
    oscar: Person
    large: Network
    rives: Network

    def adopted(self) -> SchemeVersion:
        return actions.adopt_scheme(
            actor=self.oriane, network=self.large, id=new_id(), slug="programme-quality"
        )

    def published(self) -> SchemeVersion:
        row = self.adopted()
        actions.publish_scheme(actor=self.oriane, version=row)
        row.refresh_from_db()
        return row

    def derived(self, source: SchemeVersion) -> SchemeVersion:
        return actions.derive_scheme(actor=self.joel, network=self.rives, id=new_id(), source=source)

    def next_with(self, version: SchemeVersion, *edits: Callable[[Content], Content]) -> SchemeVersion:
        """The next version of Grand Large's scheme, published with these changes."""
        row = actions.begin_next_version(actor=self.oriane, version=version, id=new_id())
        for edit in edits:
            actions.change_scheme(actor=self.oriane, version=row, edit=edit)
        self.explain(self.oriane, row)
        actions.publish_scheme(actor=self.oriane, version=row)
        row.refresh_from_db()
        return row

    def explain(self, actor: Person, row: SchemeVersion) -> None:
        """A reason for whatever differs from the origin."""
        standards = {one["slug"] for each in row.content["requirements"] for one in each["standards"]}
        reasons = dict.fromkeys({*standards, "data_breach", "aims_written"}, "Parce que.")
        actions.give_reasons(actor=actor, version=row, reasons=reasons)


def make_schemers() -> Schemers:
    oriane, joel, oscar = (factories.make_person(name) for name in ("Oriane", "Joël", "Oscar"))
    large = factories.make_network(oriane, "Grand Large", slug="grand-large")
    rives = factories.make_network(joel, "Deux Rives", slug="deux-rives")
    return Schemers(oriane, joel, oscar, large, rives)


def reworded(slug: str, french: str) -> Callable[[Content], Content]:
    """An edit that gives a standard another French text."""

    def edit(content: Content) -> Content:
        home, one = next(
            (each["slug"], one)
            for each in content["requirements"]
            for one in each["standards"]
            if one["slug"] == slug
        )
        english: Any = content["texts"]["en"]["standards"][slug]["label"]
        return editing.with_standard(content, home, one, Said({"label": {"fr": french, "en": english}}))

    return edit


def dropped(slug: str) -> Callable[[Content], Content]:
    return lambda content: editing.without_standard(content, slug)

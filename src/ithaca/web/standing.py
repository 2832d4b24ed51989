"""What a signed-in person takes part in: read once per page, for the frame and for the home page."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from ithaca.accounts.models import Person
from ithaca.certification.queries import takes_part
from ithaca.networks.models import Network
from ithaca.networks.queries import networks_of
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import organisations_of
from ithaca.programmes import queries as programmes
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.states import ASKING, INSIDE
from ithaca.research import queries as research
from ithaca.seals.queries import concerned, judges

SHOWN = (*INSIDE, *ASKING)


@dataclass(frozen=True)
class Standing:
    """Three queries, whatever somebody takes part in, and one more each for `certifies`, `networks`, `judges` and `sealing`."""

    person: Person
    participations: list[Participation]
    coordinated: list[Programme]
    organisations: list[Organisation]

    @property
    def inside(self) -> list[Participation]:
        return [row for row in self.participations if row.inside]

    def as_role(self, role: str) -> list[Participation]:
        return [row for row in self.participations if row.role == role]

    @cached_property
    def certifies(self) -> bool:
        """Whether certification concerns them at all; one query, asked when somebody wants to know."""
        mentored = {row.programme.organisation for row in self.inside if row.role == "mentor"}
        return takes_part(self.person, mentored)

    @cached_property
    def networks(self) -> list[Network]:
        """Those that they administer; one query, asked when somebody wants to know."""
        return list(networks_of(self.person))

    @cached_property
    def judges(self) -> bool:
        """Whether they audit or decide for some network; one query, asked when somebody wants to know."""
        return judges(self.person)

    @cached_property
    def sealing(self) -> bool:
        """Whether a programme of theirs is on its way to a seal or holds one; one query, as above."""
        return concerned(self.programmes, self.organisations)

    @property
    def programmes(self) -> list[Programme]:
        """Every programme once: those one takes part in, then those one coordinates."""
        found = {row.programme_id: row.programme for row in self.participations}
        return list((found | {row.pk: row for row in self.coordinated}).values())

    @property
    def searchable(self) -> list[Programme]:
        """Where one may look into the directory, as a mentee first."""
        rows = sorted(self.inside, key=lambda row: row.role != "mentee")
        rows = [row for row in rows if row.programme.state != "ended"]
        found = {row.programme_id: row.programme for row in rows}
        return list((found | {row.pk: row for row in self.coordinated if row.state != "draft"}).values())


def standing_of(request: HttpRequest) -> Standing | None:
    if not isinstance(request.user, Person):
        return None
    kept = getattr(request, "standing", None)
    if isinstance(kept, Standing):
        return kept
    person = request.user
    mine = [row for row in research.with_studies(programmes.participations_of(person)) if row.state in SHOWN]
    coordinated = list(programmes.programmes_coordinated_by(person))
    found = Standing(person, mine, coordinated, list(organisations_of(person)))
    request.standing = found  # type: ignore[attr-defined]
    return found

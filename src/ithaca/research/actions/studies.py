"""A network writes a study, opens it to its members, closes it."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.editions.seen import Seen
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks.models import Network
from ithaca.research import events, policies
from ithaca.research.actions.changes import locked, record
from ithaca.research.anonymity import LEAST_K
from ithaca.research.models import Study
from ithaca.research.states import STUDY, StudyState
from ithaca.research.variables import circumstances, outcomes


@dataclass(frozen=True, kw_only=True)
class StudyContent:
    """What everybody reads before they agree, and what may go out."""

    title: str
    purpose: str
    contact: str
    language: str
    licence: str
    variables: list[str]
    k: int = LEAST_K


@transaction.atomic
def draft_study(*, actor: Person, network: Network, id: UUID, content: StudyContent) -> Study:
    """Begins a study that only the network's people see."""
    policies.require(actor, network)
    existing = Study.made_before(id, network=network)
    if existing is not None:
        return existing
    _check(content)
    made = Study.objects.create(id=id, network=network, **asdict(content))
    record(events.Drafted, actor, made)
    return made


@transaction.atomic
def change_study(*, actor: Person, study: Study, content: StudyContent, seen: Seen | None = None) -> None:
    """Writes a draft anew; what people are asked for is never changed."""
    row = locked(study)
    policies.require(actor, row.network)
    if row.state != StudyState.DRAFT:
        raise Refusal(
            _("The study is open: what people agreed to can’t be changed. Begin another study instead.")
        )
    if seen is not None:
        seen.check(row)
    _check(content)
    values = asdict(content)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])
    record(events.Changed, actor, row)


def _check(content: StudyContent) -> None:
    if not circumstances(content.variables) or not outcomes(content.variables):
        raise Refusal(_("Choose at least one circumstance and one outcome."), field="variables")
    if content.k < LEAST_K:
        raise Refusal(_("At least %(k)s people: fewer do not hide anybody.") % {"k": LEAST_K}, field="k")


@transaction.atomic
def open_study(*, actor: Person, study: Study, seen: Seen | None = None) -> None:
    """Members are asked; from now on the study says what it says, which is what the page has shown."""
    row = locked(study)
    policies.require(actor, row.network)
    row.state = STUDY.after("open", row.state)
    if seen is not None:
        seen.check(row)
    row.opened_at = clock.now()
    row.save(update_fields=["state", "opened_at"])
    record(events.Opened, actor, row, variables=row.variables, k=row.k)


@transaction.atomic
def close_study(*, actor: Person, study: Study) -> None:
    """Nobody is asked any more and nothing more is published; what was published stays."""
    row = locked(study)
    policies.require(actor, row.network)
    row.state = STUDY.after("close", row.state)
    row.save(update_fields=["state"])
    record(events.Closed, actor, row)

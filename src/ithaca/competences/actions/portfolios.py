from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.competences import events, policies, queries
from ithaca.competences.models import Assessment, FrameworkVersion, Portfolio
from ithaca.competences.states import AssessmentState, VersionState
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal


def locked(portfolio: Portfolio) -> Portfolio:
    """The portfolio as it stands now, held until the transaction ends."""
    rows = Portfolio.objects.select_for_update(of=("self",))
    return rows.select_related("person", "version__organisation").get(pk=portfolio.pk)


def record(fact: type[events.PortfolioFact], actor: Person, row: Portfolio, **more: Any) -> None:
    journal.record(fact(actor_id=actor.pk, subject_id=row.pk, version_id=row.version_id, **more))


@transaction.atomic
def begin_portfolio(*, person: Person, version: FrameworkVersion, id: UUID) -> Portfolio:
    """Begins a portfolio by a published framework; whoever has one by it already gets that one."""
    # The version's row is the queue for two tabs.
    rows = FrameworkVersion.objects.select_for_update(of=("self",)).select_related("organisation")
    row = rows.get(pk=version.pk)
    policies.require_towards(person, row, Permission.BEGIN_PORTFOLIO)
    existing = queries.portfolio_of(person, row) or Portfolio.made_before(id, person=person)
    if existing is not None:
        return existing
    if row.state != VersionState.PUBLISHED:
        raise Refusal(_("Nobody begins by this version any more. Choose the newest one."))
    made = Portfolio.objects.create(id=id, person=person, version=row, series=row.series)
    record(events.PortfolioBegun, person, made)
    return made


@transaction.atomic
def aim_at(*, actor: Person, portfolio: Portfolio, level: str) -> None:
    """Chooses the level against which the portfolio is measured; none with an empty one. A private wish: no fact."""
    row = locked(portfolio)
    policies.require_owner(actor, row)
    known = {each.slug for each in queries.framework(row.version).levels}
    if level and level not in known:
        raise Refusal(_("Choose one of the levels of this framework."), field="level")
    row.level = level
    row.save(update_fields=["level"])


@transaction.atomic
def carry_over(*, actor: Person, portfolio: Portfolio) -> None:
    """Takes a portfolio to the newest published version: items keep what is still an ability there."""
    row = locked(portfolio)
    policies.require_owner(actor, row)
    newer = queries.newer_than(row.version)
    if newer is None:
        return  # a second click
    found = queries.framework(newer)
    for item in row.items.select_for_update():
        kept = [slug for slug in item.abilities if slug in found.abilities]
        if kept != item.abilities:
            item.abilities = kept
            item.save(update_fields=["abilities"])
    Assessment.objects.filter(portfolio=row, state=AssessmentState.OPEN).delete()
    row.version = newer
    row.level = row.level if row.level in {each.slug for each in found.levels} else ""
    row.save(update_fields=["version", "level"])
    record(events.CarriedOver, actor, row)

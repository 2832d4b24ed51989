from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.competences import events, policies, queries
from ithaca.competences.actions.portfolios import locked, record
from ithaca.competences.models import Assessment, Portfolio
from ithaca.competences.states import ASSESSMENT
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal


@transaction.atomic
def mark_abilities(*, actor: Person, portfolio: Portfolio, marks: Mapping[str, str]) -> Assessment:
    """Notes steps in the open self-assessment, and opens one where there is none; an empty step takes a mark away.

    Nothing is told of it before it is finished.
    """
    row = locked(portfolio)
    policies.require_owner(actor, row)
    framework = queries.framework(row.version)
    if not set(marks) <= set(framework.abilities) or not set(marks.values()) <= {"", *framework.scale}:
        raise Refusal(_("Reload the page: the framework has changed."))
    found = queries.open_assessment(row)
    if found is None:
        found = Assessment(portfolio=row, version=row.version)
    found.state = ASSESSMENT.after("mark", found.state)
    found.marks = {slug: step for slug, step in {**found.marks, **marks}.items() if step}
    found.save()
    return found


@transaction.atomic
def finish_assessment(*, actor: Person, portfolio: Portfolio) -> None:
    """Finishes the open self-assessment: it counts from now on and never changes."""
    row = locked(portfolio)
    policies.require_owner(actor, row)
    found = queries.open_assessment(row)
    if found is None:
        return  # a second click
    if not found.marks:
        raise Refusal(_("Place yourself for at least one ability first."))
    found.state = ASSESSMENT.after("finish", found.state)
    found.done_at = clock.now()
    found.save(update_fields=["state", "done_at"])
    record(events.SelfAssessed, actor, row, abilities=len(found.marks))

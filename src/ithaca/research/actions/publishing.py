"""An edition is published: once, whole, and never changed."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.periods import Period
from ithaca.research import events, making, periods, policies, queries
from ithaca.research.actions.changes import locked, record
from ithaca.research.actions.taking_part import end_lapsed
from ithaca.research.models import Part, Release, ReleasedPair, Study
from ithaca.research.releases import planned
from ithaca.research.states import StudyState


@transaction.atomic
def publish(*, actor: Person, study: Study, id: UUID, period: Period) -> Release:
    """Publishes the pairs that ended in a period, and of which all concerned agree; a second click finds the first."""
    policies.require(actor, study.network)
    row = locked(study)
    existing = Release.made_before(id, study=row)
    if existing is not None:
        return existing
    if row.state != StudyState.OPEN:
        raise Refusal(_("Only an open study publishes editions."))
    if not periods.offered(period, clock.now()):
        raise Refusal(_("Choose whole quarters that are over."))
    _lock_programmes(row)
    end_lapsed(study=row)
    release = planned(row, period, id)
    made = making.made(release)
    if not made.edition.lines:
        raise Refusal(_("Nothing can go out yet: no group is large enough for nobody to be made out."))
    release.lines, release.steps = len(made.edition.lines), dict(made.edition.steps)
    release.report, release.archive = dict(made.edition.checked), made.archive
    release.sha256, release.table_sha256 = made.sha256, made.table_sha256
    release.save(force_insert=True)
    ReleasedPair.objects.bulk_create(
        ReleasedPair(mentorship_id=pair.mentorship, release=release) for pair in made.table.pairs
    )
    record(
        events.ReleasePublished,
        actor,
        row,
        release_id=release.pk,
        number=release.number,
        until=release.until,
        lines=release.lines,
        sha256=release.sha256,
    )
    return release


def _lock_programmes(study: Study) -> None:
    """Two studies of one programme wait for each other: a mentorship goes out in one of them."""
    programmes = queries.parts_of(study).values("programme")
    list(Part.objects.select_for_update(of=("self",)).filter(programme__in=programmes).order_by("pk"))

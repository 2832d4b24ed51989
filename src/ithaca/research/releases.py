"""An edition as it would be published now: a row that is not kept yet."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from ithaca.journal.queries import latest_in
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.kernel.periods import Period
from ithaca.research import queries
from ithaca.research.models import Release, Study


def planned(study: Study, period: Period, id: UUID | None = None) -> Release:
    id = id or new_id()
    return Release(
        id=id,
        study=study,
        number=queries.releases_with(study).count() + 1,
        published_at=_moment(study),
        since=period.since,
        until=period.until,
        publisher=study.network.name,
        address=f"{settings.BASE_URL}{reverse('research:release', args=[id])}",
    )


def _moment(study: Study) -> datetime:
    """Now, or after all that was said to the study and was published, should another clock have been ahead of ours."""
    said, published = latest_in(study.pk), queries.last_published()
    before = [said] if said else []
    before += [published + timedelta(microseconds=1)] if published else []
    return max(clock.now(), *before)

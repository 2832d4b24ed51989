"""An edition as it would be published now: a row that is not kept yet."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

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
        published_at=clock.now(),
        since=period.since,
        until=period.until,
        publisher=study.network.name,
        address=f"{settings.BASE_URL}{reverse('research:release', args=[id])}",
    )

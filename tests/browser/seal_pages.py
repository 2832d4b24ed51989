"""The pages of a programme's self-assessment, as its coordinators see them."""

from collections.abc import Iterator

from ithaca.programmes.models import Programme
from ithaca.seals.models import Improvement, SealFile
from ithaca.seals.queries import open_to


def assessment_pages(programme: Programme) -> Iterator[str]:
    """A file under way, with answers, two texts side by side, a report that was kept, and a plan."""
    row = SealFile.objects.get(programme=programme, state="self-assessment")
    yield f"/programmes/{programme.slug}/seals/"
    version = next(version for version, running in open_to(programme) if running is None)
    yield f"/programmes/{programme.slug}/seals/{version.pk}/"
    file = f"/seal-files/{row.pk}/"
    yield from (f"{file}{page}" for page in ("", "context/", "report/", "hand-in/", "leave/", "plan/"))
    yield from (f"{file}requirements/aims/", f"{file}standards/aims_fit/plan/")
    yield f"/seal-plans/{Improvement.objects.filter(file=row)[0].pk}/"

"""An edition as it stands once it is published, without the people behind it."""

from datetime import UTC, datetime

from ithaca.kernel import clock
from ithaca.research import making
from ithaca.research.anonymity import anonymous
from ithaca.research.files import Edition, archive, package
from ithaca.research.models import Release, Study
from ithaca.research.variables import circumstances, outcomes
from tests.research.pairs import crowd


def make_release(study: Study, number: int = 1) -> Release:
    pairs = [*crowd(12), *crowd(9, ending="withdrawn by mentor"), *crowd(12, region="FR-BRE")]
    table = anonymous(pairs, circumstances(study.variables), study.k)
    told = outcomes(study.variables)
    row = Release(
        study=study,
        number=number,
        published_at=clock.now(),
        since=datetime(2025, 1, 1, tzinfo=UTC),
        until=datetime(2026, 1, 1, tzinfo=UTC),
        publisher=study.network.name,
        lines=len(table.pairs),
        steps=dict(table.steps),
        report=making.checked(table, told, study.k),
    )
    row.address = f"https://ithaca.example.org/research/{row.pk}/"
    made = making.Made(table, Edition(row, table.steps, table.lines(told), row.report), b"")
    row.archive = archive.packed(package(made.edition))
    kept = making.Made(table, made.edition, row.archive)
    row.sha256, row.table_sha256 = kept.sha256, kept.table_sha256
    row.save(force_insert=True)
    return row

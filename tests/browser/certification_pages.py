"""The pages of a certification, by who looks at them: parts of pages.py."""

from collections.abc import Iterator

from ithaca.accounts.models import Person
from ithaca.certification.models import File
from ithaca.programmes.models import Programme
from tests.certification.judged import judged


def certification_pages(programme: Programme) -> Iterator[str]:
    """As whoever organises sees them: schemes, panels, an application."""
    base = f"/organisations/{programme.organisation.slug}/certification/"
    row = File.objects.get(scheme__organisation=programme.organisation, person__email="marc@demo.example.org")
    yield from (base, f"{base}new/", f"/certification/schemes/{row.scheme_id}/")
    yield f"/certification/schemes/{row.scheme_id}/samples/"
    yield from (
        f"/certification/files/{row.pk}/{part}" for part in ("", "application/", "assessors/", "standing/")
    )


def candidates_pages(person: Person) -> Iterator[str]:
    row = File.objects.get(person=person)
    yield from ("/certification/", f"/certification/schemes/{row.scheme_id}/apply/")
    yield from (
        f"/certification/files/{row.pk}/{part}"
        for part in ("leave/", "appeal/", "ties/", "conditions/", "training/")
    )


def assessors_pages(programme: Programme) -> Iterator[str]:
    """As Nadia sees them, who has rated and compared."""
    row = judged(programme)
    yield f"/certification/schemes/{row.scheme_id}/calibration/"
    parts = (
        "",
        "perspectives/",
        "rate/",
        "rate/?competence=c3",
        "aside/",
        "validate/",
        "assessment/",
        "interview/",
    )
    yield from ("/certification/", *(f"/certification/files/{row.pk}/{part}" for part in parts))


def deciders_pages(programme: Programme) -> Iterator[str]:
    row = judged(programme)
    parts = ("", "decide/", "assessment/")
    yield from ("/certification/", *(f"/certification/files/{row.pk}/{part}" for part in parts))

"""The pages of frameworks and portfolios: parts of pages.py."""

from collections.abc import Iterator

from ithaca.accounts.models import Person
from ithaca.competences.models import FrameworkVersion, Item, Portfolio
from ithaca.programmes.models import Programme

# What is looked at in a test of its own: only there is the world as the page wants it.


def framework_pages(programme: Programme) -> Iterator[str]:
    """The published framework, and a draft of its next version that is being changed."""
    listed = f"/organisations/{programme.organisation.slug}/frameworks/"
    row = FrameworkVersion.objects.get(organisation=programme.organisation, state="published")
    draft, _made = FrameworkVersion.objects.get_or_create(
        series=row.series,
        number=2,
        defaults={"organisation": row.organisation, "content": row.content},
    )
    yield from (listed, f"{listed}new/", f"/frameworks/{row.pk}/")
    parts = (
        "",
        "edit/",
        "edit/levels/junior/",
        "edit/competences/c6/",
        "edit/areas/act/",
        "edit/areas/act/words/",
        "edit/scale/",
        "edit/new-area/",
        "edit/discard/",
    )
    yield from (f"/frameworks/{draft.pk}/{part}" for part in parts)


def portfolio_pages(person: Person) -> Iterator[str]:
    row = Portfolio.objects.get(person=person)
    item = Item.objects.filter(portfolio=row)[0]
    base = f"/competences/{row.pk}/"
    yield from ("/competences/", base, f"{base}abilities/c3a/", f"{base}progress/", f"{base}portfolio/")
    yield from (f"{base}assessment/?area=check", f"{base}assessment/finish/", f"{base}portfolio/new/")
    yield from (f"/competences/items/{item.pk}/{verb}/" for verb in ("change", "remove"))

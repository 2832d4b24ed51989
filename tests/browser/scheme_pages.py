"""The pages of seal schemes, as whoever administers a network sees them, and the one that everybody reads."""

from collections.abc import Iterator

from ithaca.networks.models import Network
from ithaca.schemes.models import SchemeVersion


def published_scheme() -> str:
    row = SchemeVersion.objects.get(network__slug="grand-large", state="published", number=2)
    return f"/seals/schemes/{row.pk}/"


def scheme_pages() -> Iterator[str]:
    """The published scheme of a network, and a draft that has drifted from an origin which has moved on."""
    start, network = "/networks/grand-large/", Network.objects.get(slug="grand-large")
    yield from (f"{start}{page}/" for page in ("schemes", "schemes/new", "recognition"))
    first = SchemeVersion.objects.get(network=network, number=1)
    drifted = SchemeVersion.objects.get(network__slug="deux-rives", state="published")
    draft = SchemeVersion.objects.create(
        network=network,
        origin="grand-large@1",
        derived_from=first,
        family=first.family,
        content=drifted.content,
    )
    yield from (
        f"/seal-schemes/{first.pk}/",
        f"/seal-schemes/{draft.pk}/",
        f"/seal-schemes/{draft.pk}/changes/",
    )
    edit = f"/seal-schemes/{draft.pk}/edit/"
    pages = (
        "",
        "tiers/",
        "evidence/",
        "conditions/",
        "scales/maturity/",
        "levels/",
        "levels/advanced/",
        "reasons/",
        "merge/",
        "discard/",
    )
    yield from (edit + page for page in pages)
    requirement = "requirements/aims/"
    yield from (edit + page for page in ("requirements/", requirement, f"{requirement}new/"))
    yield f"{edit}standards/matching_answer/"

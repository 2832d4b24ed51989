"""Reads of seal schemes, of where they come from, and of what networks recognise."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from ithaca import catalogue
from ithaca.catalogue import NotInCatalogueError
from ithaca.catalogue.models import Scheme
from ithaca.networks.models import Network
from ithaca.schemes import lineage, sharing
from ithaca.schemes.document import Content, content_of, scheme_of
from ithaca.schemes.models import Recognition, SchemeVersion
from ithaca.schemes.parts import Change, changes
from ithaca.schemes.sharing import Supplement
from ithaca.schemes.states import VersionState

OPEN = (VersionState.PUBLISHED, VersionState.RETIRED)  # what everybody may read


# --- Schemes ---


def _rows() -> QuerySet[SchemeVersion]:
    return SchemeVersion.objects.select_related("network", "derived_from__network")


def scheme(version: SchemeVersion) -> Scheme:
    """The document of a version."""
    if version.state == VersionState.DRAFT:
        return scheme_of(version.content, version=version.number)
    return _published(version.pk, version.number)


@lru_cache(maxsize=64)
def _published(version_id: UUID, number: int) -> Scheme:
    """A published version never changes: it is read once a process."""
    content = SchemeVersion.objects.values_list("content", flat=True).get(pk=version_id)
    return scheme_of(content, version=number)


def version(version_id: UUID) -> SchemeVersion | None:
    return _rows().filter(pk=version_id).first()


def published_by_id(versions: Collection[UUID]) -> list[SchemeVersion]:
    """Versions that everybody may read, without their documents."""
    return list(_rows().filter(pk__in=versions, state__in=OPEN).defer("content"))


def readable(version_id: UUID) -> SchemeVersion | None:
    """A version that everybody may read."""
    return _rows().filter(pk=version_id, state__in=OPEN).first()


def versions_of(network: Network) -> list[SchemeVersion]:
    """Every version of every scheme, the newest of each first."""
    return list(_rows().filter(network=network).order_by("series", "-number"))


def versions_in_series(version: SchemeVersion) -> QuerySet[SchemeVersion]:
    return _rows().filter(series=version.series).order_by("-number")


def draft_of(version: SchemeVersion) -> SchemeVersion | None:
    """The version that is being written after this one."""
    return versions_in_series(version).filter(state=VersionState.DRAFT).first()


def newest(versions: Collection[SchemeVersion] | QuerySet[SchemeVersion]) -> list[SchemeVersion]:
    """The newest of each series."""
    found: dict[UUID, SchemeVersion] = {}
    for row in versions:
        if row.series not in found or found[row.series].number < row.number:
            found[row.series] = row
    return list(found.values())


def published_of(network: Network) -> list[SchemeVersion]:
    """The newest published version of each of a network's schemes."""
    return newest(_rows().filter(network=network, state=VersionState.PUBLISHED).order_by("created_at", "id"))


def newest_published(series: UUID) -> SchemeVersion | None:
    return _rows().filter(series=series, state=VersionState.PUBLISHED).order_by("-number").first()


def published_elsewhere(network: Network) -> list[SchemeVersion]:
    """The newest published version of each scheme of other networks, by the network's name."""
    rows = _rows().filter(state=VersionState.PUBLISHED).exclude(network=network)
    return newest(rows.order_by("network__name", "created_at", "id"))


def derived_from_series(version: SchemeVersion) -> list[SchemeVersion]:
    """The newest version of each scheme that was derived from some version of this one."""
    rows = _rows().filter(derived_from__series=version.series).exclude(series=version.series)
    return newest(rows.order_by("created_at", "id"))


# --- Origins ---


@dataclass(frozen=True)
class Origin:
    """Where a scheme comes from: `slug@version`, its content then, and the row where it is another network's."""

    reference: str
    content: Content
    row: SchemeVersion | None = None


def origin_of(version: SchemeVersion) -> Origin | None:
    """What a version was derived from, or took changes of last; None for one that stands by itself."""
    if version.derived_from is not None:
        return Origin(version.origin, version.derived_from.content, version.derived_from)
    return _shipped(version.origin) if version.origin else None


def _shipped(reference: str) -> Origin | None:
    try:
        found = catalogue.scheme(reference)
    except NotInCatalogueError:
        return None
    return Origin(str(found.reference), content_of(found))


def later_origin(version: SchemeVersion) -> Origin | None:
    """The newest version of the origin, where there is one that it has not taken in yet."""
    source = version.derived_from
    if source is not None:
        rows = versions_in_series(source).filter(state=VersionState.PUBLISHED, number__gt=source.number)
        row = rows.first()
        return Origin(reference_of(row), row.content, row) if row else None
    if not version.origin:
        return None
    found = _shipped(version.origin.split("@")[0])
    return found if found and found.reference != version.origin else None


def reference_of(version: SchemeVersion) -> str:
    """`slug@version` of a network's scheme, for people to read."""
    return f"{version.network.slug}@{version.number}"


def departures(version: SchemeVersion) -> list[Change]:
    """The standards that differ from the origin: each asks for a reason."""
    origin = origin_of(version)
    if origin is None:
        return []
    return [each for each in changes(origin.content, version.content) if each.kind == "standard"]


def without_reason(version: SchemeVersion) -> list[Change]:
    """The departures that nobody has explained yet."""
    return [each for each in departures(version) if not version.reasons.get(each.slug)]


def explained(version: SchemeVersion) -> object:
    """What the page of reasons is made from: each departure as it stands, and what was said of it."""
    rows = [(each.key, each.how, each.part.structure, each.part.words) for each in departures(version)]
    return [rows, version.reasons]


# --- Recognition ---


def recognition(recognition_id: UUID) -> Recognition | None:
    return _recognitions().filter(pk=recognition_id).first()


def _recognitions() -> QuerySet[Recognition]:
    return Recognition.objects.select_related("network", "ours__network", "theirs__network", "reviewed")


def recognitions_of(network: Network) -> list[Recognition]:
    """What a network recognises now, by the other network's name."""
    rows = _recognitions().filter(network=network, ended_at=None)
    return list(rows.order_by("theirs__network__name", "created_at", "id"))


def recognitions_by(version: SchemeVersion) -> list[Recognition]:
    """What is recognised as a level of this scheme, whichever of its versions it was declared for."""
    rows = _recognitions().filter(ours__series=version.series, ended_at=None)
    return list(rows.order_by("theirs__network__name", "created_at", "id"))


def recognitions_of_series(series: UUID) -> list[Recognition]:
    """Who accepts levels of a scheme as their own now, whichever of its versions it was declared for."""
    rows = _recognitions().filter(theirs__series=series, ended_at=None)
    return list(rows.order_by("network__name", "created_at", "id"))


def names_renewed(version: SchemeVersion) -> frozenset[str]:
    """The standards that bear a name which something else bore before."""
    renewed = lineage.renewed(version)
    return frozenset(key.removeprefix("standard.") for key in renewed if key.startswith("standard."))


def supplement_between(
    ours: SchemeVersion, level: str, theirs: SchemeVersion, their_level: str
) -> Supplement:
    """What a holder of their level still has to show for ours. Schemes of other families share nothing."""
    mine, others = scheme(ours), scheme(theirs)
    if ours.family != theirs.family:
        return Supplement((), sharing.asked(mine, level))
    renewed = names_renewed(ours) | names_renewed(theirs)
    return sharing.supplement(mine, level, others, their_level, renewed)

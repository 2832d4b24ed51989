"""The public registry: seals of programmes that let themselves be named, by networks that everybody finds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from ithaca.kernel import clock
from ithaca.kernel.folding import fold
from ithaca.networks.models import Network
from ithaca.programmes.models import Programme
from ithaca.schemes import queries as schemes
from ithaca.schemes.models import SchemeVersion
from ithaca.seals.models import SealFile
from ithaca.seals.queries.files import WITH
from ithaca.seals.states import HELD, FileState

# A scheme is read once a process; a page of rows does not carry a copy of it each.
WHOLE_SCHEMES = ("version__content", "rests_on__version__content")
AWARDED = (*HELD, FileState.WITHDRAWN)  # what became of a file whose seal was issued


@dataclass(frozen=True)
class Search:
    """What somebody looks for; empty is everything. `ended` also shows what no longer counts."""

    words: str = ""
    network: str = ""
    country: str = ""
    level: str = ""
    ended: bool = False


def _awarded() -> QuerySet[SealFile]:
    rows = SealFile.objects.filter(state__in=AWARDED, credential__isnull=False)
    return rows.select_related(*WITH, "credential__issuer").defer(*WHOLE_SCHEMES)


def seal(seal_id: UUID) -> SealFile | None:
    """A seal by its link, whether it is listed or not: whoever was given the link reads how it stands."""
    return _awarded().filter(pk=seal_id).first()


def _listed() -> QuerySet[SealFile]:
    return _awarded().filter(programme__listed=True, network__public=True)


def _counting(rows: QuerySet[SealFile]) -> QuerySet[SealFile]:
    """In force now, and not renewed by another that is."""
    over = Q(credential__valid_until__lte=clock.now())
    renewed = SealFile.objects.filter(state=FileState.SEALED, renews__isnull=False).values("renews")
    return rows.filter(state=FileState.SEALED).exclude(over).exclude(pk__in=renewed)


def registered(search: Search) -> QuerySet[SealFile]:
    """What the registry shows, the newest first."""
    rows = _listed() if search.ended else _counting(_listed())
    if search.network:
        rows = rows.filter(network__slug=search.network)
    if search.country:
        rows = rows.filter(programme__organisation__country=search.country)
    if search.level:
        rows = rows.filter(awarded_level=search.level)
    if search.words.strip():
        rows = rows.filter(pk__in=_named(rows, search.words))
    return rows.order_by("-credential__valid_from", "-id")


def _named(rows: QuerySet[SealFile], words: str) -> list[UUID]:
    """Those in whose programme's or organisation's name every word stands; accents and case do not count."""
    wanted = fold(words).split()
    names = rows.values_list("pk", "programme__name", "programme__organisation__name")
    return [
        key
        for key, programme, organisation in names
        if all(word in fold(" ".join([*programme.values(), organisation])) for word in wanted)
    ]


@dataclass(frozen=True)
class Choices:
    """What the registry can be searched by: only what is there. Levels by the newest version that has them."""

    networks: list[tuple[str, str]]
    countries: list[str]
    levels: dict[str, SchemeVersion]


def choices() -> Choices:
    rows = _listed().order_by()
    networks = rows.values_list("network__slug", "network__name").distinct()
    levels = rows.values_list("awarded_level", "version").distinct()
    versions = {each.pk: each for each in schemes.published_by_id({key for _level, key in levels})}
    newest = sorted(levels, key=lambda each: versions[each[1]].created_at)
    return Choices(
        sorted(networks, key=lambda each: fold(each[1])),
        list(rows.values_list("programme__organisation__country", flat=True).distinct()),
        {level: versions[key] for level, key in newest},
    )


def changes(network: Network | None = None) -> QuerySet[SealFile]:
    """What the feeds tell: every seal that is listed, in force or not, what changed last first."""
    rows = _listed().filter(network=network) if network else _listed()
    last: Any = Coalesce(F("credential__changed_at"), F("credential__valid_from"))
    return rows.annotate(told_at=last).order_by("-told_at", "-id")


def told_at(row: SealFile) -> datetime:
    """When how a seal stands changed last: issued, suspended, put back, withdrawn, or over."""
    seal = row.credential
    assert seal is not None
    last = seal.changed_at or seal.valid_from
    over = seal.valid_until
    return max(last, over) if over is not None and over <= clock.now() else last


def seals_of(network: Network) -> dict[UUID, SealFile]:
    """The seal that each listed programme holds from a network now."""
    found: dict[UUID, SealFile] = {}
    for row in _counting(_listed()).filter(network=network).order_by("credential__valid_from"):
        found[row.programme_id] = row
    return found


def held_by(programme: Programme) -> list[SealFile]:
    """What a programme holds now, of any network."""
    return list(_counting(_awarded()).filter(programme=programme).order_by("network__name", "id"))


def renewed_by(row: SealFile) -> SealFile | None:
    """The seal that has followed a seal, where it was renewed."""
    return _awarded().filter(renews=row).order_by("-credential__valid_from").first()

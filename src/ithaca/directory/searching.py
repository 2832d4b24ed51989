"""The indexes that this process keeps, each as new as its programme's directory version.

A page compares the version it read with its programme; only if somebody changed something meanwhile does
it read the entries that changed.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from uuid import UUID

from ithaca.directory.index import Card, Found, Index, Search
from ithaca.directory.models import Entry
from ithaca.kernel import clock
from ithaca.programmes.models import Programme

MOST_KEPT = 24  # programmes; the one not searched for longest is let go


class _Kept:
    def __init__(self) -> None:
        self.lock = Lock()
        self.index: Index | None = None


_kept: OrderedDict[UUID, _Kept] = OrderedDict()
_lock = Lock()


def search(programme: Programme, wanted: Search, *, skip: int, take: int) -> tuple[Found, Mapping[str, str]]:
    """The answer, and how the places are written."""
    with _index(programme) as index:
        return index.search(wanted, skip=skip, take=take), index.place_names


def nearest(
    programme: Programme, topics: Mapping[str, Collection[str]], *, hidden: frozenset[UUID], take: int
) -> list[UUID]:
    """Participations of available mentors who share most of the topics."""
    with _index(programme) as index:
        return index.nearest(topics, hidden=hidden, day=clock.today().toordinal(), take=take)


@contextmanager
def _index(programme: Programme) -> Iterator[Index]:
    """The programme's index, no older than the programme's row; held by one thread at a time."""
    with _lock:
        kept = _kept.setdefault(programme.id, _Kept())
        _kept.move_to_end(programme.id)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    with kept.lock:
        kept.index = _refreshed(kept.index, programme)
        yield kept.index


def _refreshed(index: Index | None, programme: Programme) -> Index:
    if index is None or index.worn:
        index = Index()
        index.build(_cards(programme, since=-1))
    elif index.version < programme.directory_version:
        index.change(_cards(programme, since=index.version))
    # Also where no entry carries the newest version: nothing is left to read up to here.
    index.version = max(index.version, programme.directory_version)
    return index


def _cards(programme: Programme, *, since: int) -> Iterator[Card]:
    changed = Entry.objects.filter(programme=programme, version__gt=since).order_by("participation_id")
    for entry in changed.iterator(chunk_size=5000):
        yield Card(
            participation_id=entry.participation_id,
            person_id=entry.person_id,
            version=entry.version,
            listed=entry.listed,
            available=entry.available,
            headline_words=entry.headline_words.split(),
            other_words=entry.other_words.split(),
            facets=entry.facets,
        )

"""Reads of files."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from ithaca.catalogue.models import Scheme
from ithaca.credentials.models import Credential
from ithaca.networks.models import Network
from ithaca.networks.queries import networks_with
from ithaca.programmes.models import Programme
from ithaca.schemes import queries as schemes
from ithaca.schemes.models import SchemeVersion
from ithaca.seals.models import SealFile
from ithaca.seals.states import RUNNING, FileState

WITH = (
    "network",
    "programme__organisation",
    "version__network",
    "credential",
    "recognition",
    "rests_on__credential",
    "rests_on__version__network",
)


def _rows() -> QuerySet[SealFile]:
    return SealFile.objects.select_related(*WITH)


def file(file_id: UUID) -> SealFile | None:
    return _rows().filter(pk=file_id).first()


def files_of_programme(programme: Programme) -> list[SealFile]:
    """All of a programme's, the newest first."""
    return list(_rows().filter(programme=programme).order_by("-created_at", "-id"))


def files_of_network(network: Network) -> list[SealFile]:
    """Those that were handed in, the longest waiting first; what is still being written is the programme's alone."""
    rows = _rows().filter(network=network).exclude(handed_in_at=None)
    return list(rows.exclude(state=FileState.ASSESSING).order_by("since", "id"))


def running_in(network: Network) -> list[SealFile]:
    """Those under way in a network, still being written or not."""
    return list(_rows().filter(network=network, state__in=RUNNING))


def file_of_seal(credential: Credential) -> SealFile | None:
    """The file that has ended in this credential; None where it is no seal."""
    return _rows().filter(credential=credential).first()


def scheme_of(row: SealFile) -> Scheme:
    return schemes.scheme(row.version)


def open_to(programme: Programme) -> list[tuple[SchemeVersion, SealFile | None]]:
    """The published schemes of the organisation's networks, each with the file that is under way with its network."""
    running = {row.network_id: row for row in _rows().filter(programme=programme, state__in=RUNNING)}
    return [
        (version, running.get(network.pk))
        for network in networks_with(programme.organisation)
        for version in schemes.published_of(network)
    ]


def under_way(programme: Programme, network: Network) -> SealFile | None:
    """The file with which a programme is on its way to a network's seal."""
    return _rows().filter(programme=programme, network=network, state__in=RUNNING).first()


def being_assessed(programmes: Collection[Programme]) -> list[SealFile]:
    """What these programmes are writing, the longest first."""
    rows = _rows().filter(programme__in=programmes, state=FileState.ASSESSING)
    return list(rows.order_by("since", "id"))

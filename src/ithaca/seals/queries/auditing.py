"""Reads of audits."""

from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.networks.models import NetworkRole
from ithaca.seals.models import SealFile


def auditors_of(row: SealFile) -> list[Person]:
    rows = NetworkRole.objects.filter(network=row.network_id, role="auditor").select_related("person")
    return [one.person for one in rows]


def files_audited_by(person_id: UUID) -> list[SealFile]:
    rows = SealFile.objects.filter(network__roles__person=person_id, network__roles__role="auditor")
    return list(rows.select_related("network", "programme__organisation"))

"""The seal file of the demo, as the addresses of seals need it."""

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.networks.models import NetworkRole
from ithaca.programmes.models import Programme
from ithaca.seals import freezing
from ithaca.seals.models import (
    Audit,
    AuditSession,
    Document,
    DocumentRequest,
    Finding,
    Improvement,
    Part,
    SealFile,
    Variant,
)


def seal_file(programme: Programme) -> dict[str, object]:
    """Of the programme, at Joël's network, before the committee: Nadia has audited it, Nathan may decide on it."""
    row = SealFile.objects.get(programme=programme, network__slug="deux-rives")
    row.frozen = freezing.freeze(row)
    row.sha256, row.handed_in_at = freezing.digest(row.frozen), clock.now()
    row.state = "deciding"
    row.save()
    nadia, nathan = (Person.objects.get(email=f"{name}@demo.example.org") for name in ("nadia", "nathan"))
    for person, role in ((nadia, "auditor"), (nathan, "committee")):
        NetworkRole.objects.get_or_create(network=row.network, person=person, role=role)
    audit, _made = Audit.objects.get_or_create(file=row, closed=False)
    audit.reported_at, audit.answers_until = clock.now(), clock.today()
    audit.save()
    Part.objects.get_or_create(audit=audit, person=nadia)
    asked, _made = DocumentRequest.objects.get_or_create(audit=audit, standard="aims_fit", kind="paper")
    finding, _made = Finding.objects.get_or_create(
        audit=audit, standard="aims_fit", kind="remediable", defaults={"words": "À revoir."}
    )
    return {
        "seal_file_id": row.pk,
        "scheme_version_id": row.version_id,
        "session_id": AuditSession.objects.get_or_create(audit=audit, kind="documents")[0].pk,
        "finding_id": finding.pk,
        "document_id": Document.objects.get_or_create(file=row, kind="paper")[0].pk,
        "document_request_id": asked.pk,
        "variant_id": Variant.objects.get_or_create(file=row, standard="aims_fit")[0].pk,
        "improvement_id": Improvement.objects.filter(file=row)[0].pk,
    }

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from ithaca.agreements.models import Agreement, Signature


def signatures(agreement: Agreement) -> list[Signature]:
    """Every signature with its person, oldest first."""
    return list(agreement.signatures.select_related("person").order_by("created_at", "id"))


def agreement_of_text(content_id: UUID) -> Agreement | None:
    return Agreement.objects.filter(content=content_id).first()


def is_under_discussion(agreement: Agreement) -> bool:
    """Whether a newer text than the one in effect waits for signatures."""
    effective = agreement.effective_revision
    return effective is not None and agreement.content.head > effective


def signers_of_newest(agreement: Agreement) -> frozenset[UUID]:
    """The ids of those who signed the newest revision of the text."""
    rows = agreement.signatures.filter(revision=agreement.content.head)
    return frozenset(rows.values_list("person_id", flat=True))


def lonely_signatures(signed_before: datetime, signed_after: datetime) -> QuerySet[Signature]:
    """Signatures of this time under the newest text of an agreement, at first or renegotiated, that lacks the other."""
    rows = Signature.objects.filter(revision=F("agreement__content__head")).exclude(
        agreement__effective_revision=F("agreement__content__head")
    )
    return rows.filter(created_at__lte=signed_before, created_at__gt=signed_after).order_by("created_at")


def newest_signers(agreement_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """{agreement: those who signed its newest revision}, in one query."""
    rows = Signature.objects.filter(agreement__in=agreement_ids, revision=F("agreement__content__head"))
    found: dict[UUID, frozenset[UUID]] = {}
    for agreement_id, person_id in rows.values_list("agreement_id", "person_id"):
        found[agreement_id] = found.get(agreement_id, frozenset()) | {person_id}
    return found

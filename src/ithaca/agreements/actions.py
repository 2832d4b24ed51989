from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.agreements.events import AgreementBegun, AgreementEffective, AgreementSigned
from ithaca.agreements.models import Agreement, Signature
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault import policies as vault
from ithaca.vault.models import ContentObject
from ithaca.vault.queries import claims_signed_by, head_of


@dataclass(frozen=True)
class Signed:
    """A signature as it comes from a browser: the revision, the hash of its file, and the JWS over both."""

    revision: int
    revision_sha256: str
    jws: str


@transaction.atomic
def begin_agreement(*, actor: Person, id: UUID, content: ContentObject, programme_id: UUID) -> Agreement:
    """Makes an agreement of a text in a room that the actor is in."""
    vault.require_member(actor, content.room_id)
    Agreement.made_before(id, content=content)  # raises where the id is another's
    if Agreement.objects.filter(content=content).exists():
        raise Refusal(_("This text is an agreement already. Reload the page."))
    agreement = Agreement.objects.create(id=id, content=content)
    journal.record(AgreementBegun(actor_id=actor.pk, subject_id=agreement.pk, programme_id=programme_id))
    return agreement


def _is_genuine(person: Person, agreement: Agreement, signed: Signed) -> bool:
    """Whether the person's own key signed this very revision; the readers' browsers check it again."""
    meant = {
        "room": str(agreement.content.room_id),
        "object": str(agreement.content_id),
        "revision": signed.revision,
        "sha256": signed.revision_sha256,
        "person": str(person.pk),
        "unpaid": True,  # nobody signs without having confirmed that nothing is given in return
    }
    claims = claims_signed_by(person, signed.jws, "signature")
    return claims is not None and all(claims.get(name) == value for name, value in meant.items())


@transaction.atomic
def sign(
    *, actor: Person, agreement: Agreement, signed: Signed, members: Sequence[Person], programme_id: UUID
) -> Agreement:
    """Keeps a member's signature of the newest revision; all members' signatures of one revision give it effect."""
    vault.require_member(actor, agreement.content.room_id)
    row = Agreement.objects.select_for_update(of=("self",)).select_related("content").get(pk=agreement.pk)
    if row.signatures.filter(person=actor, revision=signed.revision).exists():
        return row
    head = head_of(row.content)
    if (head.number, head.sha256) != (signed.revision, signed.revision_sha256):
        raise Refusal(_("The text has changed since you read it. Read the new one, then sign."))
    if not _is_genuine(actor, row, signed):
        raise Refusal(
            _("The signature that your browser sent can't be read. Reload the page and sign again.")
        )
    row.signatures.create(
        person=actor, revision=signed.revision, revision_sha256=signed.revision_sha256, jws=signed.jws
    )
    signers = Signature.objects.filter(agreement=row, revision=signed.revision).values_list(
        "person_id", flat=True
    )
    complete = set(signers) == {member.pk for member in members}
    revision = signed.revision
    about: dict[str, UUID] = {"actor_id": actor.pk, "subject_id": row.pk, "programme_id": programme_id}
    journal.record(AgreementSigned(revision=revision, completes=complete, **about))
    if complete:
        row.effective_at, row.effective_revision = clock.now(), revision
        row.save(update_fields=["effective_at", "effective_revision"])
        journal.record(AgreementEffective(revision=revision, **about))
    return row

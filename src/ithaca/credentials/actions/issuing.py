"""
What issues credentials and takes them out of force. Whether `by` may is for the caller to have asked: certification and
seals decide by roles of their own, and the clock decides too (`by=None`). Administrators go through `administering`.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.credentials import addresses, events, queries, sealing
from ithaca.credentials.models import AchievementText, Credential, Issuer, IssuerKey, StatusList
from ithaca.credentials.open_badges import content, documents, proofs, tokens
from ithaca.credentials.open_badges.status_list import PURPOSES
from ithaca.credentials.states import CREDENTIAL, KeyState
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id

FULLEST = 0.5  # of a list's bits: beyond, chance takes too long to find a free one


@transaction.atomic
def issue(
    *,
    issuer: Issuer,
    subject: content.Subject,
    achievement: content.Achievement,
    evidence: Sequence[content.Evidence] = (),
    valid_until: datetime | None,
    by: Person | None,
) -> Credential:
    """Signs what somebody has achieved, as document and as token; neither ever changes."""
    key = IssuerKey.objects.select_for_update().filter(issuer=issuer, state=KeyState.ACTIVE).first()
    if key is None:
        raise Refusal(
            _("%(issuer)s has no key to sign with yet. An administrator can make one.")
            % {"issuer": issuer.name}
        )
    row = Credential(
        pk=new_id(),
        issuer=issuer,
        key=key,
        achievement=_achievement(issuer, achievement),
        kind=achievement.kind.value,
        name=achievement.name,
        person_id=subject.person_id,
        issued_by=by,
        holder_name=subject.name,
        salt=secrets.token_hex(16),
        valid_from=clock.now().replace(microsecond=0),
        valid_until=valid_until.replace(microsecond=0) if valid_until else None,
    )
    row.status_list, row.status_index = _place(issuer)
    _sign(row, _award(row, subject, achievement, evidence), key)
    row.save(force_insert=True)
    _record(events.CredentialIssued, row, by)
    return row


def _achievement(issuer: Issuer, achievement: content.Achievement) -> AchievementText:
    written = json.loads(json.dumps(asdict(achievement)))
    digest = hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()
    found, _new = AchievementText.objects.get_or_create(
        issuer=issuer, sha256=digest, defaults={"content": written}
    )
    return found


def _place(issuer: Issuer) -> tuple[StatusList, int]:
    """A free position, by chance: the order of the positions says nothing about who came when."""
    row = StatusList.objects.select_for_update().filter(issuer=issuer).order_by("-number").first()
    if row is None or row.taken >= row.bits * FULLEST:
        row = StatusList.objects.create(issuer=issuer, number=row.number + 1 if row else 1)
    while True:
        position = secrets.randbelow(row.bits)
        if not Credential.objects.filter(status_list=row, status_index=position).exists():
            row.taken += 1
            row.save(update_fields=["taken"])
            return row, position


def _award(
    row: Credential,
    subject: content.Subject,
    achievement: content.Achievement,
    evidence: Sequence[content.Evidence],
) -> content.Award:
    return content.Award(
        address=addresses.of_credential(row),
        issuer=queries.told(row.issuer),
        achievement=achievement,
        achievement_address=addresses.of_achievement(row.achievement),
        subject=subject,
        subject_address=f"urn:uuid:{new_id()}",  # of this credential alone: nobody can be followed by it
        salt=row.salt,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        evidence=evidence,
        status=[
            content.StatusEntry(
                purpose=purpose,
                list_address=addresses.of_status_list(row.status_list, purpose),
                index=row.status_index,
            )
            for purpose in PURPOSES
        ],
    )


def _sign(row: Credential, award: content.Award, key: IssuerKey) -> None:
    halves = sealing.unseal(bytes(key.sealed), key.pk)
    unsigned = documents.credential(award)
    signed = proofs.with_proof(
        unsigned,
        key=halves.ed25519,
        verification_method=addresses.method(row.issuer, key.number),
        created=row.valid_from,
    )
    row.document = json.dumps(signed, ensure_ascii=False, indent=1)
    row.jwt = tokens.signed(unsigned, key=halves.rsa, address=addresses.of_key(row.issuer, key.number))


@transaction.atomic
def suspend(*, credential: Credential, reason: str, by: Person | None) -> None:
    """Takes a credential out of force for the time being."""
    _move("suspend", events.CredentialSuspended, credential, reason, by)


@transaction.atomic
def reinstate(*, credential: Credential, reason: str, by: Person | None) -> None:
    """Puts a suspended credential back into force."""
    _move("reinstate", events.CredentialReinstated, credential, reason, by)


@transaction.atomic
def revoke(*, credential: Credential, reason: str, by: Person | None) -> None:
    """Takes a credential out of force for good."""
    _move("revoke", events.CredentialRevoked, credential, reason, by)


def _move(
    verb: str, fact: type[events.CredentialFact], credential: Credential, reason: str, by: Person | None
) -> None:
    row = Credential.objects.select_for_update().get(pk=credential.pk)
    row.state = CREDENTIAL.after(verb, row.state)
    row.reason, row.changed_at = reason, clock.now()
    row.save(update_fields=["state", "reason", "changed_at"])
    held = StatusList.objects.select_for_update().get(pk=row.status_list_id)
    held.revision += 1
    held.save(update_fields=["revision"])
    _record(fact, row, by)


def _record(fact: type[events.CredentialFact], row: Credential, by: Person | None) -> None:
    actor = by.pk if by else None
    journal.record(fact(actor_id=actor, subject_id=row.pk, kind=row.kind, person_id=row.person_id))

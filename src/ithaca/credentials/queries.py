"""Reads of credentials, issuers, keys and status lists."""

import hashlib
import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q, QuerySet

from ithaca.accounts.models import Person
from ithaca.credentials import addresses, sealing
from ithaca.credentials.models import AchievementText, Credential, Issuer, IssuerKey, StatusList
from ithaca.credentials.open_badges import content, documents, keys, proofs, tokens
from ithaca.credentials.open_badges.linked_data import CREDENTIALS, OPEN_BADGES, Document
from ithaca.credentials.open_badges.status_list import REVOCATION, encoded
from ithaca.credentials.states import CredentialState, KeyState
from ithaca.kernel import clock
from ithaca.networks.models import Network
from ithaca.networks.queries import networks_with
from ithaca.organisations.models import Organisation

LIST_LASTS = timedelta(days=1)
RENEWED_AFTER = timedelta(hours=6)
STATE_OF = {REVOCATION: CredentialState.REVOKED, "suspension": CredentialState.SUSPENDED}


# --- Issuers and keys ---


def issuer(id: UUID) -> Issuer | None:
    return Issuer.objects.select_related("organisation", "network").filter(pk=id).first()


def issuer_of(body: Organisation | Network) -> Issuer | None:
    """The organisation or network as issuer, where it has become one."""
    rows = Issuer.objects.select_related("organisation", "network")
    if isinstance(body, Organisation):
        return rows.filter(organisation=body).first()
    return rows.filter(network=body).first()


def keys_of(issuer: Issuer | None) -> list[IssuerKey]:
    """All that it ever had, the newest first."""
    return list(IssuerKey.objects.filter(issuer=issuer).select_related("made_by").order_by("-number"))


def key_by_number(issuer_id: UUID, number: int) -> IssuerKey | None:
    return IssuerKey.objects.filter(issuer=issuer_id, number=number).first()


def active_key(issuer: Issuer) -> IssuerKey | None:
    return IssuerKey.objects.filter(issuer=issuer, state=KeyState.ACTIVE).first()


def can_issue(body: Organisation | Network) -> bool:
    """Whether it has a key to sign with."""
    found = issuer_of(body)
    return found is not None and active_key(found) is not None


def told(issuer: Issuer) -> content.Issuer:
    """The issuer as documents name it."""
    return content.Issuer(address=addresses.of_issuer(issuer), name=issuer.name, url=addresses.home())


def issuer_document(issuer: Issuer) -> Document:
    """The profile with every key that ever signed."""
    about = told(issuer)
    methods = [
        method
        for key in IssuerKey.objects.filter(issuer=issuer).order_by("number")
        for method in keys.methods(
            issuer=about.address,
            number=key.number,
            public_multikey=key.public_multikey,
            public_jwk=key.public_jwk,
            revoked_at=key.revoked_at,
        )
    ]
    return documents.issuer_document(about, methods)


def jwk(key: IssuerKey) -> Document:
    return {**key.public_jwk, "alg": tokens.ALGORITHM, "use": "sig"}


def issuer_with(key_id: UUID | None) -> Issuer | None:
    """Whose key it is."""
    rows = IssuerKey.objects.select_related("issuer__organisation", "issuer__network")
    row = rows.filter(pk=key_id).first() if key_id else None
    return row.issuer if row else None


# --- Achievements ---


def achievement(id: UUID) -> AchievementText | None:
    rows = AchievementText.objects.select_related("issuer__organisation", "issuer__network")
    return rows.filter(pk=id).first()


def achievement_of(row: AchievementText) -> content.Achievement:
    """What can be achieved, as it was written."""
    fields = dict(row.content)
    alignments = tuple(content.Alignment(**each) for each in fields.pop("alignments"))
    return content.Achievement(**{**fields, "kind": content.Kind(fields["kind"])}, alignments=alignments)


def achievement_document(row: AchievementText) -> Document:
    found = documents.achievement(achievement_of(row), address=addresses.of_achievement(row))
    creator = documents.profile(told(row.issuer))
    return {"@context": [CREDENTIALS, OPEN_BADGES], **found, "creator": creator}


# --- Credentials ---


def _credentials() -> QuerySet[Credential]:
    return Credential.objects.select_related(
        "issuer__organisation", "issuer__network", "key", "achievement", "person"
    )


def credential(id: UUID) -> Credential | None:
    return _credentials().filter(pk=id).first()


def public_credential(id: UUID) -> Credential | None:
    """One whose holder lets its page be seen."""
    return _credentials().filter(pk=id, shown=True).first()


def credentials_of(person: Person) -> list[Credential]:
    """What somebody holds, the newest first."""
    return list(_credentials().filter(person=person).order_by("-valid_from", "-id"))


def listed_of(people: Collection[UUID], organisation: Organisation) -> dict[UUID, list[str]]:
    """What people show beside their names in the directory: in force, and of this organisation or its networks."""
    rows = Credential.objects.filter(
        Q(issuer__organisation=organisation) | Q(issuer__network__in=networks_with(organisation)),
        Q(valid_until=None) | Q(valid_until__gt=clock.now()),
        person__in=people,
        listed=True,
        state=CredentialState.ISSUED,
    )
    found: dict[UUID, list[str]] = {}
    for person, name in rows.order_by("-valid_from").values_list("person_id", "name"):
        names = found.setdefault(person, []) if person else []
        if name not in names:
            names.append(name)
    return found


def listed_and_ended(since: datetime, now: datetime) -> list[UUID]:
    """Whose certificate in the directory has come to its end in this time."""
    rows = Credential.objects.filter(listed=True, valid_until__gt=since, valid_until__lte=now)
    return [each for each in rows.values_list("person_id", flat=True).distinct() if each]


def credentials_by(issuer: Issuer | None) -> QuerySet[Credential]:
    """What somebody has issued, the newest first."""
    return _credentials().filter(issuer=issuer).order_by("-valid_from", "-id")


def standing(row: Credential, now: datetime | None = None) -> str:
    """Its state, or `expired` where time has run out on one that was in force."""
    over = row.valid_until is not None and row.valid_until < (now or clock.now())
    return "expired" if over and row.state == CredentialState.ISSUED else row.state


def document(row: Credential) -> Document:
    found: Document = json.loads(row.document)
    return found


def award(row: Credential) -> content.Award:
    """The award anew, for exports that are not signed."""
    subject = document(row)["credentialSubject"]
    return content.Award(
        address=addresses.of_credential(row),
        issuer=told(row.issuer),
        achievement=achievement_of(row.achievement),
        achievement_address=addresses.of_achievement(row.achievement),
        subject=content.Subject(name=row.holder_name, named=True),
        subject_address=subject["id"],
        salt=row.salt,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


# --- Status lists ---


def status_list(id: UUID) -> StatusList | None:
    return StatusList.objects.select_related("issuer__organisation", "issuer__network").filter(pk=id).first()


def _unsigned_list(row: StatusList, purpose: str) -> Document:
    positions = Credential.objects.filter(status_list=row, state=STATE_OF[purpose])
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    return documents.status_list(
        address=addresses.of_status_list(row, purpose),
        issuer=told(row.issuer),
        purpose=purpose,
        encoded=encoded(positions.values_list("status_index", flat=True), bits=row.bits),
        valid=(now, now + LIST_LASTS),
    )


def signed_status_list(row: StatusList, purpose: str, *, as_token: bool = False) -> str | None:
    """
    The list under the issuer's present key, kept until it changes or grows old; None while the issuer has no key.
    A list that can't be had is no proof that a credential is in force: who verifies says so.
    """
    key = active_key(row.issuer)
    if key is None:
        return None
    age = int(clock.now().timestamp() // RENEWED_AFTER.total_seconds())
    name = f"status:{row.pk}:{purpose}:{row.revision}:{key.pk}:{age}:{int(as_token)}"
    kept: str | None = cache.get(name)
    if kept is None:
        kept = _signed(_unsigned_list(row, purpose), row.issuer, key, as_token=as_token)
        cache.set(name, kept, int(RENEWED_AFTER.total_seconds()))
    return kept


def _signed(unsigned: Document, issuer: Issuer, key: IssuerKey, *, as_token: bool) -> str:
    halves = sealing.unseal(bytes(key.sealed), key.pk)
    if as_token:
        return tokens.signed(unsigned, key=halves.rsa, address=addresses.of_key(issuer, key.number))
    made: dict[str, Any] = proofs.with_proof(
        unsigned,
        key=halves.ed25519,
        verification_method=addresses.method(issuer, key.number),
        created=clock.now(),
    )
    return json.dumps(made, ensure_ascii=False)


def register(row: Credential) -> dict[str, str]:
    """
    The hashes of what was issued under this id. With a key that fell into wrong hands anybody can sign, and date what
    they sign at will: then only what stands here counts.
    """
    if row.erased_at is not None:
        return dict(row.hashes)
    texts = {"json": row.document, "jwt": row.jwt}
    return {form: hashlib.sha256(text.encode()).hexdigest() for form, text in texts.items()}

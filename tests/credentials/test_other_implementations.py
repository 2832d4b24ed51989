"""What we issue verifies elsewhere: openbadgeslib (Python) and Digital Bazaar's libraries (Node)."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.test import Client
from joserfc.jwk import RSAKey
from openbadgeslib import baking
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError, OB3Verifier
from openbadgeslib.ob3.credential import OpenBadgeCredential
from openbadgeslib.ob3.status import check_credential_status

from ithaca.credentials import actions, pictures, queries
from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges.multibase import public_key
from tests.cast import Cast
from tests.credentials.alterations import every_alteration
from tests.credentials.awards import certified

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def ed25519_pem(row: Credential) -> bytes:
    key = public_key(row.key.public_multikey)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form)


def rsa_pem(row: Credential) -> bytes:
    return RSAKey.import_key(row.key.public_jwk).as_pem(private=False)


def download(address: str) -> bytes:
    """What stands at an address of ours, as token: openbadgeslib verifies lists in this form alone."""
    path = address.removeprefix(settings.BASE_URL)
    response = Client().get(path, headers={"accept": "application/vc+jwt"})
    assert response.status_code == 200
    return response.content


def test_openbadgeslib_accepts_document_token_and_both_pictures(cast: Cast) -> None:
    row = certified(cast)
    embedded = OB3LdpVerifier(ed25519_pem(row))
    for text in (
        row.document,
        baking.extract_svg(pictures.svg(row).encode(), element=baking.SVG_ELEMENT_OB3, text_fallback=True),
        baking.extract_png(pictures.png(row), keyword=baking.ITXT_KEYWORD_OB3),
    ):
        assert text is not None
        found = embedded.verify(text)
        assert found.achievement.name == "Mentor, niveau junior"
        assert found.id == queries.document(row)["id"]
    assert OB3Verifier(rsa_pem(row)).verify(row.jwt).id == queries.document(row)["id"]


def test_openbadgeslib_sees_suspension_and_revocation_in_our_signed_lists(cast: Cast) -> None:
    row = certified(cast)
    found = OpenBadgeCredential.from_vc_document(queries.document(row))

    def check() -> None:
        check_credential_status(found, download, verify_list=True, list_pubkey_pem=rsa_pem(row))

    check()
    actions.suspend(credential=row, reason="-", by=None)
    with pytest.raises(OB3VerificationError, match="suspension"):
        check()
    actions.reinstate(credential=row, reason="-", by=None)
    check()
    actions.revoke(credential=row, reason="-", by=None)
    with pytest.raises(OB3VerificationError, match="revocation"):
        check()


def test_digital_bazaars_libraries_accept_it_and_refuse_every_alteration(cast: Cast) -> None:
    row = certified(cast)
    document = queries.document(row)
    issuer = queries.issuer_document(row.issuer)
    lists = {
        entry["statusListCredential"]: json.loads(
            Client().get(entry["statusListCredential"].removeprefix(settings.BASE_URL)).content
        )
        for entry in document["credentialStatus"]
    }
    cases = {"as issued": document, **every_alteration(document)}
    told = json.dumps({"issuer": issuer, "lists": lists, "cases": list(cases.values())})
    done = subprocess.run(
        # The machine's Node, or the one from PyPI with the packages of the lock file: never without.
        [ROOT / "scripts/node.sh", "node", "frontend/verify/peer.mjs"],
        cwd=ROOT,
        input=told,
        text=True,
        capture_output=True,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "")},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    accepted = dict(zip(cases, json.loads(done.stdout), strict=True))
    assert [name for name, verified in accepted.items() if verified] == ["as issued"]

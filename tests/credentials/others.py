"""Implementations that are not ours: openbadgeslib (Python) and Digital Bazaar's libraries (Node)."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.test import Client
from joserfc.jwk import RSAKey

from ithaca.credentials import queries
from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges.multibase import public_key

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


def accepted_elsewhere(row: Credential, cases: Mapping[str, Any]) -> list[str]:
    """Which of these documents Digital Bazaar's libraries verify, with the issuer and the lists as they stand now."""
    document = queries.document(row)
    lists = {
        entry["statusListCredential"]: json.loads(
            Client().get(entry["statusListCredential"].removeprefix(settings.BASE_URL)).content
        )
        for entry in document["credentialStatus"]
    }
    issuer = queries.issuer_document(row.issuer)
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
    return [name for name, verified in zip(cases, json.loads(done.stdout), strict=True) if verified]

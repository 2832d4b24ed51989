"""What anybody may fetch, what holders decide, and what verifiers of other sites need."""

import base64
import hashlib
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.accounts.models import Person
from ithaca.credentials import actions, pictures, queries
from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges import proofs
from ithaca.credentials.open_badges.documents import identity_hash
from ithaca.credentials.open_badges.multibase import public_key
from ithaca.credentials.open_badges.status_list import is_set
from tests.cast import Cast
from tests.credentials.awards import certified, certify

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def path_of(address: str) -> str:
    return address.removeprefix(settings.BASE_URL)


def fetch(address: str, accept: str = "application/json") -> dict[str, object]:
    response = Client().get(path_of(address), headers={"accept": accept})
    assert response.status_code == 200, address
    found: dict[str, object] = json.loads(response.content)
    return found


def test_every_address_in_a_document_leads_to_what_it_names(cast: Cast) -> None:
    document = queries.document(certified(cast))
    assert fetch(document["id"]) == document
    about = document["credentialSubject"]["achievement"]
    assert fetch(about["id"])["criteria"] == about["criteria"]
    issuer = fetch(document["issuer"]["id"])
    assert issuer["id"] == document["issuer"]["id"]
    assert document["proof"]["verificationMethod"] in issuer["assertionMethod"]  # type: ignore[operator]
    for entry in document["credentialStatus"]:
        assert fetch(entry["statusListCredential"])["id"] == entry["statusListCredential"]


def test_the_token_names_the_address_of_its_key(cast: Cast) -> None:
    row = certified(cast)
    header = json.loads(_part(row.jwt, 0))
    assert set(header) == {"alg", "typ", "kid"}
    assert header["alg"] == "RS256"
    found = Client().get(path_of(header["kid"]))
    assert json.loads(found.content)["n"] == row.key.public_jwk["n"]
    assert "d" not in json.loads(found.content)


def _part(token: str, number: int) -> bytes:
    text = token.split(".")[number]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@pytest.mark.parametrize("purpose", ["revocation", "suspension"])
def test_status_lists_are_signed_credentials_and_change_at_once(cast: Cast, purpose: str) -> None:
    row = certified(cast)
    entry = next(e for e in queries.document(row)["credentialStatus"] if e["statusPurpose"] == purpose)
    index = int(entry["statusListIndex"])

    def now() -> bool:
        found = fetch(entry["statusListCredential"])
        proofs.verify(found, public_key(row.key.public_multikey))
        about = found["credentialSubject"]
        assert isinstance(about, dict)
        assert (about["type"], about["statusPurpose"]) == ("BitstringStatusList", purpose)
        return is_set(about["encodedList"], index)

    assert not now()
    change = actions.revoke if purpose == "revocation" else actions.suspend
    change(credential=row, reason="-", by=None)
    assert now()


def test_what_is_published_may_be_read_by_other_sites_and_kept_for_a_while(cast: Cast) -> None:
    row = certified(cast)
    for path in (
        f"/issuers/{row.issuer_id}/",
        f"/issuers/{row.issuer_id}/keys/1/",
        f"/achievements/{row.achievement_id}/",
        f"/status/{row.status_list_id}/revocation/",
        *(f"/credentials/{row.pk}.{form}" for form in ("json", "jwt", "svg", "png")),
    ):
        response = Client().get(path)
        assert response.status_code == 200, path
        assert response.headers["Access-Control-Allow-Origin"] == "*", path
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin", path
        # What its holder may hide is kept by their readers alone.
        kept = "private" if path.startswith("/credentials/") else "public"
        assert response.headers["Cache-Control"].startswith(f"{kept}, max-age="), path
        assert "Set-Cookie" not in response.headers, path


def test_content_types_are_those_of_the_norm(cast: Cast) -> None:
    row = certified(cast)
    types = {"json": "application/json", "jwt": "text/plain", "svg": "image/svg+xml", "png": "image/png"}
    for form, kind in types.items():
        assert Client().get(f"/credentials/{row.pk}.{form}").headers["Content-Type"].startswith(kind)
    assert Client().get(f"/credentials/{row.pk}.exe").status_code == 404


def test_a_hidden_credential_has_no_page_but_still_verifies_and_its_holder_has_the_files(
    cast: Cast, sign_in: SignIn
) -> None:
    row = certified(cast)
    client = sign_in(cast.mentor)
    client.post(f"/account/credentials/{row.pk}/visibility/", {"hide": "1"})
    for path in (f"/credentials/{row.pk}/", f"/credentials/{row.pk}.json", f"/credentials/{row.pk}.png"):
        assert Client().get(path).status_code == 404, path
    for entry in queries.document(row)["credentialStatus"]:
        fetch(entry["statusListCredential"])
    for form in ("json", "jwt", "svg", "png", "elm", "pdf"):
        response = client.get(f"/account/credentials/{row.pk}.{form}")
        assert response.status_code == 200, form
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Content-Disposition"].startswith("attachment")
    client.post(f"/account/credentials/{row.pk}/visibility/", {"show": "1"})
    assert Client().get(f"/credentials/{row.pk}/").status_code == 200


def test_nobody_else_takes_or_hides_somebodys_credential(cast: Cast, sign_in: SignIn) -> None:
    row = certified(cast)
    for person in (cast.outsider, cast.mentee, cast.administrator):
        client = sign_in(person)
        assert client.get(f"/account/credentials/{row.pk}.pdf").status_code == 404
        assert client.post(f"/account/credentials/{row.pk}/visibility/", {"hide": "1"}).status_code == 404
    assert Credential.objects.get().shown


def test_the_public_page_holds_nothing_personal(cast: Cast) -> None:
    row = certified(cast)
    page = Client().get(f"/credentials/{row.pk}/").content.decode()
    assert row.name in page
    for told in (cast.mentor.name, cast.mentor.email, cast.administrator.name):
        assert told not in page


def test_the_register_holds_hashes_alone(cast: Cast) -> None:
    row = certified(cast)
    found = fetch(f"/credentials/{row.pk}/register/")
    assert found == queries.register(row)
    assert all(len(str(each)) == 64 for each in found.values())


def test_the_european_export_names_its_bearer_and_claims_no_seal(cast: Cast, sign_in: SignIn) -> None:
    row = certified(cast)
    found = json.loads(sign_in(cast.mentor).get(f"/account/credentials/{row.pk}.elm").content)
    assert found["credentialSubject"]["fullName"] == {"fr": [cast.mentor.name]}
    assert "proof" not in found
    assert "Unsigned" in found["displayParameter"]["description"]["en"][0]
    claim = found["credentialSubject"]["hasClaim"][0]
    assert claim["specifiedBy"]["learningOutcome"][0]["relatedESCOSkill"][0]["id"].startswith(
        "http://data.europa.eu/esco/skill/"
    )


def test_administrators_suspend_and_revoke_with_a_reason_that_the_holder_reads(
    cast: Cast, sign_in: SignIn
) -> None:
    row = certified(cast)
    page = f"/organisations/{cast.organisation.slug}/credentials/{row.pk}/"
    client = sign_in(cast.administrator)
    assert client.post(page, {"suspend": "1", "reason": ""}).status_code == 200
    assert client.post(page, {"suspend": "1", "reason": "Plainte en cours"}).status_code == 302
    assert "Plainte en cours" in sign_in(cast.mentor).get("/account/credentials/").content.decode()
    assert "Plainte en cours" not in Client().get(f"/credentials/{row.pk}/").content.decode()
    assert sign_in(cast.outsider).post(page, {"revoke": "1", "reason": "x"}).status_code == 404
    assert client.post(page, {"revoke": "1", "reason": "Fondée"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "revoked"


def test_the_salted_hash_is_that_of_the_norm() -> None:
    # Open Badges 3.0, "IdentityHash": the salt follows the identity.
    assert identity_hash("a@b.c", "salt") == "sha256$" + hashlib.sha256(b"a@b.csalt").hexdigest()


def test_lists_take_the_same_number_of_queries_however_long(cast: Cast, sign_in: SignIn) -> None:
    row = certified(cast)
    mine = (sign_in(cast.mentor), "/account/credentials/")
    issued = (sign_in(cast.administrator), f"/organisations/{cast.organisation.slug}/credentials/")

    def taken() -> list[int]:
        counts = []
        for client, path in (mine, issued):
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        return counts

    few = taken()
    for _more in range(4):
        certify(row.issuer, cast.mentor, by=cast.administrator)
    assert taken() == few


def test_a_sign_that_nobody_sees_takes_no_badge_away(cast: Cast) -> None:
    row = certified(cast)
    row.name, row.issuer.name = "Mentor\x08, niveau junior", "Les\x1f Voiles"
    root = ElementTree.fromstring(pictures.drawing(row))
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == "Mentor, niveau junior, Les Voiles"

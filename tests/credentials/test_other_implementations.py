"""What we issue verifies elsewhere: openbadgeslib (Python) and Digital Bazaar's libraries (Node)."""

import pytest
from openbadgeslib import baking
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError, OB3Verifier
from openbadgeslib.ob3.credential import OpenBadgeCredential
from openbadgeslib.ob3.status import check_credential_status

from ithaca.credentials import actions, pictures, queries
from tests.cast import Cast
from tests.credentials.alterations import every_alteration
from tests.credentials.awards import certified
from tests.credentials.others import accepted_elsewhere, download, ed25519_pem, rsa_pem

pytestmark = pytest.mark.django_db


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
    cases = {"as issued": document, **every_alteration(document)}
    assert accepted_elsewhere(row, cases) == ["as issued"]

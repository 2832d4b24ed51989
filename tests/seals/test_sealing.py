"""The seal says what was awarded to which programme, verifies elsewhere too, and ends when it should."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from openbadgeslib import baking
from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier

from ithaca.credentials import actions as credentials
from ithaca.credentials import pictures
from ithaca.credentials.open_badges.documents import hash_name
from ithaca.credentials.queries import document
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks.models import Membership
from ithaca.seals.models import SealFile
from tests.credentials.alterations import every_alteration
from tests.credentials.others import accepted_elsewhere, ed25519_pem, rsa_pem
from tests.seals.sealed import BASIC, decided, sealed, with_key
from tests.seals.sealers import Sealers

REPORT = hashlib.sha256(b"what the auditors found").digest()


def test_it_names_the_programme_with_its_organisation_and_no_person(world: Sealers) -> None:
    row = sealed(world, report=REPORT)
    assert row.credential is not None
    said = document(row.credential)
    subject = said["credentialSubject"]
    (name,) = subject["identifier"]
    assert (name["hashed"], name["identityHash"]) == (False, "Cap Ouest, Les Voiles")
    achievement = subject["achievement"]
    assert achievement["achievementType"] == "QualityAssuranceCredential"
    assert achievement["name"] == "Scheme fr, first fr"
    assert achievement["alignment"][0]["targetUrl"].endswith(f"/seals/schemes/{row.version_id}/")
    results = {
        each["name"]: result["value"]
        for each, result in zip(achievement["resultDescription"], subject["result"], strict=True)
    }
    assert results == {"Critères remplis": "3 / 5", "1. a fr": "4 / 9", "2. b fr": "6 / 9"}
    evidence = {each["genre"]: each["id"] for each in said["evidence"]}
    assert evidence == {
        "seal-file": hash_name(bytes.fromhex(row.sha256)),
        "audit-report": hash_name(REPORT),
    }
    assert said["issuer"]["name"] == world.network.name
    text = row.credential.document
    people = (world.clemence, world.oriane, *world.committee, *world.auditors)
    assert [person.name for person in people if person.name in text or str(person.pk) in text] == []


def test_it_verifies_with_two_implementations_that_are_not_ours(world: Sealers) -> None:
    seal = sealed(world).credential
    assert seal is not None
    embedded = OB3LdpVerifier(ed25519_pem(seal))
    baked = baking.extract_svg(
        pictures.svg(seal).encode(), element=baking.SVG_ELEMENT_OB3, text_fallback=True
    )
    png = baking.extract_png(pictures.png(seal), keyword=baking.ITXT_KEYWORD_OB3)
    for text in (seal.document, baked, png):
        assert embedded.verify(text).id == document(seal)["id"]
    assert OB3Verifier(rsa_pem(seal)).verify(seal.jwt).id == document(seal)["id"]
    issued = document(seal)
    cases = {"as issued": issued, **every_alteration(issued)}
    assert accepted_elsewhere(seal, cases) == ["as issued"]


def test_it_is_valid_for_as_long_as_its_level_says(world: Sealers) -> None:
    with time_machine.travel("2027-03-10T12:00:00Z", tick=False):
        seal = sealed(world).credential
    assert seal is not None
    assert seal.valid_until is not None
    assert seal.valid_until.isoformat() == "2030-03-10T12:00:00+00:00"


def test_a_network_without_a_key_seals_nothing(world: Sealers) -> None:
    row = world.begun()
    with pytest.raises(Refusal, match="clé"):
        decided(world, row)
    assert world.now(row).credential is None


@pytest.mark.parametrize("state", ["suspended", "left", "excluded"])
def test_nothing_is_awarded_to_an_organisation_that_is_no_full_member(world: Sealers, state: str) -> None:
    with_key(world)
    row = world.begun()
    world.says(row, **BASIC)
    Membership.objects.update(state=state)
    with pytest.raises(Refusal, match="membre"):
        decided(world, row)


def test_the_points_are_those_of_the_auditors(world: Sealers) -> None:
    row = sealed(world, steps={"b1": "done"})
    assert row.credential is not None
    values = [each["value"] for each in document(row.credential)["credentialSubject"]["result"]]
    assert values == ["3 / 5", "4 / 9", "4 / 9"]


def test_a_seal_whose_file_was_handed_in_later_than_another_is_another_credential(world: Sealers) -> None:
    first = sealed(world)
    second = sealed(world)
    assert first.credential_id != second.credential_id
    assert SealFile.objects.filter(state="sealed").count() == 2


def test_a_renewal_begins_where_the_seal_before_it_ends(world: Sealers) -> None:
    with time_machine.travel("2027-03-10T12:00:00Z", tick=False):
        first = sealed(world)
    with time_machine.travel("2029-12-01T12:00:00Z", tick=False):
        row = world.begun(renews=first)
        world.says(row, **BASIC)
        second = decided(world, row).credential
    assert second is not None
    assert second.valid_until is not None
    assert second.valid_until.isoformat() == "2033-03-10T12:00:00+00:00"
    assert second.valid_from.isoformat() == "2029-12-01T12:00:00+00:00"


def test_what_was_withdrawn_is_not_prolonged_by_a_renewal(world: Sealers) -> None:
    with time_machine.travel("2027-03-10T12:00:00Z", tick=False):
        first = sealed(world)
        assert first.credential is not None
        credentials.revoke(credential=first.credential, reason="-", by=None)
        SealFile.objects.filter(pk=first.pk).update(state="withdrawn")
    with time_machine.travel("2029-12-01T12:00:00Z", tick=False):
        row = world.begun(renews=first)
        second = decided(world, row).credential
        assert second is not None
        assert second.valid_until is not None
        assert second.valid_until - clock.now() < timedelta(days=3 * 366)

"""What is issued says what it should, in two forms that both verify, and never changes."""

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from joserfc.jwk import RSAKey

from ithaca.credentials import actions, queries
from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges import Untrue, proofs, tokens
from ithaca.credentials.open_badges.documents import hash_name, identity_hash
from ithaca.credentials.open_badges.linked_data import canonical, require_plain
from ithaca.credentials.open_badges.multibase import public_key
from ithaca.journal.models import Event
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition
from tests.cast import Cast
from tests.credentials.awards import MENTOR, SEEN, certified, certify, make_key, subject

pytestmark = pytest.mark.django_db


def test_document_and_token_verify_with_the_issuers_key(cast: Cast) -> None:
    row = certified(cast)
    document = queries.document(row)
    require_plain(document)
    proofs.verify(document, public_key(row.key.public_multikey))
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    assert tokens.verified(row.jwt, RSAKey.import_key(row.key.public_jwk)) == unsigned


def test_it_names_nobody_but_by_salted_hashes(cast: Cast) -> None:
    row = certified(cast)
    assert cast.mentor.name not in row.document
    assert cast.mentor.email not in row.document
    assert str(cast.mentor.pk) not in row.document
    name, address = queries.document(row)["credentialSubject"]["identifier"]
    assert name["identityHash"] == identity_hash(cast.mentor.name, row.salt)
    assert address["identityHash"] == identity_hash(cast.mentor.email, row.salt)
    other = certify(row.issuer, cast.mentor, by=cast.administrator)
    assert other.salt != row.salt, "two credentials of one person can't be joined"
    ids = {queries.document(each)["credentialSubject"]["id"] for each in (row, other)}
    assert len(ids) == 2


def test_the_name_stands_in_clear_where_its_bearer_wants_it(cast: Cast) -> None:
    key = make_key(cast.administrator, cast.organisation)
    row = certify(key.issuer, cast.mentor, by=cast.administrator, named=True)
    name = queries.document(row)["credentialSubject"]["identifier"][0]
    assert (name["hashed"], name["identityHash"]) == (False, cast.mentor.name)
    assert cast.mentor.email not in row.document


def test_evidence_stands_in_it_by_hash_alone(cast: Cast) -> None:
    evidence = queries.document(certified(cast))["evidence"]
    assert evidence[0] == {
        "id": hash_name(SEEN.sha256),
        "type": ["Evidence"],
        "name": "Cas vécu",
        "genre": "case",
    }


def test_it_says_what_was_achieved_by_which_criteria_and_how_well(cast: Cast) -> None:
    about = queries.document(certified(cast))["credentialSubject"]
    achievement = about["achievement"]
    assert achievement["achievementType"] == "Certification"
    assert achievement["criteria"]["narrative"] == MENTOR.criteria
    assert achievement["alignment"][0]["targetUrl"] == MENTOR.alignments[0].url
    assert about["result"][0]["value"] == "15 / 15"
    assert about["result"][0]["resultDescription"] == achievement["resultDescription"][0]["id"]


def test_without_a_key_nothing_is_issued(cast: Cast) -> None:
    issuer = actions.become_issuer(cast.organisation)
    with pytest.raises(Refusal, match=r"no key|pas encore de clé"):
        certify(issuer, cast.mentor, by=cast.administrator)


def test_what_was_issued_can_not_be_changed(cast: Cast) -> None:
    row = Credential.objects.get(pk=certified(cast).pk)
    row.document = row.document.replace("junior", "senior")
    with pytest.raises(TypeError):
        row.save()


def test_the_same_words_are_one_achievement_and_other_words_another(cast: Cast) -> None:
    first = certified(cast)
    second = certify(first.issuer, cast.second_mentor, by=cast.administrator)
    assert first.achievement_id == second.achievement_id
    third = actions.issue(
        issuer=first.issuer,
        subject=subject(cast.mentor),
        achievement=replace(MENTOR, criteria="Autre chose."),
        valid_until=None,
        by=None,
    )
    assert third.achievement_id != first.achievement_id
    assert "validUntil" not in queries.document(third)


def test_suspended_reinstated_revoked_each_with_reason_and_fact(cast: Cast) -> None:
    row, by = certified(cast), cast.administrator
    actions.suspend(credential=row, reason="Une plainte est examinée.", by=by)
    actions.reinstate(credential=row, reason="Elle n’était pas fondée.", by=by)
    actions.revoke(credential=row, reason="Obtenu par erreur.", by=by)
    with pytest.raises(ForbiddenTransition):
        actions.reinstate(credential=row, reason="Non.", by=by)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("revoked", "Obtenu par erreur.")
    verbs = Event.objects.filter(subject_id=row.pk).order_by("id").values_list("verb", flat=True)
    words = ["issued", "suspended", "reinstated", "revoked"]
    assert list(verbs) == [f"credential.{word}" for word in words]
    facts = json.dumps(list(Event.objects.filter(subject_id=row.pk).values_list("facts", flat=True)))
    assert "plainte" not in facts, "reasons are no facts"


def test_a_term_that_no_context_defines_is_not_signed(cast: Cast) -> None:
    document = queries.document(certified(cast))
    for changed in (
        {**document, "colour": "green"},
        {**document, "credentialSubject": {**document["credentialSubject"], "rank": "first"}},
        {**document, "type": [*document["type"], "NoSuchType"]},
    ):
        with pytest.raises(Untrue):
            canonical({name: value for name, value in changed.items() if name != "proof"})


def test_the_same_graph_in_other_words_is_refused(cast: Cast) -> None:
    document = queries.document(certified(cast))
    until = document.pop("validUntil")
    document["https://www.w3.org/2018/credentials#validUntil"] = {
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
        "@value": until,
    }
    proofs.verify(document, public_key(Credential.objects.get().key.public_multikey))
    with pytest.raises(Untrue):
        require_plain(document)


def test_two_credentials_never_share_a_position(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = certified(cast)
    drawn = iter([row.status_index, row.status_index, row.status_index + 1])
    monkeypatch.setattr("ithaca.credentials.actions.issuing.secrets.randbelow", lambda _bits: next(drawn))
    other = certify(row.issuer, cast.mentor, by=cast.administrator)
    assert (other.status_list, other.status_index) == (row.status_list, row.status_index + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Credential.objects.filter(pk=other.pk).update(status_index=row.status_index)

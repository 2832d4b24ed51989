"""Whoever holds a certificate may have erased what tells of them; the file in their hands stays as good as it was."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.credentials import actions, queries
from ithaca.credentials.models import Credential
from ithaca.credentials.open_badges import proofs
from ithaca.credentials.open_badges.multibase import public_key
from ithaca.journal.models import Event
from tests.cast import Cast
from tests.credentials.awards import certified

pytestmark = pytest.mark.django_db


def test_nothing_tells_of_the_holder_and_the_file_still_verifies(cast: Cast) -> None:
    row = certified(cast)
    document, salt, registered = queries.document(row), row.salt, queries.register(row)
    for person in (cast.administrator, cast.coordinator, cast.outsider):
        with pytest.raises(Denied):
            actions.erase_holder(actor=person, credential=row)
    actions.erase_holder(actor=cast.mentor, credential=row)
    row = Credential.objects.get(pk=row.pk)
    kept = json.dumps([str(value) for value in vars(row).values()], ensure_ascii=False)
    for told in (cast.mentor.name, cast.mentor.email, str(cast.mentor.pk), salt):
        assert told not in kept
    assert queries.credentials_of(cast.mentor) == []
    for name in ("credentials:credential", "credentials:file"):
        args = [row.pk] if name.endswith("credential") else [row.pk, "json"]
        assert Client().get(reverse(name, args=args)).status_code == 404
    assert queries.register(row) == registered
    proofs.verify(document, public_key(row.key.public_multikey))
    verbs = Event.objects.filter(subject_id=row.pk).values_list("verb", flat=True)
    assert list(verbs)[-1] == "credential.erased"


def test_a_revoked_one_stays_revoked(cast: Cast) -> None:
    row = certified(cast)
    actions.revoke(credential=row, reason="Plainte de Mme Petit", by=cast.administrator)
    actions.erase_holder(actor=cast.mentor, credential=row)
    found = Credential.objects.get(pk=row.pk)
    assert (found.state, found.reason) == ("revoked", "")

"""Who has to know is told: holders of their certificates, administrators of their keys."""

import pytest

from ithaca.credentials import actions
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network, NetworkRole
from ithaca.notifications.models import Message
from tests.cast import Cast
from tests.credentials.awards import certified, make_key
from tests.factories import make_administrator

pytestmark = pytest.mark.django_db


def subjects(email: str) -> list[str]:
    while dispatch_waiting():  # nothing is sent: what was sent has no text any more
        pass
    return list(
        Message.objects.filter(to=email).order_by("created_at", "pk").values_list("subject", flat=True)
    )


def test_the_holder_hears_of_issue_suspension_return_and_revocation_and_never_by_mail_of_the_reason(
    cast: Cast,
) -> None:
    row = certified(cast)
    actions.suspend(credential=row, reason="Une plainte", by=cast.administrator)
    actions.reinstate(credential=row, reason="Levée", by=cast.administrator)
    actions.revoke(credential=row, reason="Une fraude", by=cast.administrator)
    said = subjects(cast.mentor.email)
    assert len(said) == 4
    assert ["est là" in said[0], "en vigueur" in said[2]] == [True, True]
    assert said[1] == said[3] == "Votre certificat : du nouveau"  # no subject says what happened
    texts = " ".join(Message.objects.filter(to=cast.mentor.email).values_list("text", flat=True))
    assert [word for word in ("suspendu", "révoqué") if word not in texts] == []
    assert not Message.objects.filter(text__contains="fraude").exists()


def test_the_other_administrators_hear_of_a_new_key(cast: Cast) -> None:
    make_administrator(cast.coordinator, cast.organisation)
    make_key(cast.administrator, cast.organisation)
    assert subjects(cast.coordinator.email) == ["Une nouvelle clé de signature pour Les Voiles"]
    assert subjects(cast.administrator.email) == []
    assert subjects(cast.outsider.email) == []


def test_the_other_administrators_of_a_network_hear_of_its_new_key(cast: Cast) -> None:
    network = Network.objects.create(name="Grand Large", slug="grand-large")
    for person in (cast.administrator, cast.coordinator):
        NetworkRole.objects.create(person=person, network=network, role="administrator")
    actions.make_key(actor=cast.administrator, body=network, id=new_id())
    assert subjects(cast.coordinator.email) == ["Une nouvelle clé de signature pour Grand Large"]
    assert subjects(cast.administrator.email) == []

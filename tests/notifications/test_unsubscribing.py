"""One click in the mail program, or on the page behind the link in a mail (RFC 8058)."""

from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from django.test import Client

from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.models import Event
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.notifications.kinds import Delivery, Kind
from ithaca.notifications.links import off_token, off_url
from ithaca.notifications.models import Message, Preferences
from ithaca.notifications.outbox import Letter, _mail, enqueue
from ithaca.notifications.queries import wishes
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def told(cast: Cast) -> Message:
    """The mail of a proposed pair to the mentor."""
    mentorships.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    dispatch_waiting()
    return Message.objects.get(person_id=cast.mentor.pk)


def header(message: Message, name: str) -> str | None:
    value = message_from_bytes(_mail(message, message.to).message().as_bytes(), policy=policy.default)[name]
    return str(value) if value is not None else None


def address(cast: Cast, kind: Kind = Kind.DECISIONS) -> str:
    return urlsplit(off_url(cast.mentor.pk, kind)).path


def delivery(cast: Cast, kind: Kind = Kind.DECISIONS) -> Delivery:
    return wishes(cast.mentor).delivery(kind)


def test_a_mail_program_switches_a_kind_off_without_signing_in(cast: Cast) -> None:
    message = told(cast)
    assert header(message, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
    link = (header(message, "List-Unsubscribe") or "").strip("<>")
    assert link == off_url(cast.mentor.pk, Kind.DECISIONS)
    provider = Client(enforce_csrf_checks=True)  # a mail provider has neither a session nor a token of ours
    answer = provider.post(urlsplit(link).path, ONE_CLICK)
    assert answer.status_code == 200, "RFC 8058 wants no redirect"
    assert delivery(cast) == Delivery.OFF
    assert delivery(cast, Kind.MEETINGS) == Delivery.AT_ONCE, "the others stay"
    assert Event.objects.get(verb="notifications.preferences changed").facts["by_link"] is True


def test_the_link_is_in_the_mail_itself_too(cast: Cast) -> None:
    message = told(cast)
    assert off_url(cast.mentor.pk, Kind.DECISIONS) in message.text


def test_looking_changes_nothing(cast: Cast) -> None:
    page = Client().get(address(cast))
    assert "Ne plus recevoir ces courriels" in page.content.decode()
    assert "Décisions du binôme" in page.content.decode()
    assert delivery(cast) == Delivery.AT_ONCE
    assert not Preferences.objects.exists()


def test_who_clicked_by_mistake_gets_them_again(cast: Cast) -> None:
    browser = Client()
    page = browser.post(address(cast)).content.decode()
    assert "C’est fait" in page
    assert "/account/notifications/" in page
    browser.post(address(cast), {"again": "1"})
    assert delivery(cast) == Delivery.AT_ONCE


def test_no_more_digests(cast: Cast) -> None:
    Preferences.objects.create(
        person=cast.mentor, deliveries={Kind.MEETINGS: Delivery.DIGEST, Kind.ROOM: Delivery.AT_ONCE}
    )
    Client().post(address(cast, Kind.DIGEST), ONE_CLICK)
    assert delivery(cast, Kind.MEETINGS) == Delivery.OFF
    assert delivery(cast, Kind.ROOM) == Delivery.AT_ONCE


@pytest.mark.parametrize("made_up", ["", "x", "0" * 32 + ".decisions:signature"])
def test_a_made_up_link_leads_nowhere(cast: Cast, made_up: str) -> None:
    for answer in (
        Client().get(f"/notifications/off/{made_up}/"),
        Client().post(f"/notifications/off/{made_up}/"),
    ):
        assert answer.status_code == 404


def test_a_link_for_one_person_or_kind_is_none_for_another(cast: Cast) -> None:
    token = off_token(cast.mentor.pk, Kind.DECISIONS)
    for other in (
        token.replace(cast.mentor.pk.hex, cast.mentee.pk.hex),
        token.replace("decisions", "meetings"),
        off_token(cast.mentor.pk, Kind.ACCOUNT),
    ):
        assert Client().post(f"/notifications/off/{other}/").status_code == 404
    assert not Preferences.objects.exists()


def test_mail_for_the_safety_of_an_account_offers_no_way_out(cast: Cast) -> None:
    message = enqueue(key="reset", letter=Letter("Mot de passe", "Un lien."), to=cast.mentor)
    assert header(message, "List-Unsubscribe") is None
    invitation = enqueue(key="invited", letter=Letter("Invitation", "Un lien."), address="neuf@example.org")
    assert header(invitation, "List-Unsubscribe") is None

"""Whoever opens a personal invitation has the mail that carries it: their address is not asked for twice."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from ithaca.accounts.queries import person_by_email
from ithaca.programmes import actions
from ithaca.programmes.models import Invitation
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.inviting import invite

pytestmark = pytest.mark.django_db
SIGN_UP = {"name": "Neuf Venu", "password1": PASSWORD, "time_zone": "Europe/Paris"}


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return invite(cast, "neuf@example.org")


def test_the_invited_address_stands_in_the_form_and_needs_no_second_mail(invitation: Invitation) -> None:
    browser, target = Client(), f"/invitations/{invitation.token}/"
    browser.get(target)
    form = browser.get(reverse("account_signup"), {"next": target}).content.decode()
    assert 'value="neuf@example.org"' in form
    answer = browser.post(
        reverse("account_signup"), {**SIGN_UP, "email": "autre@example.org", "next": target}
    )
    assert answer.headers["Location"] == target
    person = person_by_email("neuf@example.org")
    assert person is not None
    assert person.emailaddress_set.get().verified
    assert person_by_email("autre@example.org") is None, "what a form sends instead is not looked at"
    assert not [m for m in mail.outbox if "confirmez" in m.subject]
    assert "Rejoindre le programme" in browser.get(target).content.decode()


@pytest.mark.parametrize("target", ["/", "/invitations/made-up/"])
def test_a_sign_up_for_anything_else_confirms_its_own_address(invitation: Invitation, target: str) -> None:
    browser = Client()
    browser.get(f"/invitations/{invitation.token}/")
    answer = browser.post(reverse("account_signup"), {**SIGN_UP, "email": "neuf@example.org", "next": target})
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    person = person_by_email("neuf@example.org")
    assert person is not None
    assert not person.emailaddress_set.get().verified


def test_a_cancelled_invitation_proves_nothing(cast: Cast, invitation: Invitation) -> None:
    actions.cancel_invitation(actor=cast.coordinator, invitation=invitation)
    browser, target = Client(), f"/invitations/{invitation.token}/"
    browser.get(target)
    answer = browser.post(reverse("account_signup"), {**SIGN_UP, "email": "neuf@example.org", "next": target})
    assert answer.headers["Location"] == reverse("account_email_verification_sent")


def test_an_address_that_has_an_account_gets_no_second_one(cast: Cast, invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(email=cast.mentee.email)
    browser, target = Client(), f"/invitations/{invitation.token}/"
    browser.get(target)
    browser.post(reverse("account_signup"), {**SIGN_UP, "next": target})
    assert not browser.get("/").wsgi_request.user.is_authenticated

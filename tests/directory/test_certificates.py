"""A certificate stands in the directory by its holder's choice, and only as long as it is in force."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.credentials import actions
from ithaca.credentials.models import Credential
from ithaca.directory.actions import drop_ended_certificates
from ithaca.directory.entries import reindex
from ithaca.directory.models import Entry
from tests.cast import Cast
from tests.credentials.awards import certified
from tests.directory.people import give_profile
from tests.mentorships.rooms import mails

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def held(cast: Cast) -> Credential:
    give_profile(cast.mentoring)
    reindex(cast.mentoring)
    return certified(cast)


def found(cast: Cast, sign_in: SignIn, certificate: str = "") -> str:
    mails()  # the index follows the journal
    query = {"certificate": certificate} if certificate else {}
    page = sign_in(cast.mentee).get(reverse("directory:search", args=[cast.programme.slug]), query)
    return page.content.decode().split("</header>")[1]


def test_it_is_beside_the_name_and_a_facet_once_its_holder_wishes(
    cast: Cast, sign_in: SignIn, held: Credential
) -> None:
    assert held.name not in found(cast, sign_in)
    sign_in(cast.mentor).post(reverse("credentials:visibility", args=[held.pk]), {"list": "1"})
    assert held.name in found(cast, sign_in)
    assert cast.mentor.name in found(cast, sign_in, held.name)
    assert cast.mentor.name not in found(cast, sign_in, "Un autre certificat")
    profile = sign_in(cast.mentee).get(
        reverse("directory:person", args=[cast.programme.slug, cast.mentoring.pk])
    )
    assert held.name in profile.content.decode()
    sign_in(cast.mentor).post(reverse("credentials:visibility", args=[held.pk]), {"list": "0"})
    assert held.name not in found(cast, sign_in)


def test_it_goes_with_suspension_and_comes_back(cast: Cast, sign_in: SignIn, held: Credential) -> None:
    actions.enlist(actor=cast.mentor, credential=held, listed=True)
    actions.suspend(credential=held, reason="À éclaircir.", by=cast.administrator)
    assert held.name not in found(cast, sign_in)
    actions.reinstate(credential=held, reason="Éclairci.", by=cast.administrator)
    assert held.name in found(cast, sign_in)
    actions.revoke(credential=held, reason="x", by=cast.administrator)
    assert held.name not in found(cast, sign_in)


def test_it_goes_when_its_time_is_over(cast: Cast, held: Credential) -> None:
    actions.enlist(actor=cast.mentor, credential=held, listed=True)
    mails()
    assert Entry.objects.get(participation_id=cast.mentoring.pk).facets["certificate"] == [held.name]
    held.refresh_from_db()
    assert held.valid_until is not None
    with time_machine.travel(held.valid_until + timedelta(hours=2)):
        assert drop_ended_certificates() == 1
    assert Entry.objects.get(participation_id=cast.mentoring.pk).facets["certificate"] == []


def test_nobody_else_puts_it_there(cast: Cast, held: Credential) -> None:
    for person in (cast.administrator, cast.second_mentor, cast.outsider):
        with pytest.raises(Denied):
            actions.enlist(actor=person, credential=held, listed=True)

"""The page on which one chooses what comes by mail, and when."""

from collections.abc import Callable
from datetime import time

import pytest
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.notifications.kinds import DEFAULTS, Delivery, Kind
from ithaca.notifications.models import Preferences
from ithaca.notifications.queries import wishes
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
PAGE = "/account/notifications/"


def answers(**changed: str) -> dict[str, str]:
    chosen = {kind.value: str(delivery) for kind, delivery in DEFAULTS.items()}
    return {**chosen, "quiet_from": "21:00", "quiet_to": "07:00", "digest_at": "08:00", **changed}


def test_what_is_chosen_is_kept_and_shown(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mentor)
    answer = client.post(PAGE, answers(meetings="digest", room="off", quiet_from="22:30", digest_at="18:15"))
    assert answer.headers["Location"] == PAGE
    kept = wishes(cast.mentor)
    assert (kept.delivery(Kind.MEETINGS), kept.delivery(Kind.ROOM)) == (Delivery.DIGEST, Delivery.OFF)
    assert (kept.quiet_from, kept.quiet_to, kept.digest_at) == (time(22, 30), time(7), time(18, 15))
    page = client.get(PAGE).content.decode()
    assert 'value="22:30"' in page
    assert 'value="18:15"' in page
    assert wishes(cast.mentee).delivery(Kind.ROOM) == Delivery.AT_ONCE


def test_no_quiet_hours(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.mentor).post(PAGE, answers(quiet_from="", quiet_to=""))
    kept = wishes(cast.mentor)
    assert (kept.quiet_from, kept.quiet_to) == (None, None)


def test_one_end_alone_is_asked_back(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.mentor).post(PAGE, answers(quiet_to="", meetings="off")).content.decode()
    assert "Indiquez le début et la fin des heures calmes" in page
    assert not Preferences.objects.exists()


@pytest.mark.parametrize("wrong", [{"meetings": "sometimes"}, {"digest_at": ""}, {"quiet_from": "25:00"}])
def test_what_is_no_answer_changes_nothing(cast: Cast, sign_in: SignIn, wrong: dict[str, str]) -> None:
    assert sign_in(cast.mentor).post(PAGE, answers(**wrong)).status_code == 200
    assert not Preferences.objects.exists()


def test_only_who_coordinates_is_asked_about_coordination(cast: Cast, sign_in: SignIn) -> None:
    assert 'name="coordination"' not in sign_in(cast.mentor).get(PAGE).content.decode()
    client = sign_in(cast.coordinator)
    assert 'name="coordination"' in client.get(PAGE).content.decode()
    sign_in(cast.mentor).post(PAGE, answers(coordination="off"))
    assert wishes(cast.mentor).delivery(Kind.COORDINATION) == Delivery.DIGEST


def test_the_safety_of_the_account_is_no_choice(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mentor)
    assert 'name="account"' not in client.get(PAGE).content.decode()
    client.post(PAGE, answers(account="off"))
    assert wishes(cast.mentor).delivery(Kind.ACCOUNT) == Delivery.AT_ONCE


def test_visitors_sign_in_first(cast: Cast) -> None:
    assert "/account/sign-in/" in Client().get(PAGE).headers["Location"]

"""Signing in with the organisation's own account: who gets in, as whom, and what cannot get in."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from ithaca.accounts.models import OutsideAccount, Person
from ithaca.config.env import Environment
from ithaca.journal.models import Event
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.provider import FORGED, FakeProvider, named_to_ithaca, running_provider

BEGIN, SIGN_IN = "/account/sign-in/provider/", "/account/sign-in/"
LEA = {
    "sub": "lea-1",
    "email": "Lea@Egee.example",
    "email_verified": True,
    "name": "Léa Égée",
    "locale": "en-GB",
}


@pytest.fixture
def provider(settings: Settings, db: None) -> Iterator[FakeProvider]:
    cache.clear()
    with running_provider() as one:
        settings.IDENTITY_PROVIDER = named_to_ithaca(one)
        one.person = dict(LEA)
        yield one


class NoDetours(HTTPRedirectHandler):
    def http_error_302(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        return fp


def there(address: str) -> dict[str, str]:
    """What a browser does at the provider; with what it comes back."""
    answer = build_opener(NoDetours).open(address)
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def arrive(browser: Client, landing: str = "", **brought: str) -> HttpResponseBase:
    begun = browser.get(BEGIN, {"next": landing} if landing else {})
    return browser.get(f"{BEGIN}back/", {**there(begun.headers["Location"]), **brought})


def page(browser: Client, answer: HttpResponseBase) -> str:
    return browser.get(answer.headers["Location"], follow=True).content.decode()


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_where_nobody_has_named_a_provider_nothing_is_there(db: None) -> None:
    assert "provider" not in Client().get(SIGN_IN).content.decode()
    assert Client().get(BEGIN).status_code == Client().get(f"{BEGIN}back/").status_code == 404


def test_the_first_sign_in_makes_the_account_and_the_next_finds_it(provider: FakeProvider) -> None:
    browser = Client()
    assert "Continuer avec Compte Égée" in browser.get(f"{SIGN_IN}?next=/requests/").content.decode()
    assert arrive(browser, "/requests/").headers["Location"] == "/requests/"
    lea = Person.objects.get()
    assert (lea.email, lea.name, lea.language) == ("lea@egee.example", "Léa Égée", "en")
    assert not lea.has_usable_password()
    assert EmailAddress.objects.get(user=lea).verified
    assert Event.objects.filter(verb="account.provider connected", subject_id=lea.pk).exists()
    assert mail.outbox == []
    browser.post("/account/sign-out/")
    provider.person["email"] = "elsewhere@egee.example"  # it may change there: the person stays the same
    arrive(browser)
    assert is_signed_in(browser)
    assert Person.objects.get().email == "lea@egee.example"


def test_the_question_is_bound_to_browser_and_moment(provider: FakeProvider) -> None:
    arrive(Client())
    (asked,) = provider.asked
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid profile email"
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert asked["redirect_uri"].endswith(f"{BEGIN}back/")


def test_an_address_proven_on_both_sides_is_the_same_person(cast: Cast, provider: FakeProvider) -> None:
    provider.person |= {"email": cast.mentor.email.upper()}
    browser = Client()
    arrive(browser)
    assert browser.session["_auth_user_id"] == str(cast.mentor.pk)
    assert OutsideAccount.objects.get().person == cast.mentor
    assert mail.outbox[-1].to == [cast.mentor.email]
    assert "Compte Égée" in mail.outbox[-1].subject


@pytest.mark.parametrize("proven", [False, None, "true", "false", 1])
def test_an_address_that_the_provider_has_not_proven_takes_no_account(
    cast: Cast, provider: FakeProvider, proven: object
) -> None:
    provider.person |= {"email": cast.mentor.email, "email_verified": proven}
    browser = Client()
    known = arrive(browser)
    assert not is_signed_in(browser)
    assert not OutsideAccount.objects.exists()
    assert mail.outbox[-1].to == [cast.mentor.email], "whose address it is learns what to do"
    provider.person |= {"email": "nobody@egee.example", "sub": "other"}
    assert arrive(Client()).headers["Location"] == known.headers["Location"], (
        "and nobody else, that it is taken"
    )


def test_an_unproven_address_waits_for_the_link_in_the_mail(provider: FakeProvider) -> None:
    provider.person["email_verified"] = False
    browser = Client()
    assert arrive(browser, "/requests/").headers["Location"] == "/account/confirm/"
    assert not is_signed_in(browser)
    assert mail.outbox[-1].to == ["lea@egee.example"]
    provider.person["email_verified"] = True
    arrive(browser)
    assert is_signed_in(browser)
    assert EmailAddress.objects.get().verified


def test_an_account_that_somebody_else_began_with_the_address_is_not_entered(provider: FakeProvider) -> None:
    squatter = Person.objects.create_user("lea@egee.example", PASSWORD, name="Qui sait")
    EmailAddress.objects.create(user=squatter, email=squatter.email, primary=True, verified=False)
    browser = Client()
    told = page(browser, arrive(browser))
    assert "personne n’a confirmé" in told
    assert not is_signed_in(browser)
    assert not OutsideAccount.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-site"},
        {"aud": ["ithaca", "another-site"]},
        {"azp": "another-site"},
        {"nonce": "of-another-sign-in"},
        {"exp": 1_600_000_000},
        {"iat": 4_000_000_000},
        {"sub": 7},
        {"sub": "x" * 256},
        {"at_hash": "of-another-access"},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_proves_nothing(
    provider: FakeProvider, wrong: dict[str, Any]
) -> None:
    provider.wrong = wrong
    browser = Client()
    assert "ne prouve pas qui vous êtes" in page(browser, arrive(browser))
    assert not is_signed_in(browser)
    assert not Person.objects.exists()


@pytest.mark.parametrize("claim", ["iss", "aud", "exp", "iat", "nonce", "sub"])
def test_nothing_may_be_missing_from_it(provider: FakeProvider, claim: str) -> None:
    provider.left_out = {claim}
    browser = Client()
    arrive(browser)
    assert not is_signed_in(browser)
    assert not Person.objects.exists()


def test_a_token_signed_by_somebody_else_or_by_nobody_proves_nothing(provider: FakeProvider) -> None:
    browser = Client()
    provider.key = FORGED
    arrive(browser)
    provider.key, provider.headers = FORGED, {"alg": "RS256", "kid": "two"}
    arrive(browser)
    assert not is_signed_in(browser)
    assert not Person.objects.exists()


def test_an_answer_serves_once_and_only_in_the_browser_that_asked(provider: FakeProvider) -> None:
    browser, victim = Client(), Client()
    brought = there(browser.get(BEGIN).headers["Location"])
    assert "commencée ailleurs" in page(victim, victim.get(f"{BEGIN}back/", brought))
    assert not is_signed_in(victim)
    browser.get(f"{BEGIN}back/", brought)
    assert is_signed_in(browser)
    browser.post("/account/sign-out/")
    browser.get(f"{BEGIN}back/", brought)
    assert not is_signed_in(browser)


def test_a_code_of_another_sign_in_is_refused_by_its_verifier(provider: FakeProvider) -> None:
    stolen = there(Client().get(BEGIN).headers["Location"])["code"]
    browser = Client()
    assert "ne prouve pas" in page(browser, arrive(browser, code=stolen))
    assert not is_signed_in(browser)


def test_no_way_out_to_another_site(provider: FakeProvider) -> None:
    browser = Client()
    assert arrive(browser, "https://evil.example/").headers["Location"] == "/"
    elsewhere = Client().get(BEGIN, headers={"sec-fetch-site": "cross-site"})
    assert elsewhere.headers["Location"] == SIGN_IN, "another site signs nobody in"


def test_a_provider_that_is_down_says_what_to_do(provider: FakeProvider) -> None:
    browser = Client()
    for path in ("/.well-known/openid-configuration", "/keys", "/token"):
        begun = browser.get(BEGIN, {"next": "/requests/"})
        provider.down = {path}
        brought = there(begun.headers["Location"])
        answer = browser.get(f"{BEGIN}back/", brought)
        assert answer.headers["Location"] == f"{SIGN_IN}?next=%2Frequests%2F"
        assert "ne répond pas" in page(browser, answer)
        provider.down = set()
    provider.document = {"issuer": "https://evil.example"}
    assert "ne répond pas" in page(browser, browser.get(BEGIN))


def test_whoever_asks_too_often_must_wait(provider: FakeProvider, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"provider": "2/m/ip"}
    assert [Client().get(BEGIN).status_code for _again in range(3)] == [302, 302, 429]


def test_whoever_breaks_off_there_is_told_so(provider: FakeProvider) -> None:
    browser = Client()
    state = there(browser.get(BEGIN).headers["Location"])["state"]
    answer = browser.get(f"{BEGIN}back/", {"error": "access_denied", "state": state})
    assert "interrompu" in page(browser, answer)


def test_without_an_address_nobody_gets_an_account(provider: FakeProvider) -> None:
    del provider.person["email"]
    browser = Client()
    assert "ne nous donne pas votre adresse" in page(browser, arrive(browser))
    assert not Person.objects.exists()


def test_a_provider_that_tells_the_address_only_when_asked_is_asked(provider: FakeProvider) -> None:
    provider.left_out = {"email", "email_verified"}
    provider.told_later = {"sub": "somebody-else"}
    browser = Client()
    assert "ne prouve pas" in page(browser, arrive(browser))
    provider.told_later = {}
    arrive(browser)
    assert is_signed_in(browser)
    assert Person.objects.get().email == "lea@egee.example"


@pytest.mark.parametrize("way", ["client_secret_post", "none"])
def test_a_provider_gets_the_secret_the_way_it_takes_it(
    provider: FakeProvider, settings: Settings, way: str
) -> None:
    provider.document = {"token_endpoint_auth_methods_supported": [way]}
    if way == "none":
        settings.IDENTITY_PROVIDER = {**named_to_ithaca(provider), "secret": ""}
    browser = Client()
    arrive(browser)
    assert is_signed_in(browser)


def test_a_closed_account_stays_closed(cast: Cast, provider: FakeProvider) -> None:
    cast.mentor.is_active = False
    cast.mentor.save()
    provider.person["email"] = cast.mentor.email
    browser = Client()
    assert arrive(browser).headers["Location"] == "/account/closed/"
    assert not is_signed_in(browser)
    assert mail.outbox == []


def test_who_has_no_password_confirms_at_the_provider_and_is_never_asked_for_one(
    provider: FakeProvider,
) -> None:
    browser = Client()
    arrive(browser)
    assert browser.get("/api/me").json()["confirmed"] is True, "a new account is set up at once"
    browser.post("/account/sign-out/")
    arrive(browser)
    assert browser.get("/api/me").json()["confirmed"] is False, "the provider did not say when it asked last"
    assert browser.post("/api/passkeys/options", content_type="application/json").status_code == 403
    change = {"email": "new@egee.example", "action_add": "1"}
    assert browser.post("/account/email/", change).headers["Location"].startswith("/account/again/")
    asked = browser.get("/account/again/?next=/account/email/").content.decode()
    assert "Confirm with Compte Égée" in asked
    assert "password" not in asked.split("<main")[1].split("</main")[0]
    assert arrive(browser, "/account/email/").headers["Location"] == "/account/email/"
    assert (provider.asked[-1]["prompt"], provider.asked[-1]["max_age"]) == ("login", "0")
    assert browser.get("/api/me").json()["confirmed"] is True
    assert browser.post("/api/passkeys/options", content_type="application/json").status_code == 200
    browser.post("/account/email/", change)
    assert mail.outbox[-1].to == ["new@egee.example"]


def test_a_provider_that_has_not_asked_again_confirms_nothing(provider: FakeProvider) -> None:
    browser = Client()
    arrive(browser)
    browser.post("/account/sign-out/")
    arrive(browser)
    provider.wrong = {"auth_time": 1_700_000_000}
    assert "has not asked you" in page(browser, arrive(browser, "/account/email/"))
    assert browser.get("/api/me").json()["confirmed"] is False


def test_who_has_a_password_connects_the_provider_after_confirming(
    cast: Cast, provider: FakeProvider, sign_in: Callable[[Person], Client]
) -> None:
    browser = sign_in(cast.mentee)
    answer = arrive(browser)  # another address there: nothing is guessed
    assert answer.headers["Location"].startswith("/account/again/")
    assert not OutsideAccount.objects.exists()
    browser.post("/account/again/", {"password": PASSWORD, "next": "/"})
    assert arrive(browser).headers["Location"] == "/account/settings/"
    assert "Compte Égée" in browser.get("/account/settings/").content.decode()
    outsider = sign_in(cast.outsider)
    outsider.post("/account/again/", {"password": PASSWORD, "next": "/"})
    assert "un autre compte" in page(outsider, arrive(outsider))
    assert OutsideAccount.objects.get().person == cast.mentee


def test_a_provider_half_named_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITHACA_OIDC_URL", "http://login.example.org")
    with pytest.raises(ValueError, match="ITHACA_OIDC_CLIENT_ID"):
        Environment()
    monkeypatch.setenv("ITHACA_OIDC_CLIENT_ID", "ithaca")
    monkeypatch.setenv("ITHACA_MODE", "production")
    with pytest.raises(ValueError, match="https"):
        Environment()

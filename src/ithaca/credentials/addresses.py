"""The addresses of this package. Those of what it publishes stand inside signed documents, and stay for ever."""

from django.conf import settings
from django.urls import reverse

from ithaca.credentials.models import AchievementText, Credential, Issuer, StatusList
from ithaca.networks.models import Network
from ithaca.organisations.models import Organisation


def _absolute(name: str, *args: object) -> str:
    return str(settings.BASE_URL) + reverse(f"credentials:{name}", args=args)


def home() -> str:
    return f"{settings.BASE_URL}/"


def of_issuer(issuer: Issuer) -> str:
    return _absolute("issuer", issuer.pk)


def of_key(issuer: Issuer, number: int) -> str:
    """Where tokens find the public key, as JWK."""
    return _absolute("key", issuer.pk, number)


def method(issuer: Issuer, number: int) -> str:
    """What proofs name as their key: a part of the issuer's document."""
    return f"{of_issuer(issuer)}#key-{number}"


def of_achievement(achievement: AchievementText) -> str:
    return _absolute("achievement", achievement.pk)


def of_status_list(status_list: StatusList, purpose: str) -> str:
    return _absolute("status_list", status_list.pk, purpose)


def of_credential(credential: Credential) -> str:
    return _absolute("credential", credential.pk)


# --- Pages of those who administer an issuer ---


def page_of(body: Organisation | Network, name: str, *args: object) -> str:
    """One of the pages that organisations and networks both have: `keys`, `issued`, …"""
    before = "network_" if isinstance(body, Network) else ""
    return reverse(f"credentials:{before}{name}", args=[body.slug, *args])

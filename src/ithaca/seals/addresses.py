"""The public addresses of seals, as they stand in feeds, badges and on paper."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from ithaca.networks.models import Network

LANGUAGES = ("fr", "en")  # of badges and feeds


def absolute(name: str, *args: object) -> str:
    return str(settings.BASE_URL) + reverse(name, args=args)


def of_seal(seal_id: UUID) -> str:
    return absolute("seals:seal", seal_id)


def one_of_ours(language: str) -> str:
    """The language of badges and feeds for whoever wants another."""
    wanted = language.split("-")[0]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def of_badge(seal_id: UUID, language: str) -> str:
    return absolute("seals:badge", seal_id, language)


def of_registry(network: Network | None = None) -> str:
    return absolute("seals:network_registry", network.slug) if network else absolute("seals:registry")


def of_feed(network: Network | None = None, form: str = "json") -> str:
    if network is None:
        return absolute(f"seals:{form}_feed")
    return absolute(f"seals:network_{form}_feed", network.slug)

"""The pages of a network's own people, as one row of tabs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ithaca.networks.models import Network

TABS = (
    ("networks:members", _("Members")),
    ("networks:people", _("People")),
    ("schemes:index", _("Seal schemes")),
    ("schemes:recognition", _("Recognition")),
    ("seals:of_network", _("Seal files")),
    ("research:index", _("Research")),
    ("credentials:network_keys", _("Signing keys")),
    ("networks:settings", _("Presentation")),
)


def tabs(network: Network, current: str) -> list[dict[str, object]]:
    """`current` is the name of the page's address."""
    return [
        {"label": label, "url": reverse(name, args=[network.slug]), "current": name == current}
        for name, label in TABS
    ]

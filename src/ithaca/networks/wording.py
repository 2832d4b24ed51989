"""How memberships and their steps are called, and how a network presents itself to its reader."""

from django.utils.translation import get_language, gettext_lazy

from ithaca.networks.models import Network

STATES = {
    "asked": gettext_lazy("Asks to join"),
    "member": gettext_lazy("Member"),
    "suspended": gettext_lazy("Membership suspended"),
    "declined": gettext_lazy("Request declined"),
    "taken back": gettext_lazy("Request taken back"),
    "left": gettext_lazy("Has left the network"),
    "excluded": gettext_lazy("Excluded from the network"),
}
TONES = {
    "asked": "waiting",
    "member": "done",
    "suspended": "attention",
    "declined": "ended",
    "taken back": "ended",
    "left": "ended",
    "excluded": "attention",
}
STEPS = {
    "ask": gettext_lazy("The organisation asked to join"),
    "take back": gettext_lazy("The organisation took its request back"),
    "accept": gettext_lazy("The network accepted the request"),
    "decline": gettext_lazy("The network declined the request"),
    "join": gettext_lazy("The organisation followed the network’s invitation"),
    "suspend": gettext_lazy("The network suspended the membership"),
    "reinstate": gettext_lazy("The network put the membership back into force"),
    "exclude": gettext_lazy("The network ended the membership"),
    "leave": gettext_lazy("The organisation left"),
}


def presented_in(network: Network) -> str:
    """The language in which this reader gets the presentation."""
    wanted = (get_language() or "fr").split("-")[0]
    written = [code for code in network.languages if network.presentation.get(code)]
    return wanted if wanted in written or not written else written[0]


def presentation(network: Network) -> str:
    return str(network.presentation.get(presented_in(network), ""))

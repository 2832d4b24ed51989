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

# What somebody can be to a network: one of them, all of them, what it means.
ROLES = {
    "administrator": gettext_lazy("to administer the network"),
    "auditor": gettext_lazy("to audit programmes for the seal"),
    "committee": gettext_lazy("to sit on the committee that decides on seals"),
}
TEAMS = {
    "administrator": gettext_lazy("Administrators"),
    "auditor": gettext_lazy("Auditors"),
    "committee": gettext_lazy("Committee"),
}
DUTIES = {
    "administrator": gettext_lazy(
        "Whoever administers a network invites its members, answers requests and writes its page. It gives no right in any member’s organisation."
    ),
    "auditor": gettext_lazy(
        "An auditor is named file by file, never for an organisation to which something binds them: reads what a programme handed in, talks with its people, and writes the report. It gives no right in any member’s organisation."
    ),
    "committee": gettext_lazy(
        "The committee reads the auditors’ report and what the programme answers to it, and decides on the seal. Whoever has audited a file does not decide on it. It gives no right in any member’s organisation."
    ),
}
ASKED = {
    "administrator": gettext_lazy("You are asked to administer %(name)s"),
    "auditor": gettext_lazy("%(name)s asks you to audit programmes"),
    "committee": gettext_lazy("%(name)s asks you to sit on its committee"),
}
TAKEN_ON = {
    "administrator": gettext_lazy("You now administer %(name)s."),
    "auditor": gettext_lazy("%(name)s can now name you as an auditor."),
    "committee": gettext_lazy("You now sit on the committee of %(name)s."),
}


def presented_in(network: Network) -> str:
    """The language in which this reader gets the presentation."""
    wanted = (get_language() or "fr").split("-")[0]
    written = [code for code in network.languages if network.presentation.get(code)]
    return wanted if wanted in written or not written else written[0]


def presentation(network: Network) -> str:
    return str(network.presentation.get(presented_in(network), ""))

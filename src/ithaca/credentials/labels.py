"""How kinds and states are called, for people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ithaca.credentials.open_badges.content import Kind
from ithaca.credentials.states import KeyState

KINDS = {
    Kind.CERTIFICATION: _("Certification"),
    Kind.QUALITY: _("Quality seal"),
    Kind.PARTICIPATION: _("Certificate of participation"),
}
STANDINGS = {
    "issued": pgettext_lazy("credential", "In force"),
    "suspended": pgettext_lazy("credential", "Suspended"),
    "revoked": pgettext_lazy("credential", "Revoked"),
    "expired": pgettext_lazy("credential", "Expired"),
}
TONES = {"issued": "done", "suspended": "attention", "revoked": "ended", "expired": "ended"}
KEY_STATES = {
    KeyState.ACTIVE: pgettext_lazy("key", "Signs"),
    KeyState.RETIRED: pgettext_lazy("key", "Retired"),
    KeyState.REVOKED: pgettext_lazy("key", "Revoked"),
}
KEY_TONES = {KeyState.ACTIVE: "done", KeyState.RETIRED: "ended", KeyState.REVOKED: "attention"}
EXPLAINED = {
    "issued": _("According to the issuer’s register, it is in force."),
    "suspended": _("The issuer has suspended it: for the time being it counts for nothing."),
    "revoked": _("The issuer has revoked it: it no longer counts for anything."),
    "expired": _("Its time has run out: it was in force until the date below."),
}

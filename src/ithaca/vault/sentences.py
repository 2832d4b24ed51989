"""What the vault's API says where no action speaks."""

from django.utils.translation import gettext as _


def not_there() -> str:
    return _("There is nothing here for you.")


def signed_out() -> str:
    return _("You are signed out. Sign in again in another tab; this page keeps your text.")


def malformed() -> str:
    return _(
        "What your browser sent does not hold together. Nothing was saved; reload the page and try again."
    )


def too_long() -> str:
    return _("This is more than can be sent at once. Nothing was saved; shorten it and try again.")


def unknown_passkey() -> str:
    return _(
        "This passkey is none of yours any more. Add it to your account again, then let it open your confidential space."
    )


def passkey_still_signs_in() -> str:
    return _("This passkey still signs you in. Remove the passkey itself; what it opens goes with it.")


def passkey_opens_vault() -> str:
    return _("This passkey opens your confidential space. Open that first, then remove the passkey there.")


def confirm_identity() -> str:
    return _("Confirm first that it is you: enter your password once more.")


def begun_with_a_fact() -> str:
    return _("A text of this kind is begun from its own page, with what belongs to it. Reload the page.")

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


def confirm_identity() -> str:
    return _("Confirm first that it is you: enter your password once more.")

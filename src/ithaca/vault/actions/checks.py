"""Refusals that several actions share."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ithaca.kernel.errors import Refusal
from ithaca.vault import rules, sentences


def require_sealed(files: Iterable[bytes]) -> None:
    """Refuses anything that is not an age file to one recipient: a text in clear never gets in by mistake."""
    if not all(rules.is_sealed_file(file) for file in files):
        raise Refusal(
            _(
                "This text did not arrive encrypted, or it is too long. Nothing was saved; reload the page and try again."
            )
        )


def require_wrap(file: bytes) -> None:
    if not rules.is_wrap(file):
        raise Refusal(
            _("The keyring did not arrive encrypted. Nothing was saved; reload the page and try again.")
        )


def malformed() -> Refusal:
    return Refusal(sentences.malformed())

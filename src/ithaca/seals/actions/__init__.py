"""Writes of seals, one verb each, in the order of the way."""

from ithaca.seals.actions.beginning import begin_file
from ithaca.seals.actions.further import begin_by_recognition, begin_renewal
from ithaca.seals.actions.sealing import seal
from ithaca.seals.actions.standing import (
    change_standing,
    follow_base,
    follow_credential,
    follow_membership,
)

__all__ = [
    "begin_by_recognition",
    "begin_file",
    "begin_renewal",
    "change_standing",
    "follow_base",
    "follow_credential",
    "follow_membership",
    "seal",
]

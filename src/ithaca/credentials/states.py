"""How far a credential and a key are. Pure."""

from enum import StrEnum

from ithaca.kernel.states import table


class CredentialState(StrEnum):
    ISSUED = "issued"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class KeyState(StrEnum):
    ACTIVE = "active"  # signs
    RETIRED = "retired"  # signs no more, its private half is gone; what it signed stays valid
    REVOKED = "revoked"  # in wrong hands: what it signed from a date on counts for nothing


C = CredentialState
CREDENTIAL = table(
    "credential",
    C,
    C.ISSUED,
    {
        "suspend": [((C.ISSUED,), C.SUSPENDED)],
        "reinstate": [((C.SUSPENDED,), C.ISSUED)],
        "revoke": [((C.ISSUED, C.SUSPENDED), C.REVOKED)],
    },
)
K = KeyState
ISSUER_KEY = table(
    "issuer_key",
    K,
    K.ACTIVE,
    {
        "retire": [((K.ACTIVE,), K.RETIRED)],
        "revoke": [((K.ACTIVE, K.RETIRED), K.REVOKED)],
    },
)

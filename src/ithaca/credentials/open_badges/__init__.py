"""
Open Badges 3.0 without a database: documents, proofs, status lists, images. Pure; `docs/credentials.md` lists the
requirements of the norms and where each is held.
"""


class Untrue(Exception):
    """The document is not what its issuer signed, or says something that no context defines. `reason` is for logs."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

"""The life of a scheme's version. Pure."""

from ithaca.editions.states import VersionState, versions

__all__ = ["VERSION", "VersionState"]

VERSION = versions("scheme_version")

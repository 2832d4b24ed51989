"""Ithaca runs mentoring programmes from the first contact to the closing.

The layers and what lives where: `docs/architecture.md`.
"""

__version__ = "0.1.0"
